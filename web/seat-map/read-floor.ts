import { type Box, grown } from './box.ts'
import type { FloorData, PlanData } from './plan-data.ts'
import type { Point } from './plan-document.ts'
import { zoneOutline } from './zone-outline.ts'

type Seats = Pick<PlanData, 'x' | 'y' | 'category' | 'usualRadius'>

/** The floor of a zone, from its rows and the box around them. */
export function readFloor(rows: readonly Uint32Array[], around: Box, plan: Seats): FloorData {
  const margin = plan.usualRadius * 1.75
  return {
    ring: zoneOutline(rows, plan.x, plan.y, plan.usualRadius * 0.15),
    margin,
    box: grown(around, margin),
    anchor: middleSeat(rows, plan),
    category: usualCategory(rows, plan),
  }
}

function middleSeat(rows: readonly Uint32Array[], { x, y }: Seats): Point {
  let [sumX, sumY, count] = [0, 0, 0]
  for (const row of rows) {
    for (const index of row) {
      sumX += x[index]!
      sumY += y[index]!
    }
    count += row.length
  }
  const [meanX, meanY] = [sumX / count, sumY / count]
  let best = { x: meanX, y: meanY }
  let bestSquare = Number.POSITIVE_INFINITY
  for (const row of rows) {
    for (const index of row) {
      const square = (x[index]! - meanX) ** 2 + (y[index]! - meanY) ** 2
      if (square >= bestSquare) continue
      bestSquare = square
      best = { x: x[index]!, y: y[index]! }
    }
  }
  return best
}

/** The one that most seats have; of several, the first in the plan. */
function usualCategory(rows: readonly Uint32Array[], { category }: Seats): number {
  const counts = new Map<number, number>()
  for (const row of rows) {
    for (const index of row) counts.set(category[index]!, (counts.get(category[index]!) ?? 0) + 1)
  }
  const most = [...counts].sort(([a, inA], [b, inB]) => inB - inA || a - b)[0]
  return most?.[0] ?? 0
}
