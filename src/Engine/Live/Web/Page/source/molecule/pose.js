import { centreOf, move, superposition, translation } from './superposition.js';

const angstromPerNanometre = 10;

/** Brings every frame onto the first one, whose centre is the origin, so that the molecule moves and does not tumble. */
export class Pose {
  #reference = null;
  #kind = '';
  #atoms = null;
  #coarse = null;

  /** Whether frames are also turned. */
  isTurned = true;

  /** @param {boolean} isFree false where places have a meaning: particles in their box */
  constructor(isFree) {
    this.isFree = isFree;
  }

  /**
   * @param {import('../stream/frames.js').Frame} frame
   * @returns {{ atoms: Float32Array | null, coarse: Float32Array | null }} in angstrom, good until the next call
   */
  of({ atoms, coarse }) {
    const motion = this.#motion(atoms, coarse);
    this.#atoms = atoms && move(atoms, motion, room(this.#atoms, atoms), angstromPerNanometre);
    this.#coarse = coarse && move(coarse, motion, room(this.#coarse, coarse), angstromPerNanometre);
    return { atoms: this.#atoms, coarse: this.#coarse };
  }

  /** The next frame becomes the one that others are brought to. */
  forget() {
    this.#reference = null;
  }

  #motion(atoms, coarse) {
    const points = atoms ?? coarse;
    if (!this.isFree) return { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], from: [0, 0, 0], to: [0, 0, 0] };
    const kind = atoms ? 'atoms' : 'coarse';
    if (!this.#reference || this.#kind !== kind) {
      this.#reference = centred(points);
      this.#kind = kind;
    }

    return this.isTurned && points.length >= 9 ? superposition(points, this.#reference) : translation(points, this.#reference);
  }
}

const room = (old, points) => (old?.length === points.length ? old : new Float32Array(points.length));

const centred = points => move(points, { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], from: centreOf(points), to: [0, 0, 0] }, new Float32Array(points.length));
