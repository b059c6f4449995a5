import { differenceColor, freeEnergyColor, colors } from './colors.js';
import { tickFont } from './axes.js';

/**
 * Draws F over two torsions as a square picture: phi to the right, psi upwards, both from -180 to 180 degrees.
 * @param {CanvasRenderingContext2D} context
 * @param {{ left: number, top: number, size: number }} place
 * @param {(number | null)[]} values [bins of phi, bins of psi], kT; null for bins without counts
 * @param {{ isDifference: boolean, most: number, title: string, hasLeft: boolean }} how
 */
export function heatmap(context, { left, top, size }, values, { isDifference, most, title, hasLeft }) {
  const bins = Math.round(Math.sqrt(values.length));
  const picture = new OffscreenCanvas(bins, bins);
  const pixels = new ImageData(bins, bins);
  for (let phi = 0; phi < bins; phi++) {
    for (let psi = 0; psi < bins; psi++) {
      const value = values[phi * bins + psi];
      if (value === null) continue;
      const place = 4 * ((bins - 1 - psi) * bins + phi);
      pixels.data.set([...(isDifference ? differenceColor(value, most) : freeEnergyColor(value, most)), 255], place);
    }
  }

  picture.getContext('2d').putImageData(pixels, 0, 0);
  const { empty, soft, text } = colors();
  context.fillStyle = empty;
  context.fillRect(left, top, size, size);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, left, top, size, size);
  context.strokeStyle = soft;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
  context.fillStyle = text;
  context.font = tickFont;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.fillText(title, left + size / 2, top - 4);
  context.fillStyle = soft;
  context.textBaseline = 'top';
  for (const angle of [-180, 0, 180]) {
    context.textAlign = angle === 0 ? 'center' : angle < 0 ? 'left' : 'right';
    context.fillText(angle === -180 ? '−180°' : `${angle}°`, left + (angle + 180) / 360 * size, top + size + 4);
  }

  context.textAlign = 'center';
  context.fillText('φ', left + size * 0.75, top + size + 4);
  if (!hasLeft) return;
  context.textAlign = 'right';
  for (const angle of [-180, 0, 180]) {
    context.textBaseline = angle === 0 ? 'middle' : angle < 0 ? 'bottom' : 'top';
    context.fillText(angle === -180 ? '−180°' : `${angle}°`, left - 5, top + (180 - angle) / 360 * size);
  }

  context.textBaseline = 'middle';
  context.fillText('ψ', left - 10, top + size * 0.25);
}

/** The scale of colours, as a strip with its ends named. */
export function colorStrip(context, { left, top, width }, { isDifference, most }) {
  for (let i = 0; i < width; i++) {
    const share = i / (width - 1);
    const color = isDifference ? differenceColor(most * (2 * share - 1), most) : freeEnergyColor(most * share, most);
    context.fillStyle = `rgb(${color.join(' ')})`;
    context.fillRect(left + i, top, 1.5, 8);
  }

  context.fillStyle = colors().soft;
  context.font = tickFont;
  context.textBaseline = 'top';
  const ends = isDifference ? [`−${most}`, 'F run − F MD, kT', `+${most}`] : ['0', 'F, kT', `≥ ${most}`];
  ends.forEach((end, i) => {
    context.textAlign = ['left', 'center', 'right'][i];
    context.fillText(end, left + i * width / 2, top + 12);
  });
}
