import { colorStrip, heatmap } from '../charts/heatmap.js';
import { Surface } from '../charts/surface.js';
import { count } from '../numbers/format.js';
import { differenceOf, freeEnergyOf } from '../numbers/freeEnergy.js';
import { Card, choice, make, setText } from './dom.js';

const deepest = 7;
const greatestDifference = 2;

/** F(phi, psi) of each torsion pair, beside MD's, or the difference. */
export class TorsionsPanel {
  #pairs = new Map();
  #last = null;
  #isDifference = false;
  #tools = null;

  constructor() {
    this.card = new Card('torsions', 'Free energy of the torsions (φ, ψ)');
    this.grid = make('div', { class: 'maps' });
    this.card.body.append(this.grid);
  }

  update(observables) {
    this.#last = observables;
    const pairs = observables.estimates?.torsionPairs ?? [];
    this.card.show(pairs.some(pair => pair.counts.some(value => value > 0)));
    const targets = new Map((observables.target?.torsionPairs ?? []).map(pair => [pair.name, pair]));
    if (targets.size > 0 && !this.#tools) {
      this.#tools = choice('Show', [[false, 'beside MD'], [true, 'difference']], false, value => { this.#isDifference = value; this.update(this.#last); });
      this.card.tools.append(this.#tools);
    }

    for (const pair of pairs) this.#paint(pair, targets.get(pair.name));
    const frames = observables.estimates?.frames;
    setText(this.card.note, `${count(frames)} frames${targets.size > 0 ? '' : '; no MD to compare with'}`);
  }

  #paint(pair, target) {
    let surface = this.#pairs.get(pair.name);
    const isPaired = Boolean(target) && !this.#isDifference;
    if (!surface) {
      surface = new Surface(`Free energy of ${pair.name}`, width => sizeOf(width, surface.isPaired) + 62);
      this.#pairs.set(pair.name, surface);
      this.grid.append(surface.element);
    }

    surface.isPaired = isPaired;
    surface.element.classList.toggle('wide', isPaired);
    const run = freeEnergyOf(pair.counts);
    const reference = target ? freeEnergyOf(target.counts) : null;
    const isDifference = this.#isDifference && reference !== null;
    const values = isDifference ? differenceOf(run, reference) : run;
    const how = { isDifference, most: isDifference ? greatestDifference : deepest };
    surface.describe(`Free energy of ${pair.name} over phi and psi${isDifference ? ', difference from MD' : isPaired ? ', beside that of MD' : ''}`);
    surface.paint((context, width) => {
      const size = sizeOf(width, isPaired);
      heatmap(context, { left: 40, top: 20, size }, values, { ...how, title: isDifference ? `${pair.name}, run − MD` : `${pair.name}, run`, hasLeft: true });
      if (isPaired) heatmap(context, { left: 40 + size + 14, top: 20, size }, reference, { ...how, title: `${pair.name}, MD`, hasLeft: false });
      colorStrip(context, { left: 40, top: size + 38, width: isPaired ? 2 * size + 14 : size }, how);
    });
  }
}

const sizeOf = (width, isPaired) => Math.max(80, Math.min(300, Math.floor(isPaired ? (width - 56) / 2 : width - 44)));
