/** The greatest and least of a coordinate over rows, with a margin. */
export function rangeOf(rows, coordinate, margin = 0.05) {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = row.latents[coordinate];
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }

  if (low > high) return [0, 1];
  const room = (high - low || 1) * margin;
  return [low - room, high + room];
}
