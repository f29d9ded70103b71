import { type Box, grown } from './box.ts'
import type { Point } from './plan-document.ts'
import type { PlanIndex } from './plan-index.ts'
import { zoneOutline } from './zone-outline.ts'

/** The floor a zone stands on: an outline to stroke with `margin` on either side, and where its name goes. */
export interface ZoneFloor {
  ring: readonly Point[]
  path: Path2D
  margin: number
  box: Box
  /** A seat in the middle of the zone: the middle of the box may lie outside a curved one. */
  anchor: Point
  /** The category that most of its seats have. */
  category: number
}

const laid = new WeakMap<PlanIndex, readonly ZoneFloor[]>()

/** The floor of every zone. Worked out once for a plan: for a large one that takes a phone as long as a frame or three. */
export function layFloors(plan: PlanIndex): readonly ZoneFloor[] {
  const known = laid.get(plan)
  if (known) return known
  const floors = layAnew(plan)
  laid.set(plan, floors)
  return floors
}

function layAnew(plan: PlanIndex): ZoneFloor[] {
  const margin = plan.usualRadius * 1.75
  return plan.zones.map((zone) => {
    const rows = zone.rows.map((number) => plan.rows[number]!.seats)
    const ring = zoneOutline(rows, plan.x, plan.y, plan.usualRadius * 0.15)
    return {
      ring,
      path: ringPath(ring),
      margin,
      box: grown(zone.box, margin),
      anchor: middleSeat(plan, zone.seats),
      category: usualCategory(plan, zone.seats),
    }
  })
}

export function ringPath(ring: readonly Point[]): Path2D {
  const path = new Path2D()
  for (const { x, y } of ring) path.lineTo(x, y)
  if (ring.length > 2) path.closePath()
  return path
}

function middleSeat({ x, y }: PlanIndex, seats: Uint32Array): Point {
  let [sumX, sumY] = [0, 0]
  for (const index of seats) {
    sumX += x[index]!
    sumY += y[index]!
  }
  const [meanX, meanY] = [sumX / seats.length, sumY / seats.length]
  let best = { x: meanX, y: meanY }
  let bestSquare = Number.POSITIVE_INFINITY
  for (const index of seats) {
    const square = (x[index]! - meanX) ** 2 + (y[index]! - meanY) ** 2
    if (square >= bestSquare) continue
    bestSquare = square
    best = { x: x[index]!, y: y[index]! }
  }
  return best
}

function usualCategory(plan: PlanIndex, seats: Uint32Array): number {
  const counts = new Uint32Array(plan.categories.length)
  for (const index of seats) counts[plan.category[index]!]! += 1
  return Math.max(0, counts.indexOf(Math.max(...counts)))
}
