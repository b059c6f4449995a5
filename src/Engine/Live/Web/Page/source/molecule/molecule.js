import { ColormakerRegistry, Shape, Stage } from 'ngl';
import { radiusOfParticles, withChainBonds, coarseTopology, hasBonds } from './topology.js';

/** How atoms may be shown, by NGL's names. */
const styles = {
  'ball+stick': { radiusSize: 0.15, aspectRatio: 1.9, sphereDetail: 2, radialSegments: 14 },
  licorice: { radiusSize: 0.22 },
  spacefill: {},
  line: { linewidth: 2 },
  cartoon: { quality: 'medium', aspectRatio: 4.5 },
};

/** Room around the molecule, angstrom: atoms have a size, and the molecule moves. */
const margin = 1.8;

/** The molecule, its coarse trace over it, and its box, in 3D. Loaded apart from the rest of the page, for NGL is most of its weight. */
export class Molecule {
  #atoms = null;
  #coarse = null;
  #styleName = '';
  #shown = { atoms: true, coarse: true };
  #colors;
  #framed = false;
  #isMoving = true;
  #scale = 1;

  /**
   * @param {HTMLElement} element where it is drawn
   * @param {object} colors the page's colours
   */
  constructor(element, colors) {
    this.stage = new Stage(element, { backgroundColor: colors.stage, sampleLevel: -1, tooltip: false, hoverTimeout: -1, clipNear: -300, clipFar: 400, fogNear: 62, fogFar: 160, lightIntensity: 1.05, ambientIntensity: 0.35 });
    if (!this.stage.viewer?.renderer) throw new Error('this browser has no WebGL');
    this.stage.log = () => {};
    this.stage.keyControls.clear();
    this.stage.keyBehavior.dispose();
    this.stage.mouseControls.remove('hoverPick');
    this.#colors = colors;
    this.#registerColors();
    new ResizeObserver(() => this.#resize()).observe(element);
  }

  /**
   * Builds what will move.
   * @param {string} topology topology.pdb
   * @param {object} scene the server's
   * @param {boolean} isParticles whether sites are particles rather than atoms
   */
  async load(topology, scene, isParticles) {
    this.isParticles = isParticles;
    const text = isParticles || hasBonds(topology) ? topology : withChainBonds(topology);
    this.#atoms = await this.#structure(text);
    if (scene.coarseAtoms?.length > 0) {
      this.#coarse = await this.#structure(coarseTopology(topology, scene.coarseAtoms));
      this.#coarse.addRepresentation('ball+stick', { color: this.#colors.coarse, radiusSize: 0.3, aspectRatio: 1.55, opacity: 0.42, depthWrite: true, sphereDetail: 2 });
    }

    if (scene.box?.length === 9) this.#addBox(scene.box);
  }

  /** Chooses how atoms are shown. */
  setStyle(name) {
    if (!this.#atoms || name === this.#styleName) return;
    this.#styleName = name;
    this.#restyle();
    this.render();
  }

  /** Shows or hides atoms and the coarse trace. */
  setShown(what, isShown) {
    this.#shown[what] = isShown;
    this.#atoms?.setVisibility(this.#shown.atoms);
    this.#coarse?.setVisibility(this.#shown.coarse);
    this.render();
  }

  /** Takes up other colours. */
  setColors(colors) {
    this.#colors = colors;
    this.stage.setParameters({ backgroundColor: colors.stage });
    this.#restyle();
    for (const item of this.#coarse?.reprList ?? []) item.setColor(colors.coarse);
    this.render();
  }

  /** Moves the picture onto the molecule, and as near as its longest side allows. */
  centre(duration = 300) {
    if (!this.#atoms) return;
    const { center, reach } = this.boxReach ? { center: this.#atoms.structure.center.clone().set(0, 0, 0), reach: this.boxReach } : extentOf(this.#atoms.structure);
    const { viewer } = this.stage;
    const halfAngle = 0.5 * this.stage.parameters.cameraFov * Math.PI / 180;
    const narrow = Math.min(1, viewer.width / viewer.height || 1);
    this.stage.animationControls.zoomMove(center, -(reach + margin) / Math.tan(halfAngle) / narrow, duration);
  }

  setSpin(isOn) {
    this.stage.setSpin(isOn);
  }

  /**
   * Draws a frame now.
   * @param {Float32Array | null} atoms [site, 3] in angstrom
   * @param {Float32Array | null} coarse [coarse site, 3] in angstrom
   */
  draw(atoms, coarse) {
    if (!this.#atoms) return;
    if (atoms) place(this.#atoms, atoms);
    if (coarse && this.#coarse) place(this.#coarse, coarse);
    if (!this.#framed) this.#begin(atoms);
    if (this.#shown.atoms && atoms) move(this.#atoms);
    if (this.#shown.coarse && coarse && this.#coarse) move(this.#coarse);
    this.render();
  }

  /** Renders at once, not at the browser's next frame, as NGL would. */
  render() {
    const { viewer } = this.stage;
    viewer.stats.begin();
    viewer.isStill = false;
    if (viewer.width > 0 && viewer.height > 0) viewer.render();
  }

  /** Whether frames follow each other: only a picture that is held is drawn more finely, for that takes several times as long. */
  setMoving(isMoving) {
    this.#isMoving = isMoving;
    this.stage.viewer.setSampling(isMoving ? -1 : 0);
    this.#resize();
  }

  /** Draws a moving molecule with a share of the screen's pixels along each side. */
  setScale(scale) {
    this.#scale = scale;
    this.#resize();
  }

  #resize() {
    this.stage.handleResize();
    this.stage.viewer.renderer.setPixelRatio((this.#isMoving ? this.#scale : 1) * window.devicePixelRatio);
    this.render();
  }

  #begin(atoms) {
    this.#framed = true;
    if (this.isParticles && atoms) this.radius = radiusOfParticles(atoms);
    this.#restyle();
    this.stage.autoView(0);
    this.centre(0);
  }

  #restyle() {
    if (!this.#atoms || !this.#styleName) return;
    this.#atoms.removeAllRepresentations();
    const size = this.isParticles ? { radiusType: 'size', radiusSize: this.#styleName === 'spacefill' ? 0.96 * (this.radius ?? 1.9) : 0.4 } : {};
    const color = this.#styleName === 'cartoon' ? 'residueindex' : this.isParticles ? this.#colors.particle : this.#colors.isDark ? darkScheme : lightScheme;
    this.#atoms.addRepresentation(this.#styleName, { ...styles[this.#styleName], ...size, color });
    this.#atoms.setVisibility(this.#shown.atoms);
  }

  async #structure(text) {
    const file = new Blob([text], { type: 'text/plain' });
    return this.stage.loadFile(file, { ext: 'pdb', firstModelOnly: true, asTrajectory: false, dontAutoBond: true, defaultRepresentation: false });
  }

  // Particles are wrapped into the box about the origin.
  #addBox(box) {
    const [a, b, c] = [0, 3, 6].map(i => [10 * box[i], 10 * box[i + 1], 10 * box[i + 2]]);
    const corner = bits => [0, 1, 2].map(k => 0.5 * ((bits & 1 ? a[k] : -a[k]) + (bits & 2 ? b[k] : -b[k]) + (bits & 4 ? c[k] : -c[k])));
    this.boxReach = Math.hypot(...corner(7));
    const shape = new Shape('box');
    const color = [1, 3, 5].map(at => Number.parseInt(this.#colors.box.slice(at, at + 2), 16) / 255);
    for (let from = 0; from < 8; from++) {
      for (const axis of [1, 2, 4]) if (!(from & axis)) shape.addWideline(corner(from), corner(from | axis), color, 1.5);
    }

    this.stage.addComponentFromObject(shape).addRepresentation('buffer');
  }

  #registerColors() {
    lightScheme ??= elementScheme({ C: 0x5d666f, H: 0xc3c9cf, N: 0x3a55d9, O: 0xd92b2b, S: 0xc9a400 });
    darkScheme ??= elementScheme({ C: 0x9aa4ae, H: 0xe9edf0, N: 0x8194ff, O: 0xff6b6b, S: 0xf0d040 });
  }
}

let lightScheme;
let darkScheme;

// NGL builds a colour scheme with `new`.
function elementScheme(colors) {
  return ColormakerRegistry.addScheme(function Scheme() {
    this.atomColor = atom => colors[atom.element] ?? 0x9a4a8c;
  });
}

function place(component, positions) {
  const { x, y, z } = component.structure.atomStore;
  for (let i = 0; i < component.structure.atomStore.count; i++) {
    x[i] = positions[3 * i];
    y[i] = positions[3 * i + 1];
    z[i] = positions[3 * i + 2];
  }
}

// The middle of the atoms, and how far the farthest is from it.
function extentOf(structure) {
  const box = structure.getBoundingBox();
  const center = box.getCenter(structure.center.clone());
  const { x, y, z, count } = structure.atomStore;
  let reach = 0;
  for (let i = 0; i < count; i++) reach = Math.max(reach, Math.hypot(x[i] - center.x, y[i] - center.y, z[i] - center.z));
  return { center, reach };
}

function move(component) {
  for (const item of component.reprList) item.repr.update({ position: true });
}
