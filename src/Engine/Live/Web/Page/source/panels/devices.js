import { count } from '../numbers/format.js';
import { Card, make, setText } from './dom.js';

/** Device slots and their health. */
export class DevicesPanel {
  #rows = new Map();

  constructor() {
    this.card = new Card('devices', 'Device slots');
    this.body = make('tbody');
    const head = make('tr', {}, ...['Slot', 'State', 'Shards', 'Frames', 'Failures'].map((text, i) => make('th', { text, scope: 'col', class: i > 1 ? 'number' : null })));
    this.card.body.append(make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Device slots' }, make('table', {}, make('thead', {}, head), this.body)));
  }

  update(status) {
    this.card.show(status.slots?.length > 0);
    for (const slot of status.slots ?? []) this.#show(slot);
    const failed = (status.slots ?? []).filter(slot => slot.lastFailure).map(slot => `${slot.name}: ${slot.lastFailure}`);
    setText(this.card.note, failed.join('; '));
  }

  #show(slot) {
    let row = this.#rows.get(slot.name);
    if (!row) {
      row = { state: make('span', { class: 'badge' }), cells: [0, 1, 2].map(() => make('td', { class: 'number' })) };
      this.#rows.set(slot.name, row);
      this.body.append(make('tr', {}, make('th', { scope: 'row', text: slot.name }), make('td', {}, row.state), ...row.cells));
    }

    const state = String(slot.state).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    setText(row.state, state);
    row.state.className = `badge ${state === 'given up' ? 'bad' : slot.failures > 0 ? 'poor' : state === 'working' ? 'good' : ''}`;
    [slot.shards, slot.frames, slot.failures].forEach((value, i) => setText(row.cells[i], count(value)));
  }
}
