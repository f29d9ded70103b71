/** The radius of a seat whose plan gives none, as a part of the usual distance between neighbours. */
const RADIUS_OF_SPACING = 0.4
/** The usual distance in a plan whose rows have one seat each. */
const SPACING = 25

/** Gives every seat without a radius one that leaves room between neighbours, and says which radius is usual. */
export function fillRadii(
  rows: Iterable<{ seats: Uint32Array }>,
  x: Float32Array,
  y: Float32Array,
  radius: Float32Array,
  seats: Uint32Array,
): number {
  const gaps: number[] = []
  for (const { seats: inRow } of rows) {
    for (let k = 1; k < inRow.length; k += 1) {
      const a = inRow[k - 1]!
      const b = inRow[k]!
      const gap = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)
      if (gap > 0) gaps.push(gap)
    }
  }
  const fromSpacing = middle(gaps, SPACING) * RADIUS_OF_SPACING
  for (const index of seats) if (radius[index] === 0) radius[index] = fromSpacing
  const all = Array.from(seats, (index) => radius[index]!)
  return middle(all, fromSpacing)
}

function middle(values: number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.sort((a, b) => a - b)[values.length >> 1]!
}
