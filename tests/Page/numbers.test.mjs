import assert from 'node:assert/strict';
import test from 'node:test';
import { bytes, count, duration, estimate, estimateOfTime, grouped, percent, significant, simulated } from '../../src/Engine/Live/Web/Page/source/numbers/format.js';
import { differenceOf, freeEnergyOf } from '../../src/Engine/Live/Web/Page/source/numbers/freeEnergy.js';
import { label, ticks } from '../../src/Engine/Live/Web/Page/source/numbers/ticks.js';

test('free energies are zero at the most counts and unknown without any', () => {
  const [a, b, c] = freeEnergyOf([10, 0, 100]);
  assert.ok(Math.abs(a - Math.log(10)) < 1e-12);
  assert.equal(b, null);
  assert.equal(c, 0);
});

test('equal distributions differ nowhere, however many frames each has', () => {
  const counts = [5, 50, 500, 0];
  const difference = differenceOf(freeEnergyOf(counts.map(n => 7 * n)), freeEnergyOf(counts));
  difference.slice(0, 3).forEach(value => assert.ok(Math.abs(value) < 1e-12));
  assert.equal(difference[3], null);
});

test('a difference in one bin stays in it', () => {
  const difference = differenceOf([0, 1, 4], [0, 1, 3]);
  assert.ok(difference[2] > 0.9 && Math.abs(difference[0]) < 0.05);
});

test('numbers are written as people read them', () => {
  assert.equal(count(1234567), '1.23 M');
  assert.equal(count(999), '999');
  assert.equal(count(null), '–');
  assert.equal(grouped(1234567), '1\u00a0234\u00a0567');
  assert.equal(bytes(1.5e9), '1.50 GB');
  assert.equal(significant(0.012345), '0.0123');
  assert.equal(significant(-2), '−2.00');
});

test('a run that is not complete is never 100 %', () => {
  assert.equal(percent(0.99999), '99.9 %');
  assert.equal(percent(1), '100 %');
  assert.equal(percent(0.0123), '1.2 %');
});

test('durations have two units at most', () => {
  assert.equal(duration(0.25), '250 ms');
  assert.equal(duration(59.7), '1 min');
  assert.equal(duration(3725), '1 h 2 min');
  assert.equal(duration(90000), '1 d 1 h');
  assert.equal(duration(undefined), '–');
});

test('simulated time has the unit that suits it', () => {
  assert.equal(simulated(0), '0 ps');
  assert.equal(simulated(1234), '1.23 ns');
  assert.equal(simulated(5e9), '5.00 ms');
  assert.equal(simulated(1500, 'tau'), '1\u00a0500 τ');
});

test('an estimate is as precise as its error', () => {
  assert.equal(estimate(12.3456, 0.034), '12.35 ± 0.03');
  assert.equal(estimate(12.3456, 0.14), '12.35 ± 0.14');
  assert.equal(estimate(124.1, 8.3), '124 ± 8');
  assert.equal(estimate(1.5, null), '1.50');
  assert.equal(estimate(null, 1), '–');
  assert.equal(estimateOfTime(1450, 30), '1.45 ± 0.03 ns');
});

test('ticks are round and inside', () => {
  assert.deepEqual(ticks(0.03, 1.02, 5), [0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-0.15, 10, 6).map(tick => label(tick, ticks(-0.15, 10, 6))), ['0', '2', '4', '6', '8', '10']);
  assert.deepEqual(ticks(3, 3, 5), [3]);
});
