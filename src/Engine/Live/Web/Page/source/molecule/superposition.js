/**
 * Superposition of one set of points on another: the rotation of least squares, by the unit quaternion that is the eigenvector of the
 * greatest eigenvalue of a symmetric 4 x 4 matrix (Horn, J. Opt. Soc. Am. A 4, 629, 1987), which is never a reflection.
 */

/**
 * The centre of points.
 * @param {ArrayLike<number>} points [n, 3]
 */
export function centreOf(points) {
  const centre = [0, 0, 0];
  const count = points.length / 3;
  for (let i = 0; i < points.length; i++) centre[i % 3] += points[i] / count;
  return centre;
}

/**
 * The motion that brings points onto a reference.
 * @param {ArrayLike<number>} points [n, 3]
 * @param {ArrayLike<number>} reference [n, 3]
 * @returns {{ rotation: number[], from: number[], to: number[] }} x' = rotation (x - from) + to; the rotation row by row
 */
export function superposition(points, reference) {
  const from = centreOf(points);
  const to = centreOf(reference);
  return { rotation: rotationOf(greatestEigenvector(quaternionMatrix(points, from, reference, to))), from, to };
}

/** The motion that only moves the centre of points to that of the reference. */
export function translation(points, reference) {
  return { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], from: centreOf(points), to: centreOf(reference) };
}

/**
 * Moves points.
 * @param {ArrayLike<number>} points [n, 3]
 * @param {{ rotation: number[], from: number[], to: number[] }} motion
 * @param {Float32Array} into [n, 3]
 * @param {number} scale what the result is multiplied with
 */
export function move(points, { rotation: r, from, to }, into, scale = 1) {
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] - from[0];
    const y = points[i + 1] - from[1];
    const z = points[i + 2] - from[2];
    into[i] = scale * (r[0] * x + r[1] * y + r[2] * z + to[0]);
    into[i + 1] = scale * (r[3] * x + r[4] * y + r[5] * z + to[1]);
    into[i + 2] = scale * (r[6] * x + r[7] * y + r[8] * z + to[2]);
  }

  return into;
}

function quaternionMatrix(points, from, reference, to) {
  const s = new Float64Array(9);
  for (let i = 0; i < points.length; i += 3) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) s[3 * j + k] += (points[i + j] - from[j]) * (reference[i + k] - to[k]);
    }
  }

  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = s;
  return [
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ];
}

// Jacobi's rotations: a handful of sweeps for a matrix this small, and exact for degenerate ones.
function greatestEigenvector(matrix) {
  const vectors = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]];
  for (let sweep = 0; sweep < 20 && offDiagonal(matrix) > 0; sweep++) {
    for (let p = 0; p < 3; p++) {
      for (let q = p + 1; q < 4; q++) rotate(matrix, vectors, p, q);
    }
  }

  let best = 0;
  for (let i = 1; i < 4; i++) if (matrix[i][i] > matrix[best][best]) best = i;
  return vectors.map(row => row[best]);
}

function offDiagonal(matrix) {
  let sum = 0;
  for (let p = 0; p < 3; p++) {
    for (let q = p + 1; q < 4; q++) sum += matrix[p][q] ** 2;
  }

  return sum;
}

function rotate(a, v, p, q) {
  if (a[p][q] === 0) return;
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < 4; k++) [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
  for (let k = 0; k < 4; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
  for (let k = 0; k < 4; k++) [v[k][p], v[k][q]] = [c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]];
}

function rotationOf([w, x, y, z]) {
  const norm = Math.hypot(w, x, y, z) || 1;
  [w, x, y, z] = [w / norm, x / norm, y / norm, z / norm];
  return [
    w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y),
    2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x),
    2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z,
  ];
}
