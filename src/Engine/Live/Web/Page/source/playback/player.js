import { Credits } from '../stream/credits.js';
import { framesOf } from '../stream/frames.js';

/** How many consecutive frames are asked for at once in slow motion, and ahead of a file's picture. */
const burst = 120;
const ahead = 24;

/** One picture of the display, ms: a credit is sent so much before a frame is due. */
const display = 17;

/**
 * Asks for the frames of the picture and says when each is drawn.
 * `newest`: whatever is newest when a picture is due. `slow`: consecutive frames, in bursts, as fast as is asked. `file`: past frames, in order.
 */
export class Player {
  #credits = new Credits();
  #queue = [];
  #id = 100;
  #due = 0;
  #lastDraw = 0;
  #isEnded = false;
  #single = false;
  #isSubscribed = false;

  isPlaying = true;
  walker = 0;
  rate = 30;
  stride = 1;
  step = 0;
  dropped = 0;

  /**
   * @param {{ send: (message: object) => void, draw: (frame: import('../stream/frames.js').Frame, wasHeld: boolean) => void, changed: () => void }} page
   * @param {'newest' | 'slow' | 'file'} mode
   * @param {string[]} fields
   */
  constructor(page, mode, fields) {
    this.page = page;
    this.mode = mode;
    this.fields = fields;
  }

  /** The number of the subscription. */
  get id() {
    return this.#id;
  }

  /** Subscribes anew, from a step where it is a file's: after a change of walker, stride or mode, and when the server is back. */
  subscribe(from = this.step) {
    if (this.#isSubscribed) this.page.send({ type: 'unsubscribe', id: this.#id });
    this.#isSubscribed = true;
    this.#id += 2;
    this.#queue = [];
    this.#isEnded = false;
    this.#single = !this.isPlaying;
    const credits = this.isPlaying ? this.#wanted : 1;
    this.#credits.start(credits);
    const message = { type: 'subscribe', id: this.#id, walkers: [this.walker], stride: this.stride, fields: this.fields, delivery: this.mode === 'file' ? 'all' : 'newest', credits };
    if (this.mode === 'file') message.from = Math.max(0, Math.floor(from / this.stride) * this.stride);
    this.page.send(message);
  }

  /** The server is another one, which knows nothing of what the last one was asked for. */
  disconnected() {
    this.#isSubscribed = false;
  }

  /** Shows another step of a file. */
  seek(step) {
    this.step = Math.max(0, step);
    this.subscribe(this.step);
  }

  /** Goes on, or holds the picture; never the run. */
  setPlaying(isPlaying) {
    this.isPlaying = isPlaying;
    if (isPlaying) {
      this.#due = this.#lastDraw = 0;
      if (this.#isEnded && this.mode === 'file') this.seek(0);
      else if (this.mode !== 'file') this.#queue = [];
    }

    this.page.changed();
  }

  /** Draws one frame more while the picture is held. */
  stepOnce() {
    this.#single = true;
    if (this.#queue.length === 0) this.#grant(1);
  }

  receive(message) {
    if (message.id !== this.#id) return;
    const frames = framesOf(message);
    this.#credits.take(frames.length);
    this.dropped = Number(message.dropped ?? 0);
    this.#queue.push(...frames);
  }

  /** The server says that nothing more comes. */
  end(message) {
    if (message.id !== this.#id) return;
    this.#isEnded = true;
    this.#isSubscribed = false;
  }

  /** Once for every picture of the display. */
  tick(now) {
    if (!this.isPlaying) {
      if (this.#single && this.#queue.length > 0) this.#drawHeld(now);
      return;
    }

    if (this.mode === 'newest') this.#newest(now);
    else this.#inOrder(now);
    if (this.#isEnded && this.#queue.length === 0 && this.mode === 'file') this.setPlaying(false);
  }

  get #wanted() {
    if (this.mode === 'newest') return 1;
    return this.mode === 'slow' ? burst : ahead;
  }

  #drawHeld(now) {
    this.#single = false;
    this.#draw(this.#queue.shift(), now);
  }

  #newest(now) {
    const interval = 1000 / this.rate;
    if (this.#queue.length > 0) {
      const newest = this.#queue[this.#queue.length - 1];
      this.#queue = [];
      this.#draw(newest, now);
    }

    if (now - this.#lastDraw >= interval - display) this.#grant(1);
  }

  #inOrder(now) {
    const interval = 1000 / this.rate;
    if (this.#queue.length > 0 && now >= this.#due - 2) {
      this.#due = (now - this.#due > interval ? now : this.#due) + interval;
      this.#draw(this.#queue.shift(), now);
    }

    if (this.mode === 'file' || this.#queue.length === 0) this.#grant(this.#wanted);
  }

  #draw(frame, now) {
    this.#lastDraw = now;
    this.step = frame.step;
    this.page.draw(frame, this.#isEnded);
  }

  #grant(wanted) {
    const credits = this.#credits.topUp(wanted, this.#queue.length);
    if (credits > 0) this.page.send({ type: 'credit', id: this.#id, credits });
  }
}
