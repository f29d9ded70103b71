import { NO_CATEGORY, SeatFlag, type SeatIndex } from '../seat-index.ts'

/** A seat right beside the stage costs half as much again as one straight in front at the same distance. */
const SIDEWAYS = 0.5
const RESTRICTED_VIEW_FACTOR = 1.5
/** Dearer than any distance in a plan: seats beside wheelchair places go to others only when all else is gone. */
const COMPANION_COST = 1e7
/** Below this share of the hall's extent the seats surround the stage, and no side of it is its front. */
const IN_THE_ROUND = 0.1

/**
 * How far each seat is from being the best one, in plan units: its distance to what everybody looks at, more
 * for seats off the line from there to the middle of the seats.
 */
export function placeCosts(index: SeatIndex): Float64Array {
  const { x, y, flags, areaOf, categoryOf, focus } = index
  const front = frontOf(index)
  const costs = new Float64Array(index.places)
  for (let seat = 0; seat < index.places; seat += 1) {
    if (categoryOf[seat] === NO_CATEGORY || areaOf[seat] !== -1) continue
    const dx = x[seat]! - focus.x
    const dy = y[seat]! - focus.y
    const distance = Math.hypot(dx, dy)
    const ahead = front && distance > 0 ? (dx * front.x + dy * front.y) / distance : 1
    let cost = distance * (1 + SIDEWAYS * (1 - ahead))
    if (flags[seat]! & SeatFlag.restrictedView) cost *= RESTRICTED_VIEW_FACTOR
    if (flags[seat]! & SeatFlag.companion) cost += COMPANION_COST
    costs[seat] = cost
  }
  return costs
}

/** The direction in which the stage faces, as a unit vector; undefined when the seats surround it. */
function frontOf(index: SeatIndex): { x: number; y: number } | undefined {
  const { x, y, focus, runs } = index
  let sumX = 0
  let sumY = 0
  let extent = 0
  for (const seat of runs.seats) {
    sumX += x[seat]! - focus.x
    sumY += y[seat]! - focus.y
    extent = Math.max(extent, Math.hypot(x[seat]! - focus.x, y[seat]! - focus.y))
  }
  const meanX = sumX / runs.seats.length
  const meanY = sumY / runs.seats.length
  const reach = Math.hypot(meanX, meanY)
  return reach > extent * IN_THE_ROUND ? { x: meanX / reach, y: meanY / reach } : undefined
}
