import assert from 'node:assert/strict';
import test from 'node:test';
import { Player } from '../../src/Engine/Live/Web/Page/source/playback/player.js';

function playerOf(mode) {
  const sent = [];
  const drawn = [];
  const player = new Player({ send: message => sent.push(message), draw: frame => drawn.push(frame.step), changed: () => {} }, mode, ['atoms']);
  player.subscribe();
  const give = (step, count = 1, id = player.id) => player.receive({ id, walker: player.walker, step, stride: player.stride, count, made: 0, atoms: new Uint8Array(12 * count), dropped: 0 });
  const credits = () => sent.filter(message => message.type === 'credit').reduce((sum, message) => sum + message.credits, 0);
  return { player, sent, drawn, give, credits };
}

test('live, each drawn frame asks for one more', () => {
  const { player, sent, drawn, give, credits } = playerOf('newest');
  assert.equal(sent.at(-1).delivery, 'newest');
  assert.equal(sent.at(-1).credits, 1);
  give(5);
  player.tick(1000);
  assert.deepEqual(drawn, [5]);
  assert.equal(credits(), 0);
  player.tick(1017);
  assert.equal(credits(), 1);
  player.tick(1034);
  assert.equal(credits(), 1);
});

test('a held picture asks for nothing, and goes on with what is newest', () => {
  const { player, drawn, give, credits } = playerOf('newest');
  give(5);
  player.tick(1000);
  player.setPlaying(false);
  player.tick(1100);
  assert.equal(credits(), 0);
  player.setPlaying(true);
  player.tick(1200);
  assert.equal(credits(), 1);
  give(900);
  player.tick(1217);
  assert.deepEqual(drawn, [5, 900]);
});

test('consecutive frames are drawn one by one at their pace', () => {
  const { player, drawn, give } = playerOf('slow');
  player.rate = 10;
  give(40, 5);
  for (let now = 1000; now <= 1300; now += 10) player.tick(now);
  assert.deepEqual(drawn, [40, 41, 42, 43]);
});

test('frames of a former subscription are not drawn', () => {
  const { player, drawn, give } = playerOf('newest');
  const before = player.id;
  player.walker = 3;
  player.subscribe();
  give(7, 1, before);
  player.tick(1000);
  assert.deepEqual(drawn, []);
});

test('a file is asked for from a step, and holds at its end', () => {
  const { player, sent, drawn, give } = playerOf('file');
  player.stride = 10;
  player.seek(123);
  assert.deepEqual([sent.at(-1).from, sent.at(-1).delivery], [120, 'all']);
  give(120, 2);
  player.end({ id: player.id });
  for (let now = 1000; now < 1200; now += 17) player.tick(now);
  assert.deepEqual(drawn, [120, 130]);
  assert.equal(player.isPlaying, false);
});

test('a held file shows the step that is chosen', () => {
  const { player, sent, drawn, give } = playerOf('file');
  player.setPlaying(false);
  player.seek(77);
  assert.equal(sent.at(-1).credits, 1);
  give(77);
  player.tick(1000);
  player.tick(1017);
  assert.deepEqual(drawn, [77]);
});
