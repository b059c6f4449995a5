/** A picture that takes longer than this, ms, is not smooth; judged over so many pictures. */
const smooth = 36;
const judged = 40;

const coarser = { 1: 0.75, 0.75: 0.5, 0.5: 0.5 };

/**
 * Draws with fewer pixels where a machine, one without a graphics card above all, does not keep up: smoothness is worth more than sharpness while the
 * molecule moves.
 */
export class Pace {
  #last = null;
  #intervals = [];

  /** The pixels of the picture along each side, as a share of the screen's. */
  scale = 1;

  /**
   * Notes one picture of the display.
   * @param {number} now ms
   * @returns {boolean} whether the scale changed
   */
  beat(now) {
    const interval = this.#last === null ? null : now - this.#last;
    this.#last = now;

    // A second without a picture is a tab that was hidden, or a page that was busy with something else.
    if (interval === null || interval > 1000) return false;
    this.#intervals.push(interval);
    if (this.#intervals.length < judged) return false;
    const usual = this.#intervals.sort((a, b) => a - b)[judged >> 1];
    this.#intervals = [];
    const before = this.scale;
    if (usual > smooth) this.scale = coarser[before];
    return this.scale !== before;
  }
}
