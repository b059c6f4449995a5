import { colors } from '../charts/colors.js';
import { Surface } from '../charts/surface.js';
import { estimateOfTime } from '../numbers/format.js';
import { Card, make, setText } from './dom.js';
import { subscript } from './trace.js';

/** Timescales with their errors, on one logarithmic axis, beside MD's. */
export class TimescalesPanel {
  #rows = new Map();

  constructor(scene) {
    this.unit = scene.timeUnit;
    this.card = new Card('timescales', 'Timescales');
    this.table = make('table', {}, make('thead', {}, make('tr', {}, ...['Relaxation of', '', 'Run', 'MD'].map((text, i) => make('th', { text, scope: 'col', class: i > 1 ? 'number' : null })))), this.body = make('tbody'));
    this.card.body.append(make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Timescales' }, this.table));
    setText(this.card.note, 'Autocorrelation times of latents, slowest implied timescales between basins, ± standard errors. Drawn with ± 2 on a logarithmic axis; the upright stroke is MD.');
  }

  update({ estimates, target }) {
    const run = timescalesOf(estimates);
    const reference = new Map(timescalesOf(target));
    this.card.show(run.length > 0);
    this.table.classList.toggle('lone', reference.size === 0);
    if (run.length === 0) return;
    const values = [...run, ...reference].flatMap(([, time]) => [time.value, time.value + 2 * (time.standardError ?? 0), Math.max(time.value / 10, time.value - 2 * (time.standardError ?? 0))]).filter(value => value > 0);
    const range = [Math.log(Math.min(...values) / 1.4), Math.log(Math.max(...values) * 1.4)];
    for (const [name, time] of run) this.#show(name, time, reference.get(name), range);
  }

  #show(name, time, reference, range) {
    let row = this.#rows.get(name);
    if (!row) {
      row = { dots: new Surface(name, () => 20), run: make('td', { class: 'number' }), md: make('td', { class: 'number' }) };
      this.#rows.set(name, row);
      this.body.append(make('tr', {}, make('th', { scope: 'row', text: name }), make('td', { class: 'bar' }, row.dots.element), row.run, row.md));
    }

    setText(row.run, estimateOfTime(time.value, time.standardError, this.unit));
    setText(row.md, reference ? estimateOfTime(reference.value, reference.standardError, this.unit) : '–');
    row.dots.describe(`${name}: ${row.run.textContent}${reference ? `, MD ${row.md.textContent}` : ''}`);
    row.dots.paint((context, width, height) => draw(context, width, height, time, reference, range));
  }
}

function timescalesOf(estimates) {
  const latents = (estimates?.latent?.autocorrelationTimes ?? []).map((time, i) => [`ψ${subscript(i + 1)}`, time]);
  const pairs = (estimates?.torsionPairs ?? []).map(pair => [`${pair.name} basins`, pair.slowestTimescale]);
  return [...latents, ...pairs].filter(([, time]) => time?.value > 0);
}

function draw(context, width, height, time, reference, [low, high]) {
  const palette = colors();
  const x = value => 5 + (Math.log(Math.max(value, 1e-300)) - low) / (high - low) * (width - 10);
  const middle = height / 2;
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, middle);
  context.lineTo(width, middle);
  context.stroke();
  if (reference?.value > 0) {
    const error = 2 * (reference.standardError ?? 0);
    context.fillStyle = palette.truth;
    context.globalAlpha = 0.18;
    context.fillRect(x(Math.max(reference.value / 10, reference.value - error)), 3, x(reference.value + error) - x(Math.max(reference.value / 10, reference.value - error)), height - 6);
    context.globalAlpha = 1;
    context.fillRect(x(reference.value) - 1.25, 1, 2.5, height - 2);
  }

  const error = 2 * (time.standardError ?? 0);
  context.strokeStyle = context.fillStyle = palette.run;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x(Math.max(time.value / 10, time.value - error)), middle);
  context.lineTo(x(time.value + error), middle);
  context.stroke();
  context.beginPath();
  context.arc(x(time.value), middle, 4.2, 0, 2 * Math.PI);
  context.fill();
}
