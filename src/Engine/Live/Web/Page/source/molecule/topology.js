/** The lines of a PDB file that are atoms. */
const atomLines = text => text.split('\n').filter(line => line.startsWith('ATOM') || line.startsWith('HETATM'));

/** Whether a PDB file names its bonds. */
export const hasBonds = text => /^CONECT/m.test(text);

/** Whether a PDB file has enough of a protein's backbone for a cartoon: alpha carbons with the atoms beside them, four residues and more. */
export function hasBackbone(text) {
  const names = atomLines(text).map(line => line.slice(12, 16).trim());
  return ['N', 'CA', 'C'].every(name => names.filter(other => other === name).length >= 4);
}

/**
 * The coarse sites as a PDB file of their own: bonded as their atoms are, and parts that are not, such as alpha carbons, along their chain.
 * @param {string} text topology.pdb
 * @param {number[]} sites the atoms at which they lie
 * @param {number} longest the greatest length of such a bond in angstrom: adjacent alpha carbons are 3.8 apart
 */
export function coarseTopology(text, sites, longest = 5) {
  const atoms = atomLines(text);
  const lines = sites.map((atom, i) => siteLine(atoms[atom], i + 1));
  const bonds = bondsAmong(text, atoms, sites);
  return [...lines, ...bonds.map(conect), ...chainBonds(lines, longest, bonds), 'END', ''].join('\n');
}

/** A PDB file without bonds, as a coarse run's, with bonds from each site to the next one of its chain that is near. */
export function withChainBonds(text, longest = 5) {
  const lines = atomLines(text).map((line, i) => line.slice(0, 6) + String(i + 1).padStart(5) + line.slice(11));
  return [...lines, ...chainBonds(lines, longest), 'END', ''].join('\n');
}

// A residue of its own without chemistry, so that no bond is guessed from names.
const siteLine = (line, serial) => `HETATM${String(serial).padStart(5)}  X   SIT ${line[21]}${String(serial % 10000).padStart(4)}    ${line.slice(30, 54)}  1.00  0.00           C`;

const conect = ([from, to]) => `CONECT${String(from + 1).padStart(5)}${String(to + 1).padStart(5)}`;

// Pairs of sites, by their places among the sites, whose atoms are bonded.
function bondsAmong(text, atoms, sites) {
  const placeOf = new Map(sites.map((atom, i) => [atoms[atom].slice(6, 11).trim(), i]));
  const bonds = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('CONECT')) continue;
    const [from, ...others] = [6, 11, 16, 21, 26].map(at => placeOf.get(line.slice(at, at + 5).trim()));
    for (const to of others) if (from !== undefined && to !== undefined && from < to) bonds.push([from, to]);
  }

  return bonds;
}

// From each site to the next one of its chain, where it is near and nothing connects them yet.
function chainBonds(lines, longest, bonds = []) {
  const places = lines.map(line => [line.slice(30, 38), line.slice(38, 46), line.slice(46, 54)].map(Number));
  const part = lines.map((_, i) => i);
  const partOf = i => (part[i] === i ? i : partOf(part[i]));
  for (const [from, to] of bonds) part[partOf(from)] = partOf(to);
  const added = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const distance = Math.hypot(...places[i].map((x, k) => x - places[i + 1][k]));
    if (lines[i][21] !== lines[i + 1][21] || distance > longest || partOf(i) === partOf(i + 1)) continue;
    part[partOf(i)] = partOf(i + 1);
    added.push(conect([i, i + 1]));
  }

  return added;
}

/**
 * Half the usual distance of a particle to its nearest neighbour.
 * @param {ArrayLike<number>} points [n, 3]
 */
export function radiusOfParticles(points) {
  const nearest = [];
  for (let i = 0; i < Math.min(points.length, 600); i += 3) {
    let least = Infinity;
    for (let j = 0; j < points.length; j += 3) {
      if (j !== i) least = Math.min(least, Math.hypot(points[i] - points[j], points[i + 1] - points[j + 1], points[i + 2] - points[j + 2]));
    }

    if (least > 0 && least < Infinity) nearest.push(least);
  }

  nearest.sort((a, b) => a - b);
  return nearest.length > 0 ? nearest[nearest.length >> 1] / 2 : 1;
}
