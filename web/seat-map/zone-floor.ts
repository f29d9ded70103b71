import type { FloorData } from './plan-data.ts'
import type { Point } from './plan-document.ts'
import type { PlanIndex } from './plan-index.ts'

export interface ZoneFloor extends FloorData {
  path: Path2D
}

const laid = new WeakMap<PlanIndex, readonly ZoneFloor[]>()

/** The floor of every zone, ready to be drawn. */
export function layFloors(plan: PlanIndex): readonly ZoneFloor[] {
  const known = laid.get(plan)
  if (known) return known
  const floors = plan.floors.map((floor) => ({ ...floor, path: ringPath(floor.ring) }))
  laid.set(plan, floors)
  return floors
}

export function ringPath(ring: readonly Point[]): Path2D {
  const path = new Path2D()
  for (const { x, y } of ring) path.lineTo(x, y)
  if (ring.length > 2) path.closePath()
  return path
}
