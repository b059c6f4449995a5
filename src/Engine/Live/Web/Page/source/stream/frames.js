/**
 * @typedef {object} Frame one frame of one walker
 * @property {number} walker
 * @property {number} step
 * @property {number} made when it was computed, or read, in Unix seconds
 * @property {Float32Array | null} latents [dimension]
 * @property {Float32Array | null} coarse [site, 3] in nm
 * @property {Float32Array | null} atoms [site, 3] in nm
 * @property {number | null} energy kJ/mol
 */

/**
 * The frames of a `frames` message, oldest first.
 * @returns {Frame[]}
 */
export function framesOf(message) {
  const latents = numbers(message.latents, Float32Array);
  const coarse = numbers(message.coarse, Float32Array);
  const atoms = numbers(message.atoms, Float32Array);
  const energies = numbers(message.energies, Float64Array);
  return Array.from({ length: message.count }, (_, i) => ({
    walker: message.walker,
    step: Number(message.step) + i * Number(message.stride),
    made: message.made,
    latents: row(latents, i, message.count),
    coarse: row(coarse, i, message.count),
    atoms: row(atoms, i, message.count),
    energy: energies ? energies[i] : null,
  }));
}

// A message's bytes start anywhere, numbers only where they may.
function numbers(bytes, Kind) {
  return bytes && bytes.byteLength > 0 ? new Kind(bytes.slice().buffer) : null;
}

function row(values, i, count) {
  if (!values) return null;
  const width = values.length / count;
  return values.subarray(i * width, (i + 1) * width);
}
