import { grouped, simulated } from '../numbers/format.js';
import { byId, make, setText } from '../panels/dom.js';
import { isOver } from '../stream/staleness.js';
import { Walkers } from './walkers.js';

/** Everything that is pressed: it changes the picture, never the run. */
export class Controls {
  #isFollowing = false;
  #hasChosenFollowing = false;

  /** @param {{ scene: object, view: import('../molecule/view.js').View, player: import('../playback/player.js').Player, walkerChanged: (walker: number) => void }} parts */
  constructor({ scene, view, player, walkerChanged }) {
    this.scene = scene;
    this.view = view;
    this.player = player;
    this.extent = Number(scene.frames);
    this.walkers = new Walkers(scene.walkers, walkerChanged);
    this.#wirePlayback();
    this.#wireLooks();
    byId('help').classList.toggle('file', !scene.isComputedHere);
    this.showPlaying();
  }

  /** What keys do. */
  get keys() {
    const { walkers, view } = this;
    const toggle = id => () => byId(id).closest('[hidden]') ?? byId(id).click();
    return {
      ' ': () => this.#play(),
      ArrowLeft: () => this.#shift(-1),
      ArrowRight: () => this.#shift(1),
      Home: () => this.#seek(0),
      End: () => this.#seek(this.extent - 1),
      n: () => walkers.move(1),
      p: () => walkers.move(-1),
      w: () => walkers.any(),
      a: toggle('atoms'),
      t: toggle('coarse'),
      s: toggle('superpose'),
      r: toggle('spin'),
      v: () => this.#nextStyle(),
      c: () => view.centre(),
      f: () => this.#fillScreen(),
      '?': () => byId('help').showModal(),
    };
  }

  /** The ways in which the molecule can be shown, known once it is loaded. */
  showStyles(styles) {
    const names = { 'ball+stick': this.view.isParticles ? 'points' : 'balls and sticks', licorice: 'sticks', spacefill: 'spheres', line: 'lines', cartoon: 'cartoon' };
    byId('style').replaceChildren(...styles.map(style => make('option', { value: style, text: names[style] })));
  }

  showFrame(frame) {
    const { lagTime, timeUnit, walkers } = this.scene;
    const time = simulated(frame.step * lagTime, timeUnit);
    setText(byId('where'), `${walkers > 1 ? `walker ${grouped(frame.walker)} · ` : ''}step ${grouped(frame.step)} · ${time}`);
    if (this.scene.isComputedHere) return;
    if (document.activeElement !== byId('seek') || this.player.isPlaying) byId('seek').value = String(frame.step);
    byId('seek').setAttribute('aria-valuetext', `step ${frame.step}, ${time}`);
    setText(byId('time'), `${grouped(frame.step)} / ${grouped(this.extent - 1)} · ${time}`);
  }

  showPlaying() {
    const { isPlaying } = this.player;
    const isFile = !this.scene.isComputedHere;
    this.view.setMoving(isPlaying);
    byId('play').dataset.playing = String(isPlaying);
    setText(byId('play-text'), isPlaying ? (isFile ? 'Pause' : 'Hold') : (isFile ? 'Play' : 'Go on'));
    byId('held').hidden = isPlaying || isFile;
  }

  /** How far a file goes by now. */
  showExtent(status) {
    if (this.scene.isComputedHere) return;
    const isGrowing = !isOver(String(status.phase).toLowerCase());
    const perWalker = Math.ceil(Number(status.framesKept) / this.scene.walkers);
    this.extent = Math.max(1, Math.min(Number(this.scene.frames), perWalker || Number(this.scene.frames)));
    byId('seek').max = String(this.extent - 1);
    byId('follow-label').hidden = !isGrowing;
    if (isGrowing && !this.#hasChosenFollowing) this.#follow(true);
    if (!isGrowing && this.#isFollowing) this.#follow(false);
  }

  #wirePlayback() {
    const { scene, player } = this;
    byId('play').addEventListener('click', () => this.#play());
    byId('scrubber').hidden = scene.isComputedHere;
    byId('mode').hidden = !scene.isComputedHere;
    byId('mode').value = player.mode;
    byId('centre').hidden = !(scene.sites > 0);
    byId('seek').max = String(this.extent - 1);
    byId('seek').addEventListener('input', () => this.#seek(Number(byId('seek').value)));
    byId('follow').addEventListener('change', () => this.#follow(byId('follow').checked));
    byId('mode').addEventListener('change', () => {
      player.mode = byId('mode').value;
      player.subscribe();
    });
    byId('rate').addEventListener('change', () => { player.rate = Number(byId('rate').value); });
    byId('stride').addEventListener('change', () => {
      player.stride = Math.max(1, Math.min(1_000_000, Number.parseInt(byId('stride').value, 10) || 1));
      byId('stride').value = String(player.stride);
      player.subscribe();
    });
  }

  #wireLooks() {
    const { scene, view } = this;
    const isMolecule = scene.sites > 0;
    byId('looks').classList.toggle('plain', !isMolecule);
    byId('coarse-label').hidden = byId('atoms-label').hidden = !(scene.coarseAtoms?.length > 0);
    byId('superpose-label').hidden = view.isParticles;
    byId('style').addEventListener('change', () => view.setStyle(byId('style').value));
    for (const what of ['atoms', 'coarse']) byId(what).addEventListener('change', () => view.setShown(what, byId(what).checked));
    byId('superpose').addEventListener('change', () => view.setSuperposed(byId('superpose').checked));
    byId('spin').addEventListener('change', () => view.setSpin(byId('spin').checked));
    byId('centre').addEventListener('click', () => view.centre());
    byId('fullscreen').addEventListener('click', () => this.#fillScreen());
    byId('ask').addEventListener('click', () => byId('help').showModal());
    this.showStyles(view.styles);
  }

  #play() {
    this.player.setPlaying(!this.player.isPlaying);
  }

  #shift(by) {
    if (this.player.isPlaying) this.#play();
    if (!this.scene.isComputedHere) this.#seek(this.player.step + by * this.player.stride);
    else if (by > 0) this.player.stepOnce();
  }

  #seek(step) {
    if (this.scene.isComputedHere) return;
    if (this.#isFollowing) this.#follow(false);
    this.player.seek(Math.max(0, Math.min(this.extent - 1, step)));
  }

  #follow(isFollowing) {
    this.#hasChosenFollowing = true;
    this.#isFollowing = isFollowing;
    byId('follow').checked = isFollowing;
    this.player.mode = isFollowing ? 'newest' : 'file';
    if (isFollowing && !this.player.isPlaying) this.#play();
    this.player.subscribe();
  }

  #nextStyle() {
    const choice = byId('style');
    choice.selectedIndex = (choice.selectedIndex + 1) % choice.options.length;
    this.view.setStyle(choice.value);
  }

  #fillScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else byId('screen').requestFullscreen?.().catch(() => {});
  }
}
