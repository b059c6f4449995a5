import { axes, within } from '../charts/axes.js';
import { colors } from '../charts/colors.js';
import { Surface } from '../charts/surface.js';
import { rangeOf } from '../numbers/project.js';
import { subscript } from '../panels/trace.js';

const trail = 400;

/** The picture of a run of latents alone: a point in the plane of psi_1 and psi_2 with its trail; of one latent, over the frames that came. */
export class LatentPlane {
  #rows = [];
  #extent = [null, null];

  constructor(element, dimension) {
    this.dimension = dimension;
    this.surface = new Surface('The latent point and where it came from', () => element.clientHeight);
    element.append(this.surface.element);
  }

  clear() {
    this.#rows = [];
    this.#extent = [null, null];
  }

  add(frame) {
    this.#rows.push({ step: frame.step, latents: frame.latents.slice() });
    if (this.#rows.length > trail) this.#rows.shift();
    this.surface.paint((context, width, height) => this.#draw(context, width, height));
  }

  #draw(context, width, height) {
    const isPlane = this.dimension > 1;
    const [x0, x1] = this.#grow(0);
    const [y0, y1] = isPlane ? this.#grow(1) : [0, trail];
    const plot = { left: 52, top: 48, right: width - 14, bottom: height - 64, x: [x0, x1], y: [y0, y1], xLabel: 'ψ₁', yLabel: isPlane ? `ψ${subscript(2)}` : 'frames ago' };
    const { x, y } = axes(context, plot);
    const leave = within(context, plot);
    const count = this.#rows.length;
    const place = (row, i) => [x(row.latents[0]), y(isPlane ? row.latents[1] : count - 1 - i)];
    const palette = colors();
    context.strokeStyle = context.fillStyle = palette.training;
    for (let i = 0; i < count; i++) {
      const age = (count - 1 - i) / trail;
      context.globalAlpha = 0.85 * (1 - age) ** 1.5;
      const [px, py] = place(this.#rows[i], i);
      context.beginPath();
      context.arc(px, py, 2.4, 0, 2 * Math.PI);
      context.fill();
      if (i === 0) continue;
      context.globalAlpha *= 0.35;
      context.beginPath();
      context.moveTo(...place(this.#rows[i - 1], i - 1));
      context.lineTo(px, py);
      context.stroke();
    }

    context.globalAlpha = 1;
    if (count > 0) {
      context.fillStyle = palette.run;
      context.strokeStyle = palette.card;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(...place(this.#rows[count - 1], count - 1), 8, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }

    leave();
  }

  // Axes only ever grow, so that the picture stands still.
  #grow(coordinate) {
    const [low, high] = rangeOf(this.#rows, coordinate, 0.04);
    const old = this.#extent[coordinate];
    this.#extent[coordinate] = old ? [Math.min(old[0], low), Math.max(old[1], high)] : [low, high];
    return this.#extent[coordinate];
  }
}
