// A server that speaks the page's protocol with made-up frames: for work on the page, and for what is hard to have of a real run (ten thousand
// walkers, a protein, a failing device). node tests/Page/mock/server.mjs [--port 8090] [--molecule adp|none|FILE.pdb] [--copies 1] [--walkers 8] [--files] [--rate 30]
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { frameOf, latentOf, molecule } from './molecule.mjs';
import { observables } from './observables.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const page = join(root, 'src/Engine/Live/Web/Page');
const require = createRequire(join(page, 'package.json'));
const { WebSocketServer } = require('ws');
const { encode, decode } = require('@msgpack/msgpack');

const option = (name, usual) => (process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : usual);
const kind = option('molecule', 'adp');
const walkers = Number(option('walkers', 8));
const rate = Number(option('rate', 100));
const isFile = process.argv.includes('--files');
const sample = kind === 'none' ? null : molecule(kind === 'adp' ? join(root, 'data/adp/adp.pdb') : kind, Number(option('copies', 1)));
const pairs = kind === 'adp' ? ['ALA2'] : ['LEU2', 'ALA3', 'LEU4'];
const dimension = 3;
const lagTime = 5;
const total = 40_000_000;
const scene = {
  name: kind.replace(/^.*\/|\.pdb$/g, ''), walkers, frames: total, lagTime, timeUnit: 'ps', seed: 7, stages: sample ? ['propagator', 'decoder', 'backmapper'] : ['propagator'],
  devices: ['cpu:0', 'cpu:1'], dimension, sites: sample?.names.length ?? 0, coarseSites: sample?.coarse.length ?? 0, coarseAtoms: sample?.coarse ?? [], box: [], hasEnergies: false, isComputedHere: !isFile, directory: 'made-up',
};
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/topology.pdb' && sample) return response.writeHead(200, { 'content-type': 'chemical/x-pdb' }).end(sample.text);
  const name = pathname === '/' ? 'index.html' : pathname.replace('/assets/', '');
  const file = join(page, 'dist', name);
  if (!/^[\w.-]+$/.test(name) || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', 'content-encoding': 'br', 'content-security-policy': policy });
  return response.end(readFileSync(`${file}.br`));
});

const start = Date.now();
const stepNow = () => Math.floor((Date.now() - start) / 1000 * rate);
const status = () => {
  const kept = isFile ? total * walkers : Math.min(total * walkers, 2e5 + (Date.now() - start) * 400);
  return {
    type: 'status', phase: isFile ? 'complete' : 'running', reason: null, framesKept: kept, framesAsked: total * walkers, framesPerSecond: isFile ? null : 400_000 + 20_000 * Math.sin(Date.now() / 3000), secondsLeft: isFile ? null : (total * walkers - kept) / 4e5,
    seconds: (Date.now() - start) / 1000, slowestStep: Math.floor(kept / walkers), bytes: kept * 96, checkpoints: Math.floor((Date.now() - start) / 10_000), checkpointAge: ((Date.now() - start) % 10_000) / 1000, moves: 1, lostShards: 0, blocks: 6, droppedFrames: 120,
    clients: { page: 1, stream: 0, imd: 2 }, slots: [{ name: 'cpu:0', state: 'working', shards: 2, frames: kept / 2, failures: 0, lastFailure: null }, { name: 'cpu:1', state: 'working', shards: 2, frames: kept / 2, failures: 1, lastFailure: 'out of memory; the block was halved' }],
  };
};

function framesMessage(subscription, walker, step, count) {
  const { id, stride, fields } = subscription;
  const message = { type: 'frames', id, walker, step, stride, count, made: Date.now() / 1000, dropped: 0 };
  const bytes = array => new Uint8Array(array.buffer);
  const steps = Array.from({ length: count }, (_, i) => step + i * stride);
  if (fields.includes('latent')) message.latents = bytes(Float32Array.from(steps.flatMap(at => latentOf(dimension, walker, at))));
  if (!sample) return message;
  const frames = steps.map(at => frameOf(sample, walker, at, new Float32Array(sample.positions.length)));
  if (fields.includes('atoms')) message.atoms = bytes(Float32Array.from(frames.flatMap(frame => [...frame])));
  if (fields.includes('coarse')) message.coarse = bytes(Float32Array.from(frames.flatMap(frame => sample.coarse.flatMap(atom => [...frame.subarray(3 * atom, 3 * atom + 3)]))));
  return message;
}

new WebSocketServer({ server, path: '/stream' }).on('connection', socket => {
  const subscriptions = new Map();
  const send = message => socket.send(encode(message));
  send({ type: 'hello', version: 1, scene });
  const say = () => {
    if (![...subscriptions.values()].some(subscription => subscription.fields.includes('status'))) return;
    const now = status();
    send(now);
    send({ type: 'observables', estimates: observables(Math.max(2000, now.framesKept), { pairs, dimension }), target: observables(250_000, { pairs, dimension, seed: 9 }) });
  };
  const everySecond = setInterval(say, 1000);
  const everyFrame = setInterval(() => {
    for (const subscription of subscriptions.values()) {
      if (subscription.credits <= 0 || !subscription.fields.some(field => ['latent', 'atoms', 'coarse'].includes(field))) continue;
      deliver(subscription);
    }
  }, 1000 / rate);

  function deliver(subscription) {
    const all = subscription.delivery === 'all';
    const now = Math.floor(stepNow() / subscription.stride) * subscription.stride;
    if (!all && now < subscription.next) return undefined;
    const count = Math.min(subscription.credits, all ? 64 : 24, all ? Infinity : 1 + (now - subscription.next) / subscription.stride);
    const step = all ? subscription.next : now - (count - 1) * subscription.stride;
    const possible = all ? Math.min(count, Math.ceil((total - step) / subscription.stride)) : count;
    if (possible <= 0) return send({ type: 'end', id: subscription.id, reason: 'all frames were sent' }), subscriptions.delete(subscription.id);
    subscription.credits -= possible;
    subscription.next = step + possible * subscription.stride;
    return send(framesMessage(subscription, subscription.walkers[0], step, possible));
  }

  socket.on('message', data => {
    const message = decode(data);
    if (message.type === 'subscribe') {
      subscriptions.set(message.id, { ...message, next: message.from ?? 0 });
      if (message.fields.includes('log')) send({ type: 'log', lines: [{ time: Date.now() / 1000, level: 'information', event: 'server', text: 'watch at http://127.0.0.1' }, { time: Date.now() / 1000, level: 'warning', event: 'news', text: 'cpu:1 failed once: out of memory; the block was halved' }] });
      if (message.fields.includes('status')) say();
    }

    if (message.type === 'credit' && subscriptions.has(message.id)) subscriptions.get(message.id).credits += message.credits;
    if (message.type === 'unsubscribe') subscriptions.delete(message.id);
  });
  socket.on('close', () => {
    clearInterval(everySecond);
    clearInterval(everyFrame);
  });
});
server.listen(Number(option('port', 0)), '127.0.0.1', () => console.log(`watch at http://127.0.0.1:${server.address().port}/`));
process.stdin.on('end', () => process.exit()).resume();
