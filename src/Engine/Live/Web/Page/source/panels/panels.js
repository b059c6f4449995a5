import { CountersPanel } from './counters.js';
import { DevicesPanel } from './devices.js';
import { byId } from './dom.js';
import { FiguresPanel } from './figures.js';
import { Head } from './head.js';
import { LogPanel } from './log.js';
import { PopulationsPanel } from './populations.js';
import { ProfilePanel } from './profile.js';
import { TimescalesPanel } from './timescales.js';
import { TorsionsPanel } from './torsions.js';
import { TracePanel } from './trace.js';

/** Everything beside the picture. */
export class Panels {
  #observables = null;
  #status = null;

  /** @param {object} scene the server's */
  constructor(scene) {
    this.head = new Head();
    this.head.setScene(scene);
    this.trace = new TracePanel(scene);
    this.profile = new ProfilePanel();
    this.torsions = new TorsionsPanel();
    this.populations = new PopulationsPanel();
    this.timescales = new TimescalesPanel(scene);
    this.figures = new FiguresPanel(scene);
    this.devices = new DevicesPanel();
    this.counters = new CountersPanel(scene);
    this.log = new LogPanel();
    const all = [this.trace, this.profile, this.torsions, this.timescales, this.populations, this.figures, this.devices, this.counters, this.log];
    byId('panels').append(...all.map(panel => panel.card.element));
  }

  showStatus(status, statistics) {
    this.#status = status;
    byId('phase').hidden = false;
    this.head.update(status);
    this.devices.update(status);
    this.counters.update(status, statistics);
  }

  /** @param {{ estimates: object, target: object | null }} observables */
  showObservables(observables) {
    this.#observables = observables;
    for (const panel of [this.profile, this.torsions, this.timescales, this.populations, this.figures]) panel.update(observables);
  }

  /** @param {import('../stream/frames.js').Frame} frame */
  showFrame(frame) {
    this.trace.mark(frame.step);
    this.figures.setFrameEnergy(frame.energy);
  }

  /** A line of the page's own in the log. */
  say(text) {
    this.log.add([{ time: Date.now() / 1000, level: 'warning', event: 'page', text }]);
  }

  /** After the colours changed. */
  repaint() {
    if (this.#observables) this.showObservables(this.#observables);
  }
}
