/**
 * F = -ln(count) in kT with the least at zero; null in bins without counts.
 * @param {number[]} counts
 * @returns {(number | null)[]}
 */
export function freeEnergyOf(counts) {
  const most = Math.max(...counts);
  return counts.map(count => (count > 0 ? Math.log(most / count) : null));
}

/**
 * Where both are known, the first free energy over the second, both measured from the mean over the bins that they share, weighted with
 * the second's populations: so that one deep bin that differs does not shift the whole map.
 * @param {(number | null)[]} run
 * @param {(number | null)[]} target
 * @returns {(number | null)[]}
 */
export function differenceOf(run, target) {
  let weights = 0;
  let shift = 0;
  for (let i = 0; i < run.length; i++) {
    if (run[i] === null || target[i] === null) continue;
    const weight = Math.exp(-target[i]);
    weights += weight;
    shift += weight * (run[i] - target[i]);
  }

  return run.map((value, i) => (value === null || target[i] === null ? null : value - target[i] - shift / weights));
}

/** The counts of a coarser grid, each axis by a factor: a map of few counts is read better so. */
export function coarsened(counts, bins, factor) {
  const size = bins / factor;
  const sums = new Array(size * size).fill(0);
  for (let row = 0; row < bins; row++) {
    for (let column = 0; column < bins; column++) sums[Math.floor(row / factor) * size + Math.floor(column / factor)] += counts[row * bins + column];
  }

  return sums;
}
