import assert from 'node:assert/strict';
import test from 'node:test';
import { Backoff } from '../../src/Engine/Live/Web/Page/source/stream/backoff.js';
import { Credits } from '../../src/Engine/Live/Web/Page/source/stream/credits.js';
import { framesOf } from '../../src/Engine/Live/Web/Page/source/stream/frames.js';
import { freshness } from '../../src/Engine/Live/Web/Page/source/stream/staleness.js';
import { strideFor } from '../../src/Engine/Live/Web/Page/source/playback/latentFeed.js';

test('attempts come ever later, up to five seconds, and soon again after a connection', () => {
  const backoff = new Backoff(() => 1);
  const waits = Array.from({ length: 8 }, () => backoff.next());
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  backoff.reset();
  assert.equal(backoff.next(), 250);
  assert.ok(new Backoff(() => 0).next() >= 150);
});

test('never more frames are on their way or waiting than are wanted', () => {
  const credits = new Credits();
  credits.start(1);
  assert.equal(credits.topUp(1, 0), 0);
  credits.take(1);
  assert.equal(credits.topUp(1, 1), 0);
  assert.equal(credits.topUp(1, 0), 1);
  assert.equal(credits.topUp(1, 0), 0);
});

test('credits for many frames are sent in lots', () => {
  const credits = new Credits();
  credits.start(100);
  credits.take(10);
  assert.equal(credits.topUp(100, 0), 0);
  credits.take(20);
  assert.equal(credits.topUp(100, 0), 30);
  assert.equal(credits.outstanding, 100);
});

test('data are stale after four seconds of silence, or when the connection is gone', () => {
  const state = { isOpen: true, hasScene: true, lastMessage: 10_000, now: 13_900, phase: 'running' };
  assert.equal(freshness(state), 'live');
  assert.equal(freshness({ ...state, now: 14_100 }), 'stale');
  assert.equal(freshness({ ...state, isOpen: false }), 'stale');
  assert.equal(freshness({ ...state, hasScene: false }), 'connecting');
});

test('a server that ended with its run is no failure, one that is silent is', () => {
  const state = { isOpen: false, hasScene: true, lastMessage: 0, now: 60_000, phase: 'complete' };
  assert.equal(freshness(state), 'ended');
  assert.equal(freshness({ ...state, isOpen: true }), 'stale');
});

test('frames are cut out of a message wherever its bytes begin', () => {
  const whole = new Uint8Array(3 + 24);
  whole.set(new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer), 3);
  const message = { walker: 2, step: 100, stride: 10, count: 2, made: 5, atoms: whole.subarray(3), energies: new Uint8Array(Float64Array.of(-1.5, 2.5).buffer) };
  const frames = framesOf(message);
  assert.deepEqual(frames.map(frame => [frame.walker, frame.step, frame.energy, ...frame.atoms]), [[2, 100, -1.5, 1, 2, 3], [2, 110, 2.5, 4, 5, 6]]);
  assert.equal(frames[0].latents, null);
});

test('the trace takes as many points a second of a slow run as of a fast one', () => {
  assert.equal(strideFor(3), 1);
  assert.equal(strideFor(61), 2);
  assert.equal(strideFor(1e6), 20_000);
});
