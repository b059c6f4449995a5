/**
 * An element with attributes and children; `text` sets its text, `on…` listen.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {...(Node | string | null)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'text') element.textContent = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }

  element.append(...children.filter(child => child !== null));
  return element;
}

/** Sets text only where it changed, so that selections and readers are not disturbed. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The element of the page with this id. */
export const byId = id => document.getElementById(id);

/** A card with a heading; hidden until it has something to show. */
export class Card {
  /**
   * @param {string} name its id
   * @param {string} title
   */
  constructor(name, title) {
    this.heading = make('h2', { id: `${name}-title`, text: title });
    this.note = make('p', { class: 'note' });
    this.tools = make('div', { class: 'tools' });
    this.body = make('div', { class: 'body' });
    this.element = make('section', { id: name, class: 'card', 'aria-labelledby': `${name}-title`, hidden: true }, make('div', { class: 'cardhead' }, this.heading, this.tools), this.body, this.note);
  }

  show(isShown = true) {
    if (this.element.hidden === isShown) this.element.hidden = !isShown;
  }
}

/** A group of buttons of which one is pressed. */
export function choice(label, options, chosen, choose) {
  const buttons = options.map(([value, text]) => make('button', { type: 'button', text, class: `of${value}`, 'aria-pressed': String(value === chosen), onclick: () => press(value) }));
  const press = value => {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(options[i][0] === value)));
    choose(value);
  };
  return make('div', { class: 'choice', role: 'group', 'aria-label': label }, ...buttons);
}
