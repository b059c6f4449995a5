/** The page's colours as its style sheet has them, for what is drawn rather than styled. */

const scheme = matchMedia('(prefers-color-scheme: dark)');
let cached = null;
const listeners = [];

/** @returns {Record<string, string> & { isDark: boolean }} */
export function colors() {
  if (cached) return cached;
  const style = getComputedStyle(document.documentElement);
  const names = ['page', 'card', 'stage', 'text', 'soft', 'rule', 'grid', 'empty', 'focus', 'pass', 'fail', 'truth', 'training', 'run', 'green', 'purple', 'amber', 'sky', 'brown', 'grey'];
  cached = Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
  return Object.assign(cached, { isDark: scheme.matches, coarse: cached.run, particle: cached.training, box: cached.soft });
}

/** Colours of series that stand beside each other. */
export const series = () => ['run', 'training', 'green', 'purple', 'amber', 'sky', 'brown', 'grey'].map(name => colors()[name]);

/** Calls back when the reader's system turns dark or light. */
export function whenColorsChange(listener) {
  listeners.push(listener);
}

scheme.addEventListener('change', () => {
  cached = null;
  for (const listener of listeners) listener(colors());
});

const viridis = [[68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [110, 206, 88], [181, 222, 43], [253, 231, 37]];
const diverging = [[5, 80, 140], [67, 147, 195], [160, 203, 226], [240, 240, 240], [246, 190, 150], [224, 120, 60], [165, 60, 10]];

/** Low free energy is bright. */
export const freeEnergyColor = (value, most) => between(viridis, 1 - Math.min(1, value / most));

/** Blue below, orange above. */
export const differenceColor = (value, most) => between(diverging, (Math.max(-1, Math.min(1, value / most)) + 1) / 2);

function between(stops, share) {
  const place = share * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(place));
  return stops[i].map((channel, k) => Math.round(channel + (place - i) * (stops[i + 1][k] - channel)));
}
