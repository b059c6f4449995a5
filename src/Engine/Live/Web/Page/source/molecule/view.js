import { colors, whenColorsChange } from '../charts/colors.js';
import { byId, make } from '../panels/dom.js';
import { Pace } from '../playback/pace.js';
import { LatentPlane } from './latentPlane.js';
import { Pose } from './pose.js';
import { hasBackbone } from './topology.js';

// Begins at once, while the server is asked what there is to show.
const library = import('./molecule.js');

/** What moves: the molecule, particles in their box, or the latent point where a run has nothing else. */
export class View {
  #molecule = null;
  #plane = null;
  #pose;
  #last = null;
  #isMoving = true;
  #pace = new Pace();

  /** @param {object} scene the server's */
  constructor(scene) {
    this.scene = scene;
    this.isParticles = scene.stages?.includes('integrator') ?? false;
    this.#pose = new Pose(!this.isParticles);
    this.element = byId('stage');
  }

  /** The parts of frames that it draws. */
  get fields() {
    const { sites, coarseAtoms, dimension, hasEnergies } = this.scene;
    return [sites > 0 ? 'atoms' : null, coarseAtoms?.length > 0 ? 'coarse' : null, dimension > 0 ? 'latent' : null, hasEnergies ? 'energies' : null].filter(Boolean);
  }

  /** The ways in which it can be shown, the usual one first. */
  get styles() {
    if (this.isParticles) return ['spacefill', 'ball+stick'];
    return ['ball+stick', 'licorice', 'spacefill', 'line', ...(this.topology && hasBackbone(this.topology) ? ['cartoon'] : [])];
  }

  async load() {
    if (!(this.scene.sites > 0)) {
      this.#plane = new LatentPlane(this.element, this.scene.dimension);
      return;
    }

    const [text, module] = await Promise.all([topologyText(), library]);
    this.topology = text;
    const molecule = this.#begin(module);
    if (!molecule) return;
    await molecule.load(text, this.scene, this.isParticles);
    molecule.setStyle(this.styles[0]);
    whenColorsChange(changed => molecule.setColors(changed));
    this.#molecule = molecule;
    if (this.#last) this.draw(this.#last);
  }

  #begin(module) {
    try {
      return new module.Molecule(this.element, colors());
    } catch (error) {
      this.element.replaceChildren(make('p', { class: 'nopicture', text: `There is no picture in 3D: ${error.message}. Everything beside it goes on.` }));
      return null;
    }
  }

  /** @returns {boolean} whether it was drawn: not before the molecule is loaded */
  draw(frame) {
    this.#last = frame;
    if (this.#plane && frame.latents) {
      this.#plane.add(frame);
      return true;
    }

    if (!this.#molecule || !(frame.atoms || frame.coarse)) return false;
    const { atoms, coarse } = this.#pose.of(frame);
    this.#molecule.draw(atoms, coarse);
    return true;
  }

  /** Another walker: what was kept of the former one goes. */
  clear() {
    this.#plane?.clear();
    this.#last = null;
  }

  setStyle(name) {
    this.#molecule?.setStyle(name);
  }

  setShown(what, isShown) {
    this.#molecule?.setShown(what, isShown);
  }

  setSuperposed(isSuperposed) {
    this.#pose.isTurned = isSuperposed;
    this.#pose.forget();
    if (this.#last) this.draw(this.#last);
  }

  setMoving(isMoving) {
    this.#isMoving = isMoving;
    this.#molecule?.setMoving(isMoving);
  }

  /** Once for every picture of the display. */
  tick(now) {
    if (this.#molecule && this.#isMoving && this.#pace.beat(now)) this.#molecule.setScale(this.#pace.scale);
  }

  setSpin(isOn) {
    this.#molecule?.setSpin(isOn);
  }

  centre() {
    this.#molecule?.centre();
  }
}

async function topologyText() {
  const answer = await fetch('topology.pdb');
  if (!answer.ok) throw new Error(`topology.pdb: ${answer.status}`);
  return answer.text();
}
