import { readFileSync } from 'node:fs';

/** The atoms of a PDB file, copied side by side: positions in nm, and the text of a file. */
export function molecule(file, copies = 1) {
  const lines = readFileSync(file, 'utf8').split('ENDMDL')[0].split('\n').filter(line => /^(ATOM|HETATM)/.test(line));
  const atoms = Array.from({ length: copies }, (_, copy) => lines.map((line, i) => copyOf(line, copy * lines.length + i + 1, copy))).flat();
  const bonds = copies === 1 ? readFileSync(file, 'utf8').split('\n').filter(line => line.startsWith('CONECT')) : bondsOf(file, lines.length, copies);
  const text = [...atoms, ...bonds, 'END', ''].join('\n');
  const names = atoms.map(line => line.slice(12, 16).trim());
  const positions = Float32Array.from(atoms.flatMap(line => [30, 38, 46].map(at => Number(line.slice(at, at + 8)) / 10)));
  const coarse = names.map((name, i) => (['N', 'CA', 'C'].includes(name) ? i : -1)).filter(i => i >= 0);
  return { text, names, positions, coarse };
}

function copyOf(line, serial, copy) {
  const shifted = [(copy % 4) * 9, Math.floor(copy / 4) * 9, 0].map((shift, k) => (Number(line.slice(30 + 8 * k, 38 + 8 * k)) + shift).toFixed(3).padStart(8));
  return line.slice(0, 6) + String(serial).padStart(5) + line.slice(11, 21) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[copy % 26] + line.slice(22, 30) + shifted.join('') + line.slice(54);
}

function bondsOf(file, atoms, copies) {
  const bonds = readFileSync(file, 'utf8').split('\n').filter(line => line.startsWith('CONECT')).map(line => line.slice(6).match(/.{1,5}/g).map(Number));
  return Array.from({ length: copies }, (_, copy) => bonds.map(serials => `CONECT${serials.map(serial => String(serial + copy * atoms).padStart(5)).join('')}`)).flat();
}

/** Numbers in [0, 1) that are the same every time. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A frame that moves a little, turns as a whole, and depends on walker and step alone. */
export function frameOf({ positions }, walker, step, into) {
  const any = random(1 + walker * 7919 + step * 104729);
  const turn = step / 40 + walker;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  for (let i = 0; i < positions.length; i += 3) {
    const wave = 0.012 * Math.sin(step / 3 + i);
    const [x, y, z] = [0, 1, 2].map(k => positions[i + k] + wave + 0.008 * (any() - 0.5));
    into.set([c * x - s * y, s * x + c * y, z], i);
  }

  return into;
}

/** A latent point that hops between two places. */
export function latentOf(dimension, walker, step) {
  const any = random(17 + walker * 31337 + step * 613);
  const side = Math.sin(step / 230 + walker) > 0.2 ? 0.75 : 0.25;
  return Array.from({ length: dimension }, (_, i) => (i === 0 ? side : 0.5) + 0.16 * (any() + any() - 1));
}
