import { whenColorsChange } from './charts/colors.js';
import { listenForKeys } from './controls/keyboard.js';
import { Controls } from './controls/controls.js';
import { View } from './molecule/view.js';
import { Panels } from './panels/panels.js';
import { LatentFeed } from './playback/latentFeed.js';
import { Player } from './playback/player.js';
import { publish } from './playback/statistics.js';
import { Connection } from './stream/connection.js';
import { watchFreshness } from './stream/freshnessBadge.js';
import { byId } from './panels/dom.js';

/** The subscription that brings everything but frames. */
const numbers = 0;

const address = new URL('stream', document.baseURI);
address.protocol = address.protocol.replace('http', 'ws');
const connection = new Connection(address);
const statistics = publish();
let page = null;

connection.on('hello', ({ scene }) => {
  if (page && isAnother(page.scene, scene)) {
    location.reload();
    return;
  }

  page ??= start(scene);
  page.subscribe();
});

/** Builds the page for a run, once. */
function start(scene) {
  const view = new View(scene);
  const panels = new Panels(scene);
  const feed = scene.dimension > 0 ? new LatentFeed(message => connection.send(message), panels.trace) : null;
  const player = new Player({ send: message => connection.send(message), draw, changed: () => controls.showPlaying() }, modeOf(scene), view.fields);
  const controls = new Controls({ scene, view, player, walkerChanged });
  view.load().then(() => controls.showStyles(view.styles), error => panels.say(`The molecule could not be loaded: ${error.message}`));
  connection.on('frames', message => {
    player.receive(message);
    feed?.receive(message);
  });
  connection.on('end', message => {
    player.end(message);
    feed?.end(message);
  });
  connection.on('closed', () => {
    player.disconnected();
    feed?.disconnected();
  });
  connection.on('status', status => {
    panels.showStatus(status, statistics);
    controls.showExtent(status);
    feed?.adapt(status.framesPerSecond / scene.walkers);
  });
  connection.on('observables', observables => panels.showObservables(observables));
  connection.on('log', ({ lines }) => panels.log.add(lines));
  connection.on('error', ({ message }) => panels.say(message));
  whenColorsChange(() => panels.repaint());
  listenForKeys(controls.keys);
  requestAnimationFrame(tick);
  return { scene, subscribe };

  function subscribe() {
    panels.log.clear();
    connection.send({ type: 'subscribe', id: numbers, walkers: [0], stride: 1, fields: ['status', 'observables', 'log'], delivery: 'newest', credits: 0 });
    player.subscribe();
    feed?.subscribe(player.walker, scene.isComputedHere ? null : controls.extent);
  }

  function walkerChanged(walker) {
    player.walker = walker;
    view.clear();
    player.subscribe();
    feed?.subscribe(walker, scene.isComputedHere ? null : controls.extent);
  }

  function draw(frame) {
    if (!view.draw(frame)) return;
    statistics.drawn(frame);
    controls.showFrame(frame);
    panels.showFrame(frame);
  }

  function tick(now) {
    player.tick(now);
    feed?.tick(now);
    view.tick(now);
    requestAnimationFrame(tick);
  }
}

// A latent point says nothing alone: its picture is the way that it takes.
function modeOf({ isComputedHere, sites }) {
  if (!isComputedHere) return 'file';
  return sites > 0 ? 'newest' : 'slow';
}

function isAnother(before, now) {
  const key = scene => JSON.stringify([scene.name, scene.walkers, scene.sites, scene.dimension, scene.stages, scene.coarseAtoms, scene.directory, scene.isComputedHere]);
  return key(before) !== key(now);
}

watchFreshness(connection, () => page?.scene);
byId('retry').addEventListener('click', () => connection.retry());
addEventListener('online', () => connection.retry());
document.addEventListener('visibilitychange', () => document.hidden || connection.retry());
connection.open();
