import { bytes, count, duration, grouped } from '../numbers/format.js';
import { Card, make, setText } from './dom.js';

/** What a run and this page count. */
export class CountersPanel {
  #cells = new Map();

  /** @param {object} scene the server's */
  constructor(scene) {
    this.scene = scene;
    this.card = new Card('counters', 'Counters');
    this.list = make('dl', { class: 'counters' });
    this.card.body.append(this.list);
  }

  /**
   * @param {object | null} status the server's
   * @param {{ framesPerSecond: number, delay: number | null, dropped: number }} picture the page's own
   */
  update(status, picture) {
    this.card.show(status !== null);
    if (!status) return;
    const { clients = {} } = status;
    this.#show('checkpoints', count(status.checkpoints));
    this.#show('last checkpoint', status.checkpointAge === null || status.checkpointAge === undefined ? '–' : `${duration(status.checkpointAge)} ago`);
    this.#show('in the files', bytes(status.bytes));
    this.#show('slowest walker at step', grouped(status.slowestStep));
    this.#show('blocks in flight', count(status.blocks));
    this.#show('shards moved', count(status.moves));
    this.#show('shards lost', count(status.lostShards), status.lostShards > 0);
    this.#show('dropped for watchers', count(status.droppedFrames));
    this.#show('watching', ['page', 'stream', 'imd'].filter(kind => clients[kind] > 0).map(kind => `${clients[kind]} ${kind}`).join(', ') || '–');
    this.#show('pictures a second', picture.framesPerSecond.toFixed(picture.framesPerSecond < 10 ? 1 : 0));
    if (this.scene.isComputedHere) this.#show('made to drawn', picture.delay === null ? '–' : duration(picture.delay / 1000));
  }

  #show(name, text, isBad = false) {
    let cell = this.#cells.get(name);
    if (!cell) {
      cell = make('dd');
      this.#cells.set(name, cell);
      this.list.append(make('div', {}, make('dt', { text: name }), cell));
    }

    setText(cell, text);
    cell.classList.toggle('bad', isBad);
  }
}
