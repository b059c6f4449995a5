/** Numbers as people read them. Each returns an en dash for what is unknown. */

const unknown = '–';
const isNumber = value => typeof value === 'number' && Number.isFinite(value);

/** To a number of significant digits, without an exponent where that is short. */
export function significant(value, digits = 3) {
  if (!isNumber(value)) return unknown;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(digits - 1).replace('e+', 'e').replace('-', '−');
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return value.toFixed(Math.min(decimals, 8)).replace('-', '−');
}

/** 1234567 as 1.23 M. */
export function count(value) {
  if (!isNumber(value)) return unknown;
  const size = Math.abs(value);
  if (size < 10_000) return Number.isInteger(value) ? grouped(value) : significant(value);
  const [divisor, name] = size < 999.5e3 ? [1e3, 'k'] : size < 999.5e6 ? [1e6, 'M'] : size < 999.5e9 ? [1e9, 'G'] : [1e12, 'T'];
  return `${significant(value / divisor)} ${name}`;
}

/** 1234567 as 1 234 567, with spaces that do not break. */
export function grouped(value) {
  return isNumber(value) ? Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, '\u00a0') : unknown;
}

/** A share as percent; not 100 % before the end. */
export function percent(share) {
  if (!isNumber(share)) return unknown;
  const value = 100 * share;
  const digits = value < 10 ? 1 : 0;
  return `${(share < 1 ? Math.min(Number(value.toFixed(digits)), 99.9) : value).toFixed(value >= 99.5 && share < 1 ? 1 : digits)} %`;
}

/** Seconds on the wall as 1 h 2 min. */
export function duration(seconds) {
  if (!isNumber(seconds) || seconds < 0) return unknown;
  if (seconds < 1) return `${significant(seconds * 1000, 2)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's');
  if (whole < 86400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min');
  return two(Math.floor(whole / 86400), 'd', Math.floor((whole % 86400) / 3600), 'h');
}

const two = (large, largeUnit, small, smallUnit) => (small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`);

const scales = [[1e-3, 'fs'], [1, 'ps'], [1e3, 'ns'], [1e6, 'µs'], [1e9, 'ms'], [1e12, 's'], [60e12, 'min']];

/**
 * Simulated time in the unit that suits it.
 * @param {number} time
 * @param {string} unit ps, or another that is left as it is
 */
export function simulated(time, unit = 'ps') {
  if (!isNumber(time)) return unknown;
  if (unit !== 'ps') return `${count(time)} ${symbolOf(unit)}`;
  const [scale, name] = scaleOf(time);
  return `${significant(time / scale)} ${name}`;
}

/** A unit of time as it is written. */
export const symbolOf = unit => (unit === 'tau' ? 'τ' : unit);

/** The scale and name of the unit that suits a time in ps. */
export function scaleOf(time) {
  let found = scales[0];
  for (const scale of scales) if (Math.abs(time) >= 0.9995 * scale[0]) found = scale;
  return time === 0 ? scales[1] : found;
}

/** Bytes as 1.2 GB. */
export function bytes(value) {
  if (!isNumber(value)) return unknown;
  if (value < 1000) return `${value} B`;
  const [divisor, name] = value < 999.5e3 ? [1e3, 'kB'] : value < 999.5e6 ? [1e6, 'MB'] : value < 999.5e9 ? [1e9, 'GB'] : [1e12, 'TB'];
  return `${significant(value / divisor)} ${name}`;
}

/** An estimate as value ± error, both to the error's first digit, or its second where the first is 1. */
export function estimate(value, error) {
  if (!isNumber(value)) return unknown;
  if (!isNumber(error) || error <= 0) return significant(value);
  if (Math.abs(value) >= 1e6 || (Math.abs(value) < 1e-4 && error < 1e-4)) return `${significant(value)} ± ${significant(error, 2)}`;
  const power = Math.floor(Math.log10(error));
  const digits = error / 10 ** power < 1.95 ? 1 : 0;
  const decimals = Math.min(8, Math.max(0, digits - power));
  return `${value.toFixed(decimals)} ± ${error.toFixed(decimals)}`.replace(/^-/, '−');
}

/** An estimate of a time in the unit that suits it. */
export function estimateOfTime(value, error, unit = 'ps') {
  if (!isNumber(value)) return unknown;
  if (unit !== 'ps') return `${estimate(value, error)} ${symbolOf(unit)}`;
  const [scale, name] = scaleOf(value);
  return `${estimate(value / scale, isNumber(error) ? error / scale : null)} ${name}`;
}
