import { count, duration, grouped, percent, simulated } from '../numbers/format.js';
import { byId, make, setText } from './dom.js';

const phases = { starting: 'starting', running: 'running', held: 'held', complete: 'complete', stopped: 'stopped', failed: 'failed' };

/** The strip at the top: what runs, how far it is, how fast, how long still. */
export class Head {
  #figures = new Map();
  #said = '';

  /** @param {object} scene the server's */
  setScene(scene) {
    this.scene = scene;
    document.title = `${scene.name} · LatentSim`;
    setText(byId('name'), scene.name);
    const walkers = `${grouped(scene.walkers)} walker${scene.walkers === 1 ? '' : 's'}`;
    setText(byId('what'), [scene.directory, scene.stages?.join(' → '), walkers, scene.sites > 0 ? `${grouped(scene.sites)} sites` : null].filter(Boolean).join(' · '));
  }

  update(status) {
    const phase = phases[String(status.phase).toLowerCase()] ?? String(status.phase);
    const badge = byId('phase');
    setText(badge, phase);
    badge.className = `badge ${phase === 'failed' ? 'bad' : ['held', 'stopped'].includes(phase) ? 'poor' : 'good'}`;
    setText(byId('reason'), status.reason ?? '');
    const share = status.framesAsked > 0 ? status.framesKept / status.framesAsked : 0;
    const progress = byId('progress');
    progress.value = share;
    progress.setAttribute('aria-valuetext', percent(share));
    document.title = `${phase === 'running' ? percent(share) : phase} · ${this.scene.name} · LatentSim`;
    this.#showFigures(status, share);
    this.#say(phase, status.reason);
  }

  #showFigures(status, share) {
    const { lagTime, timeUnit } = this.scene;
    this.#show('done', percent(share), `${grouped(status.framesKept)} of ${grouped(status.framesAsked)} frames`);
    this.#show('rate', status.framesPerSecond === null || status.framesPerSecond === undefined ? '–' : `${count(Math.round(status.framesPerSecond))}/s`, 'frames, of all walkers');
    this.#show('simulated', simulated(status.framesKept * lagTime, timeUnit), 'of all walkers together');
    this.#show('a day', status.framesPerSecond ? simulated(status.framesPerSecond * lagTime * 86400, timeUnit) : '–', 'at this rate');
    this.#show('left', duration(status.secondsLeft), `${duration(status.seconds)} gone`);
  }

  #show(name, value, note) {
    let cell = this.#figures.get(name);
    if (!cell) {
      cell = { value: make('dd', { class: 'value' }), note: make('dd', { class: 'detail' }) };
      this.#figures.set(name, cell);
      byId('figures').append(make('div', {}, make('dt', { text: name }), cell.value, cell.note));
    }

    cell.value.parentElement.hidden = value === '–';
    setText(cell.value, value);
    setText(cell.note, note);
  }

  #say(phase, reason) {
    const words = `The run is ${phase}${reason ? `: ${reason}` : ''}.`;
    if (this.#said && words !== this.#said) setText(byId('announcement'), words);
    this.#said = words;
  }
}
