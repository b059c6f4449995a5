import { readFileSync } from 'node:fs';

/** The atoms of a PDB file: positions in nm, and the file's text. */
export function molecule(file) {
  const text = readFileSync(file, 'utf8');
  const atoms = text.split('ENDMDL')[0].split('\n').filter(line => /^(ATOM|HETATM)/.test(line));
  const names = atoms.map(line => line.slice(12, 16).trim());
  const positions = Float32Array.from(atoms.flatMap(line => [30, 38, 46].map(at => Number(line.slice(at, at + 8)) / 10)));
  const coarse = names.map((name, i) => (['N', 'CA', 'C'].includes(name) ? i : -1)).filter(i => i >= 0);
  return { text, names, positions, coarse };
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
