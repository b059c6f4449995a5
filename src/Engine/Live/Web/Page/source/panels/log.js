import { Card, make } from './dom.js';

const most = 300;

/** The run's log, the newest line last. */
export class LogPanel {
  constructor() {
    this.card = new Card('log', 'Log');
    this.list = make('ol', { class: 'log', tabindex: '0', 'aria-label': 'Log' });
    this.card.body.append(this.list);
  }

  clear() {
    this.list.replaceChildren();
  }

  add(lines) {
    const isAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 30;
    for (const line of lines) {
      // The head of the page says it, and newer.
      if (line.event === 'progress') continue;
      const time = new Date(line.time * 1000);
      const level = ['warning', 'error'].includes(line.level) ? line.level : null;
      this.list.append(make('li', { class: level }, make('time', { datetime: time.toISOString(), text: time.toLocaleTimeString([], { hour12: false }) }), make('span', { class: 'kind', text: level ?? line.event }), make('span', { text: line.text })));
    }

    while (this.list.childElementCount > most) this.list.firstElementChild.remove();
    this.card.show(this.list.childElementCount > 0);
    if (isAtEnd) this.list.scrollTop = this.list.scrollHeight;
  }
}
