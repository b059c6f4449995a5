/**
 * What the server may still send: one credit, one frame. Keeps as many frames on their way or waiting as are wanted, and never more,
 * so that a page which draws slowly is never behind.
 */
export class Credits {
  #granted = 0;

  /** Frames that are on their way, at most. */
  get outstanding() {
    return this.#granted;
  }

  /** A new subscription, which grants some with it. */
  start(credits) {
    this.#granted = credits;
  }

  /** Frames came. */
  take(frames) {
    this.#granted = Math.max(0, this.#granted - frames);
  }

  /**
   * Tops up, but only in worthwhile lots.
   * @param {number} wanted frames that should be on their way or waiting
   * @param {number} waiting frames that came and are not drawn yet
   * @returns {number} credits to send; 0 for none
   */
  topUp(wanted, waiting) {
    const missing = wanted - waiting - this.#granted;
    if (missing < Math.max(1, wanted / 4)) return 0;
    this.#granted += missing;
    return missing;
  }
}
