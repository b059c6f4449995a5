import assert from 'node:assert/strict';
import test from 'node:test';
import { coarseTopology, hasBackbone, hasBonds, radiusOfParticles, withChainBonds } from '../../src/Engine/Live/Web/Page/source/molecule/topology.js';

const atom = (serial, name, chain, x) => `ATOM  ${String(serial).padStart(5)}  ${name.padEnd(3)} ALA ${chain}${String(serial).padStart(4)}    ${x.toFixed(3).padStart(8)}   0.000   0.000  1.00  0.00           C  `;
const text = [atom(1, 'CA', 'A', 0), atom(2, 'CB', 'A', 1), atom(3, 'CA', 'A', 3.8), atom(4, 'CA', 'A', 20), atom(5, 'CA', 'B', 21), 'END'].join('\n');

test('coarse sites are bonded along a chain where they are near', () => {
  const lines = coarseTopology(text, [0, 2, 3, 4]).split('\n');
  assert.deepEqual(lines.filter(line => line.startsWith('CONECT')), ['CONECT    1    2']);
  assert.equal(lines.filter(line => line.startsWith('HETATM')).length, 4);
  assert.equal(Number(lines[1].slice(30, 38)), 3.8);
});

test('a file without bonds gets those of its chain and keeps its atoms', () => {
  assert.equal(hasBonds(text), false);
  const bonded = withChainBonds(text);
  assert.equal(hasBonds(bonded), true);
  assert.equal(bonded.split('\n').filter(line => line.startsWith('ATOM')).length, 5);
});

test('a cartoon needs a backbone of four residues', () => {
  const residues = n => Array.from({ length: n }, (_, i) => ['N', 'CA', 'C'].map(name => atom(i + 1, name, 'A', i))).flat().join('\n');
  assert.equal(hasBackbone(residues(3)), false);
  assert.equal(hasBackbone(residues(4)), true);
  assert.equal(hasBackbone(text), false);
});

test('particles are as large as their distance allows', () => {
  assert.equal(radiusOfParticles([0, 0, 0, 2, 0, 0, 4, 0, 0]), 1);
  assert.equal(radiusOfParticles([0, 0, 0]), 1);
});

test('sites that are bonded as atoms are bonded so, side chains among them', () => {
  const branched = `${[atom(1, 'N', 'A', 0), atom(2, 'CA', 'A', 1.4), atom(3, 'CB', 'A', 2), atom(4, 'C', 'A', 2.5), 'CONECT    1    2', 'CONECT    2    1    3    4', 'CONECT    3    2', 'CONECT    4    2'].join('\n')}\n`;
  const bonds = coarseTopology(branched, [0, 1, 2, 3]).split('\n').filter(line => line.startsWith('CONECT'));
  assert.deepEqual(bonds, ['CONECT    1    2', 'CONECT    2    3', 'CONECT    2    4']);
});
