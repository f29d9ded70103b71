import type { PlanIndex } from './plan-index.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const along: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/** How much worse a step aside is than a step ahead. */
const ASIDE = 2.4

/**
 * The seat that an arrow key leads to: the nearest one in that direction as it is seen on the plan, straight ahead
 * before aside. −1 at the edge. The search widens until it has found one or has seen the whole plan.
 */
export function neighbour(plan: PlanIndex, from: number, direction: Direction): number {
  const [ux, uy] = along[direction]
  const [x, y] = [plan.x[from]!, plan.y[from]!]
  const farthest = Math.max(plan.box.right - plan.box.left, plan.box.bottom - plan.box.top)
  for (let reach = plan.usualRadius * 6; ; reach *= 2) {
    let best = -1
    let bestCost = Number.POSITIVE_INFINITY
    plan.grid.visit({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, (index) => {
      const [dx, dy] = [plan.x[index]! - x, plan.y[index]! - y]
      const ahead = dx * ux + dy * uy
      const aside = Math.abs(dx * uy - dy * ux)
      // Half a right angle to either side, so that four keys reach every direction.
      if (ahead <= 1e-6 || aside > ahead * 1.2) return
      const cost = ahead + ASIDE * aside
      if (cost >= bestCost) return
      best = index
      bestCost = cost
    })
    // A seat just outside the square could be no better than one whose cost is within it.
    if ((best >= 0 && bestCost <= reach) || reach > farthest) return best
  }
}

/** Where the keyboard begins: the free seat, or any, nearest to a point. */
export function seatNear(plan: PlanIndex, x: number, y: number, accept: (index: number) => boolean): number {
  const farthest = 2 * Math.max(plan.box.right - plan.box.left, plan.box.bottom - plan.box.top)
  for (const wanted of [accept, undefined]) {
    for (let reach = plan.usualRadius * 8; reach < farthest * 2; reach *= 2) {
      const found = plan.grid.nearest(x, y, reach, wanted)
      if (found >= 0) return found
    }
  }
  return -1
}
