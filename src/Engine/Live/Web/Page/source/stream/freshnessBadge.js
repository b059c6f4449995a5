import { byId, setText } from '../panels/dom.js';
import { duration } from '../numbers/format.js';
import { freshness, isOver } from './staleness.js';

const names = { connecting: 'connecting', live: 'live', stale: 'stale', ended: 'ended' };

/**
 * Says how far what is shown can be trusted, and greys it out where it cannot.
 * @param {import('./connection.js').Connection} connection
 * @param {() => object | undefined} scene
 */
export function watchFreshness(connection, scene) {
  let phase = null;
  let shown = 'connecting';
  connection.on('status', status => { phase = String(status.phase).toLowerCase(); });
  const look = () => {
    const now = performance.now();
    const state = freshness({ isOpen: connection.isOpen, hasScene: scene() !== undefined, lastMessage: connection.lastMessage, now, phase });
    const age = duration(Math.max(1, Math.round((now - connection.lastMessage) / 1000)));
    setText(byId('freshness-text'), state === 'live' ? nameOf(scene(), phase) : names[state]);
    setText(byId('stale-text'), wordsOf(state, age, phase, now));
    const isQuiet = state === 'live' || (state === 'connecting' && now < 3000);
    byId('stale').hidden = isQuiet;
    if (state === shown) return;
    byId('freshness').dataset.state = document.body.dataset.freshness = state;
    if (shown === 'stale' && state === 'live') setText(byId('announcement'), 'Connected again.');
    shown = state;
  };
  setInterval(look, 500);
  for (const type of ['hello', 'status', 'closed']) connection.on(type, look);
}

const nameOf = (scene, phase) => (scene.isComputedHere || !isOver(phase) ? names.live : 'from files');

function wordsOf(state, age, phase) {
  if (state === 'connecting') return 'The server does not answer; trying again by itself.';
  if (state === 'ended') return `The run is ${phase} and its server has ended. This is what it last said.`;
  return `Stale: the last word came ${age} ago. Trying to reach the server again by itself.`;
}
