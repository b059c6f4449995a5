import assert from 'node:assert/strict';
import test from 'node:test';
import { centreOf, move, superposition, translation } from '../../src/Engine/Live/Web/Page/source/molecule/superposition.js';
import { Pose } from '../../src/Engine/Live/Web/Page/source/molecule/pose.js';
import { random } from './mock/molecule.mjs';

const any = random(5);
const points = Float32Array.from({ length: 66 }, () => any() * 2 - 1);

function turned(from, [ax, ay, az], angle, shift) {
  const norm = Math.hypot(ax, ay, az);
  const [x, y, z] = [ax / norm, ay / norm, az / norm];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const t = 1 - c;
  const rotation = [t * x * x + c, t * x * y - s * z, t * x * z + s * y, t * x * y + s * z, t * y * y + c, t * y * z - s * x, t * x * z - s * y, t * y * z + s * x, t * z * z + c];
  return move(from, { rotation, from: [0, 0, 0], to: shift }, new Float32Array(from.length));
}

const distance = (a, b) => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / (a.length / 3));
const determinant = r => r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6]);

test('a rigid motion is undone', () => {
  for (const [axis, angle] of [[[1, 0, 0], 0.3], [[1, 2, -1], 2.4], [[0, 1, 0], Math.PI], [[-1, 0.2, 3], 3.1], [[1, 1, 1], 0]]) {
    const moved = turned(points, axis, angle, [3, -2, 5]);
    const back = move(moved, superposition(moved, points), new Float32Array(points.length));
    assert.ok(distance(back, points) < 1e-5, `angle ${angle}: ${distance(back, points)}`);
  }
});

test('no rotation is nearer than the one that is found', () => {
  const noisy = turned(points, [1, 2, 3], 1.1, [1, 1, 1]).map(value => value + 0.2 * (any() - 0.5));
  const best = superposition(noisy, points);
  const least = distance(move(noisy, best, new Float32Array(66)), points);
  for (let i = 0; i < 200; i++) {
    const near = turned(move(noisy, best, new Float32Array(66)).map((value, k) => value - best.to[k % 3]), [any() - 0.5, any() - 0.5, any() - 0.5], 0.02 + 0.1 * any(), best.to);
    assert.ok(distance(near, points) >= least - 1e-6);
  }
});

test('a mirror image is turned, never mirrored', () => {
  const mirrored = points.map((value, i) => (i % 3 === 0 ? -value : value));
  assert.ok(Math.abs(determinant(superposition(mirrored, points).rotation) - 1) < 1e-9);
});

test('points on a line, and points in one place, give a rotation', () => {
  for (const poor of [Float32Array.of(0, 0, 0, 1, 0, 0, 2, 0, 0), new Float32Array(9)]) {
    assert.ok(Math.abs(determinant(superposition(poor, poor).rotation) - 1) < 1e-9);
  }
});

test('a translation moves centres onto each other', () => {
  const moved = points.map((value, i) => value + [4, 5, 6][i % 3]);
  const back = move(moved, translation(moved, points), new Float32Array(66));
  centreOf(back).forEach((value, k) => assert.ok(Math.abs(value - centreOf(points)[k]) < 1e-5));
});

test('frames are brought onto the first one, in angstrom', () => {
  const pose = new Pose(true);
  const first = Float32Array.from(pose.of({ atoms: points, coarse: null }).atoms);
  const { atoms, coarse } = pose.of({ atoms: turned(points, [1, 2, 3], 2, [9, 9, 9]), coarse: turned(points.subarray(0, 9), [1, 2, 3], 2, [9, 9, 9]) });
  assert.ok(distance(atoms, first) < 1e-3);
  assert.ok(distance(coarse, first.subarray(0, 9)) < 1e-3);
  assert.ok(Math.abs(Math.hypot(first[0] - first[3], first[1] - first[4], first[2] - first[5]) - 10 * Math.hypot(points[0] - points[3], points[1] - points[4], points[2] - points[5])) < 1e-4);
});

test('particles stay where they are in their box', () => {
  const pose = new Pose(false);
  pose.of({ atoms: points, coarse: null });
  const moved = points.map(value => value + 1);
  assert.ok(distance(pose.of({ atoms: moved, coarse: null }).atoms, moved.map(value => 10 * value)) < 1e-4);
});
