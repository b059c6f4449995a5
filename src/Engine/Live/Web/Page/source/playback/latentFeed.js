import { Credits } from '../stream/credits.js';
import { framesOf } from '../stream/frames.js';

/** Points a second that a trace wants of a run, and of a whole file. */
const pointsPerSecond = 60;
const pointsOfFile = 1000;

/** Credits ahead, and how often they are topped up, ms: enough that none is missed, too few to be felt by the run. */
const lot = 120;
const pause = 200;

/** Each subscription has a number of its own, so that what is on its way for the last one is known; odd ones, for the picture's are even. */
const firstId = 101;

/**
 * Latents of the chosen walker for the trace: of a run, evenly spaced frames as they come, so many steps apart that the trace shows the last twenty
 * seconds; of a file, all of it in a thousand steps or so.
 */
export class LatentFeed {
  #credits = new Credits();
  #id = firstId;
  #last = 0;
  #stride = 1;
  #isSubscribed = false;

  /**
   * @param {(message: object) => void} send
   * @param {import('../panels/trace.js').TracePanel} panel
   */
  constructor(send, panel) {
    this.send = send;
    this.panel = panel;
  }

  /** Starts with a walker. @param {number | null} frames how many a file holds; null for what comes from now on */
  subscribe(walker, frames) {
    if (this.#isSubscribed) this.send({ type: 'unsubscribe', id: this.#id });
    this.#isSubscribed = true;
    this.#id += 2;
    this.walker = this.panel.walker = walker;
    this.isWhole = frames !== null;
    if (this.isWhole) this.#stride = Math.max(1, Math.ceil(frames / pointsOfFile));
    if (this.isWhole) this.panel.expectWhole(frames);
    else this.panel.clear();
    const credits = this.isWhole ? 2 * pointsOfFile : lot;
    this.#credits.start(credits);
    const message = { type: 'subscribe', id: this.#id, walkers: [walker], stride: this.#stride, fields: ['latent'], delivery: this.isWhole ? 'all' : 'newest', credits };
    this.send(this.isWhole ? { ...message, from: 0 } : message);
  }

  /** The server is another one, which knows nothing of what the last one was asked for. */
  disconnected() {
    this.#isSubscribed = false;
  }

  /** The server says that nothing more comes. */
  end(message) {
    if (message.id === this.#id) this.#isSubscribed = false;
  }

  /** Adapts the spacing to the run's rate. @param {number | null} steps that each walker makes a second */
  adapt(steps) {
    if (this.isWhole || !(steps > 0)) return;
    const stride = strideFor(steps);
    if (stride >= this.#stride / 2 && stride <= this.#stride * 2) return;
    this.#stride = stride;
    this.subscribe(this.walker, null);
  }

  receive(message) {
    if (message.id !== this.#id) return;
    const frames = framesOf(message);
    this.#credits.take(frames.length);
    this.panel.add(frames);
  }

  tick(now) {
    if (this.isWhole || !this.#isSubscribed || now - this.#last < pause) return;
    this.#last = now;
    const credits = this.#credits.topUp(lot, 0);
    if (credits > 0) this.send({ type: 'credit', id: this.#id, credits });
  }
}

/** The least of 1, 2, 5, 10, ... that leaves no more points a second than are wanted. */
export function strideFor(stepsPerSecond) {
  for (let power = 1; power < 1e12; power *= 10) {
    for (const factor of [1, 2, 5]) if (stepsPerSecond / (factor * power) <= pointsPerSecond) return factor * power;
  }

  return 1;
}
