import { count, estimate, grouped, significant } from '../numbers/format.js';
import { Card, make, setText } from './dom.js';

/** Figures that need no drawing: energies, the size of the molecule, distances of adjacent alpha carbons. */
export class FiguresPanel {
  #rows = new Map();

  constructor(scene) {
    this.scene = scene;
    this.card = new Card('figures-panel', 'Structure and energy');
    this.table = make('table', {}, make('thead', {}, make('tr', {}, ...['', 'Run', 'MD'].map((text, i) => make('th', { text, scope: 'col', class: i > 0 ? 'number' : null })))), this.body = make('tbody'));
    this.card.body.append(make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Structure and energy' }, this.table));
  }

  /** The potential energy of the frame that the picture shows. */
  setFrameEnergy(energy) {
    if (energy !== null) this.#show('potential energy of this frame (kJ/mol)', significant(energy, 5), '');
  }

  update({ estimates, target }) {
    const run = new Map(figuresOf(estimates));
    const reference = new Map(figuresOf(target));
    for (const [name, value] of run) this.#show(name, value, reference.get(name) ?? '');
    this.table.classList.toggle('lone', reference.size === 0);
    this.card.show(this.#rows.size > 0);
  }

  #show(name, run, md) {
    let row = this.#rows.get(name);
    if (!row) {
      row = { run: make('td', { class: 'number' }), md: make('td', { class: 'number' }) };
      this.#rows.set(name, row);
      this.body.append(make('tr', {}, make('th', { scope: 'row', text: name }), row.run, row.md));
      this.card.show();
    }

    setText(row.run, run);
    setText(row.md, md);
  }
}

function figuresOf(estimates) {
  if (!estimates) return [];
  const figures = [];
  const add = (name, figure) => figure?.value !== null && figure?.value !== undefined && figures.push([name, estimate(figure.value, figure.standardError)]);
  add('radius of gyration (nm)', estimates.radiusOfGyration);
  add('its deviation (nm)', estimates.radiusOfGyrationDeviation);
  for (const distance of estimates.adjacentDistances ?? []) add(`${distance.name} (nm)`, distance.mean);
  addPotential(estimates.potentialEnergy, add, figures);
  add('total energy (ε)', estimates.energy);
  if (estimates.deviation !== null && estimates.deviation !== undefined) figures.push(['its deviation', significant(estimates.deviation)]);
  if (estimates.greatestRelativeChange !== null && estimates.greatestRelativeChange !== undefined) figures.push([`greatest relative change (walker ${estimates.greatestChangeWalker})`, significant(estimates.greatestRelativeChange)]);
  add('relative drift (1/τ)', estimates.relativeDrift);
  return figures;
}

function addPotential(potential, add, figures) {
  if (!potential) return;
  add('mean potential energy (kJ/mol)', potential.mean);
  if (potential.deviation !== null) figures.push(['its deviation (kJ/mol)', significant(potential.deviation)]);
  const median = potential.quantiles?.find(quantile => quantile.share === 0.5);
  if (median?.energy !== null && median) figures.push(['median potential energy (kJ/mol)', significant(median.energy, 4)]);
  if (potential.coinciding > 0) figures.push(['frames with atoms in one place', grouped(potential.coinciding)]);
  if (potential.redrawn !== null && potential.redrawn !== undefined) figures.push(['frames drawn again', count(potential.redrawn)]);
}
