import { colors } from '../charts/colors.js';
import { Surface } from '../charts/surface.js';
import { estimate } from '../numbers/format.js';
import { Card, make, setText } from './dom.js';

/** The names of basins, in the order in which populations are given. */
const basins = ['αR', 'β', 'αL', 'ε'];

/** Shares of the basins of each torsion pair, with errors, beside MD's. */
export class PopulationsPanel {
  #rows = new Map();

  constructor() {
    this.card = new Card('populations', 'Populations');
    this.table = make('table', {}, make('thead', {}, make('tr', {}, ...['Basin', '', 'Run', 'MD'].map((text, i) => make('th', { text, scope: 'col', class: i > 1 ? 'number' : null })))), this.body = make('tbody'));
    this.card.body.append(make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Populations' }, this.table));
  }

  update({ estimates, target }) {
    const pairs = (estimates?.torsionPairs ?? []).filter(pair => pair.populations.some(share => share.value !== null));
    this.card.show(pairs.length > 0);
    this.table.classList.toggle('lone', !target?.torsionPairs?.length);
    for (const pair of pairs) {
      const reference = target?.torsionPairs?.find(other => other.name === pair.name);
      pair.populations.forEach((share, i) => this.#show(`${pair.name} ${basins[i]}`, share, reference?.populations[i]));
    }
  }

  #show(name, share, reference) {
    let row = this.#rows.get(name);
    if (!row) {
      row = { bar: new Surface(name, () => 18), run: make('td', { class: 'number' }), md: make('td', { class: 'number' }) };
      this.#rows.set(name, row);
      this.body.append(make('tr', {}, make('th', { scope: 'row', text: name }), make('td', { class: 'bar' }, row.bar.element), row.run, row.md));
    }

    setText(row.run, asPercent(share));
    setText(row.md, asPercent(reference));
    row.bar.describe(`${name}: ${asPercent(share)}${reference ? `, MD ${asPercent(reference)}` : ''}`);
    row.bar.paint((context, width, height) => drawBar(context, width, height, share, reference));
  }
}

const asPercent = share => (share?.value === null || share === undefined ? '–' : `${estimate(100 * share.value, share.standardError === null ? null : 100 * share.standardError)} %`);

function drawBar(context, width, height, share, reference) {
  const palette = colors();
  const x = value => 1 + Math.max(0, Math.min(1, value)) * (width - 2);
  context.fillStyle = palette.empty;
  context.fillRect(0, 4, width, height - 8);
  context.fillStyle = palette.run;
  context.globalAlpha = 0.75;
  context.fillRect(0, 4, x(share.value ?? 0), height - 8);
  context.globalAlpha = 1;
  whisker(context, x, share, height / 2, palette.text);
  if (reference?.value === null || !reference) return;
  context.fillStyle = palette.truth;
  context.fillRect(x(reference.value) - 1.25, 0, 2.5, height);
}

function whisker(context, x, { value, standardError }, y, color) {
  if (value === null || standardError === null) return;
  context.strokeStyle = color;
  context.lineWidth = 1.4;
  context.beginPath();
  context.moveTo(x(value - 2 * standardError), y);
  context.lineTo(x(value + 2 * standardError), y);
  context.stroke();
}
