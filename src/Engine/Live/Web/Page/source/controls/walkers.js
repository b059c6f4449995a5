import { byId } from '../panels/dom.js';
import { grouped } from '../numbers/format.js';

/** The choice of a walker: by number, the next, the one before, any. */
export class Walkers {
  /**
   * @param {number} count
   * @param {(walker: number) => void} chosen
   */
  constructor(count, chosen) {
    this.count = count;
    this.chosen = chosen;
    this.input = byId('walker');
    this.input.max = String(count - 1);
    byId('walkers').textContent = `of ${grouped(count)}`;
    byId('walker-group').hidden = count < 2;
    this.input.addEventListener('change', () => this.choose(Number.parseInt(this.input.value, 10)));
    byId('previous').addEventListener('click', () => this.move(-1));
    byId('next').addEventListener('click', () => this.move(1));
    byId('random').addEventListener('click', () => this.any());
  }

  get current() {
    return this.walker ?? 0;
  }

  /** One that cannot be is brought into range. */
  choose(walker) {
    const possible = Number.isFinite(walker) ? Math.max(0, Math.min(this.count - 1, walker)) : this.current;
    this.input.value = String(possible);
    if (possible === this.current) return;
    this.walker = possible;
    this.chosen(possible);
  }

  move(by) {
    this.choose((this.current + by + this.count) % this.count);
  }

  any() {
    if (this.count < 2) return;
    const other = Math.floor(Math.random() * (this.count - 1));
    this.choose(other >= this.current ? other + 1 : other);
  }
}
