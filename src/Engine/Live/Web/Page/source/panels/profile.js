import { axes, within } from '../charts/axes.js';
import { colors } from '../charts/colors.js';
import { Surface } from '../charts/surface.js';
import { count, significant } from '../numbers/format.js';
import { Card, make, setText } from './dom.js';

/** F along the slowest latent coordinate, its error band shrinking, over MD's. */
export class ProfilePanel {
  constructor() {
    this.card = new Card('profile', 'Free energy along ψ₁');
    this.surface = new Surface('Free energy along psi 1', width => Math.max(190, Math.min(270, width * 0.52)));
    this.card.body.append(this.surface.element);
    this.key = make('span', { class: 'key md', text: 'MD' });
    this.card.tools.append(make('span', { class: 'key run', text: 'this run' }), this.key);
  }

  /** @param {{ estimates: object, target: object | null }} observables */
  update({ estimates, target }) {
    const run = profileOf(estimates?.latent);
    this.card.show(run !== null);
    if (run === null) return;
    const reference = profileOf(target?.latent);
    this.key.hidden = reference === null;
    this.surface.paint((context, width, height) => draw(context, width, height, run, reference));
    const errors = run.points.filter(point => point.value !== null && point.value < 4 && point.error !== null).map(point => point.error).sort((a, b) => a - b);
    const usual = errors.length > 0 ? errors[errors.length >> 1] : null;
    const words = `Bands are ± 2 standard errors. ${count(estimates.latent.frames)} frames` + (usual === null ? ', no errors yet' : `, median standard error ${significant(usual, 2)} kT below 4 kT`) + (reference ? '' : '; no MD to compare with');
    setText(this.card.note, words);
    this.surface.describe(`Free energy along psi 1 in kT: ${words}`);
  }
}

/** The centres of bins with F and its error. */
function profileOf(latent) {
  if (!latent?.freeEnergy?.length || !latent.freeEnergy.some(bin => bin.value !== null)) return null;
  const width = (latent.high - latent.low) / latent.freeEnergy.length;
  return { low: latent.low, high: latent.high, points: latent.freeEnergy.map((bin, i) => ({ at: latent.low + (i + 0.5) * width, value: bin.value, error: bin.standardError })) };
}

function draw(context, width, height, run, reference) {
  const known = [run, reference].flatMap(profile => profile?.points ?? []).filter(point => point.value !== null);
  const most = Math.min(10, Math.max(3, ...known.map(point => point.value)) * 1.08);
  const from = Math.min(...known.map(point => point.at));
  const to = Math.max(...known.map(point => point.at));
  const plot = { left: 46, top: 8, right: width - 8, bottom: height - 36, x: [from, to > from ? to : from + 1], y: [-0.15, most], xLabel: 'ψ₁', yLabel: 'F (kT)' };
  const place = axes(context, plot);
  const leave = within(context, plot);
  const palette = colors();
  if (reference) curve(context, place, reference.points, palette.truth, 2, [7, 4]);
  curve(context, place, run.points, palette.run, 2.2, []);
  leave();
}

function curve(context, { x, y }, points, color, width, dash) {
  for (const part of unbroken(points)) {
    context.fillStyle = color;
    context.globalAlpha = 0.22;
    context.beginPath();
    for (const point of part) context.lineTo(x(point.at), y(point.value + 2 * (point.error ?? 0)));
    for (const point of [...part].reverse()) context.lineTo(x(point.at), y(point.value - 2 * (point.error ?? 0)));
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = color;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.setLineDash(dash);
    context.beginPath();
    for (const point of part) context.lineTo(x(point.at), y(point.value));
    context.stroke();
    context.setLineDash([]);
  }
}

function unbroken(points) {
  const parts = [[]];
  for (const point of points) {
    if (point.value === null) parts.push([]);
    else parts[parts.length - 1].push(point);
  }

  return parts.filter(part => part.length > 0);
}
