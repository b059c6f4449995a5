import assert from 'node:assert/strict';
import test from 'node:test';
import { Pace } from '../../src/Engine/Live/Web/Page/source/playback/pace.js';

function scaleAfter(interval, beats, pace = new Pace()) {
  for (let i = 0; i < beats; i++) pace.beat(i * interval);
  return pace.scale;
}

test('a machine that keeps up draws every pixel', () => assert.equal(scaleAfter(17, 1000), 1));

test('one that does not draws fewer, down to a half along each side', () => {
  assert.equal(scaleAfter(60, 30), 1);
  assert.equal(scaleAfter(60, 50), 0.75);
  assert.equal(scaleAfter(60, 1000), 0.5);
});

test('a hidden tab is not a slow one', () => assert.equal(scaleAfter(1100, 500), 1));
