import { axes, within } from '../charts/axes.js';
import { colors, series } from '../charts/colors.js';
import { Surface } from '../charts/surface.js';
import { scaleOf, significant, simulated, symbolOf } from '../numbers/format.js';
import { rangeOf } from '../numbers/project.js';
import { Card, choice, setText } from './dom.js';

const most = 1200;

/** Milliseconds between two drawings, at least: points come faster than they can be read. */
const leastPause = 125;

/** The latent coordinates of the chosen walker over time: as they come, or of a whole file. */
export class TracePanel {
  #rows = [];
  #chosen = -1;
  #cursor = null;
  #whole = null;
  #timer = 0;
  #painted = 0;

  constructor(scene) {
    this.scene = scene;
    this.card = new Card('trace', 'Latent coordinates');
    this.surface = new Surface('Latent coordinates over time', width => Math.max(150, Math.min(230, width * 0.42)));
    this.card.body.append(this.surface.element);
    const few = Math.min(scene.dimension, 6);
    if (scene.dimension > 1) this.card.tools.append(choice('Latent coordinate', [[-1, 'all'], ...Array.from({ length: few }, (_, i) => [i, `ψ${subscript(i + 1)}`])], -1, value => { this.#chosen = value; this.#paint(); }));
  }

  clear() {
    this.#rows = [];
    this.#whole = null;
    this.#cursor = null;
  }

  /** Shows the whole of a file. */
  expectWhole(frames) {
    this.clear();
    this.#whole = frames;
  }

  /** @param {import('../stream/frames.js').Frame[]} frames */
  add(frames) {
    // A run that was resumed from a checkpoint goes back a little.
    const first = frames[0]?.step ?? 0;
    while (this.#rows.length > 0 && this.#rows[this.#rows.length - 1].step >= first) this.#rows.pop();
    for (const frame of frames) if (frame.latents) this.#rows.push({ step: frame.step, latents: frame.latents.slice() });
    if (this.#whole === null && this.#rows.length > most) this.#rows.splice(0, this.#rows.length - most);
    if (this.#rows.length > 0) this.card.show();
    this.#paint();
  }

  /** Marks the step that the picture shows. */
  mark(step) {
    this.#cursor = step;
    if (this.#whole !== null) this.#paint();
  }

  get rows() {
    return this.#rows;
  }

  #paint() {
    if (this.#rows.length === 0 || this.#timer !== 0) return;
    const wait = Math.max(0, this.#painted + leastPause - performance.now());
    this.#timer = setTimeout(() => this.#paintNow(), wait);
  }

  #paintNow() {
    this.#timer = 0;
    this.#painted = performance.now();
    if (this.#rows.length === 0) return;
    this.surface.paint((context, width, height) => this.#draw(context, width, height));
  }

  #draw(context, width, height) {
    const rows = this.#rows;
    const shown = this.#chosen >= 0 ? [this.#chosen] : Array.from({ length: Math.min(this.scene.dimension, 8) }, (_, i) => i);
    const ranges = shown.map(i => rangeOf(rows, i));
    const { lagTime, timeUnit } = this.scene;
    const first = rows[0].step;
    const last = this.#whole === null ? rows[rows.length - 1].step : this.#whole - 1;
    const [scale, unit] = timeUnit === 'ps' ? scaleOf(last * lagTime) : [1, symbolOf(timeUnit)];
    const time = step => step * lagTime / scale;
    const plot = {
      left: 46, top: 6, right: width - 8, bottom: height - 36,
      x: [time(first), Math.max(time(last), time(first) + lagTime / scale)],
      y: [Math.min(...ranges.map(range => range[0])), Math.max(...ranges.map(range => range[1]))],
      xLabel: `time of walker ${this.walker ?? 0} (${unit})`, yLabel: 'ψ',
    };
    const { x, y } = axes(context, plot);
    const leave = within(context, plot);
    const palette = series();
    for (const i of [...shown].reverse()) this.#line(context, i, palette[i % palette.length], step => x(time(step)), y);
    if (this.#cursor !== null && this.#whole !== null) markStep(context, x(time(this.#cursor)), plot);
    leave();
    const newest = rows[rows.length - 1];
    setText(this.card.note, shown.map(i => `ψ${subscript(i + 1)} ${significant(newest.latents[i], 2)}`).join('   ') + `   at ${simulated(newest.step * lagTime, timeUnit)}`);
    this.surface.describe(`Latent coordinates of walker ${this.walker ?? 0} from ${simulated(first * lagTime, timeUnit)} to ${simulated(last * lagTime, timeUnit)}`);
  }

  // Dots, and lines between those that follow each other closely: a line over a gap would claim what was not seen.
  #line(context, coordinate, color, x, y) {
    const rows = this.#rows;
    const gap = usualGap(rows) * 1.5;
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = 1.1;
    context.globalAlpha = 0.55;
    context.beginPath();
    rows.forEach((row, i) => {
      const isJoined = i > 0 && row.step - rows[i - 1].step <= gap;
      context[isJoined ? 'lineTo' : 'moveTo'](x(row.step), y(row.latents[coordinate]));
    });
    context.stroke();
    context.globalAlpha = 1;
    for (const row of rows) context.fillRect(x(row.step) - 0.9, y(row.latents[coordinate]) - 0.9, 1.8, 1.8);
  }
}

function markStep(context, place, plot) {
  context.strokeStyle = colors().text;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(place, plot.top);
  context.lineTo(place, plot.bottom);
  context.stroke();
}

function usualGap(rows) {
  const gaps = [];
  for (let i = 1; i < rows.length; i++) gaps.push(rows[i].step - rows[i - 1].step);
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 1;
}

export const subscript = number => [...String(number)].map(digit => '₀₁₂₃₄₅₆₇₈₉'[digit]).join('');
