import { random } from './molecule.mjs';

const bins = 32;

function torsionCounts(frames, seed) {
  const any = random(seed);
  const wells = [[-75, 150, 0.62], [-70, -20, 0.31], [60, 40, 0.06]];
  return Array.from({ length: bins * bins }, (_, i) => {
    const phi = -180 + (Math.floor(i / bins) + 0.5) * 360 / bins;
    const psi = -180 + (i % bins + 0.5) * 360 / bins;
    const near = (a, b) => Math.abs(((a - b + 540) % 360) - 180);
    const density = wells.reduce((sum, [p, q, weight]) => sum + weight * Math.exp(-((near(phi, p) / 22) ** 2 + (near(psi, q) / 28) ** 2) / 2), 0) / 18;
    return Math.floor(density * frames + any());
  });
}

const estimate = (value, error) => ({ value, standardError: error });

/** What observables.json would hold after so many frames. */
export function observables(frames, { pairs = ['ALA2'], dimension = 2, lagTime = 5, seed = 3 } = {}) {
  const error = 3 / Math.sqrt(frames);
  const centres = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50);
  const profile = centres.map(x => 2.2 + 22 * (x - 0.25) ** 2 * (x - 0.75) ** 2 * 30 - 1.6 * Math.exp(-(((x - 0.75) / 0.1) ** 2)) - 2.2 * Math.exp(-(((x - 0.25) / 0.1) ** 2)));
  return {
    frames, walkers: 8, lagTime,
    radiusOfGyration: estimate(0.2713, error / 100), radiusOfGyrationDeviation: estimate(0.0121, error / 200),
    torsionPairs: pairs.map((name, i) => ({
      name, counts: torsionCounts(frames, seed + i),
      populations: [0.3, 0.62, 0.06, 0.02].map(share => estimate(share + (seed === 3 ? 0.012 : 0), error / 3)),
      rates: [], slowestTimescale: estimate(1480 + 90 * i + seed * 10, 1500 * error),
    })),
    adjacentDistances: [],
    latent: {
      frames, walkers: 8, lagTime, low: 0, high: 1, counts: profile.map(value => Math.floor(frames * Math.exp(-value) / 10)), outside: 0,
      freeEnergy: profile.map((value, i) => (value > 7 ? estimate(null, null) : estimate(value + error * Math.sin(seed * i) * 0.4, error * Math.exp(value / 3)))),
      autocorrelationTimes: Array.from({ length: dimension }, (_, i) => estimate(1450 / (1 + 12 * i), 1500 * error / (1 + 12 * i))),
    },
  };
}
