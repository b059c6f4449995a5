/** How long to wait before another attempt to connect: doubling, at most five seconds, scattered so that many pages do not come at once. */
export class Backoff {
  #attempts = 0;

  /** @param {() => number} random a number in [0, 1) */
  constructor(random = Math.random) {
    this.random = random;
  }

  /** Milliseconds until the next attempt. */
  next() {
    const longest = Math.min(5000, 250 * 2 ** this.#attempts);
    this.#attempts++;
    return longest * (0.7 + 0.3 * this.random());
  }

  /** A connection held: start again with short waits. */
  reset() {
    this.#attempts = 0;
  }
}
