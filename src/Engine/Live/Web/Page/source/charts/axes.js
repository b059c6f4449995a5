import { label, ticks } from '../numbers/ticks.js';
import { colors } from './colors.js';

export const tickFont = '11px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
export const labelFont = '12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';

/**
 * Draws axes with a grid and returns where values lie.
 * @param {CanvasRenderingContext2D} context
 * @param {object} plot left, top, right, bottom in pixels; x and y: [low, high]; xLabel, yLabel; xTicks, yTicks: places, where not round numbers
 * @returns {{ x: (value: number) => number, y: (value: number) => number }}
 */
export function axes(context, plot) {
  const { left, top, right, bottom } = plot;
  const x = value => left + (value - plot.x[0]) / (plot.x[1] - plot.x[0]) * (right - left);
  const y = value => bottom - (value - plot.y[0]) / (plot.y[1] - plot.y[0]) * (bottom - top);
  const xTicks = plot.xTicks ?? ticks(...plot.x, (right - left) / 70);
  const yTicks = plot.yTicks ?? ticks(...plot.y, (bottom - top) / 32);
  const { grid, soft } = colors();
  context.lineWidth = 1;
  context.strokeStyle = grid;
  context.beginPath();
  for (const value of yTicks) {
    const place = Math.round(y(value)) + 0.5;
    context.moveTo(left, place);
    context.lineTo(right, place);
  }

  context.stroke();
  context.fillStyle = soft;
  context.font = tickFont;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const xText = plot.xText ?? (value => label(value, xTicks));
  for (const value of xTicks) context.fillText(xText(value), x(value), bottom + 5);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const value of yTicks) context.fillText(label(value, yTicks), left - 6, y(value));
  context.strokeStyle = soft;
  context.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
  names(context, plot);
  return { x, y };
}

function names(context, { left, top, right, bottom, xLabel, yLabel }) {
  context.fillStyle = colors().text;
  context.font = labelFont;
  context.textAlign = 'center';
  if (xLabel) {
    context.textBaseline = 'top';
    context.fillText(xLabel, (left + right) / 2, bottom + 19);
  }

  if (!yLabel) return;
  context.save();
  context.translate(left - 36, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = 'middle';
  context.fillText(yLabel, 0, 0);
  context.restore();
}

/** Restricts what is drawn to the plot, until the returned function is called. */
export function within(context, { left, top, right, bottom }) {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  return () => context.restore();
}
