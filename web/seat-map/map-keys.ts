import { NOWHERE, type PlanIndex } from './plan-index.ts'
import { type Direction, neighbour, seatNear } from './seat-neighbour.ts'

export type KeyAct =
  | { does: 'go'; to: number }
  | { does: 'toggle' }
  | { does: 'zoom'; factor: number }
  | { does: 'fit' }
  | { does: 'leave' }

const directions: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const ZOOM_STEP = 1.6

/** What a key means on the map. `isFree` tells the seats that Shift stops at. Undefined: not our key. */
export function keyAct(
  plan: PlanIndex,
  event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  focused: number,
  isFree: (index: number) => boolean,
): KeyAct | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const direction = directions[event.key]
  if (direction)
    return { does: 'go', to: step(plan, focused, direction, event.shiftKey ? isFree : undefined) }
  switch (event.key) {
    case 'Enter':
    case ' ':
      return { does: 'toggle' }
    case '+':
    case '=':
      return { does: 'zoom', factor: ZOOM_STEP }
    case '-':
    case '_':
      return { does: 'zoom', factor: 1 / ZOOM_STEP }
    case '0':
      return { does: 'fit' }
    case 'Escape':
      return { does: 'leave' }
    case 'Home':
    case 'End':
      return { does: 'go', to: endOfRow(plan, focused, event.key === 'End') }
    case 'PageUp':
    case 'PageDown':
      return { does: 'go', to: nextZone(plan, focused, event.key === 'PageDown' ? 1 : -1, isFree) }
    default:
      return undefined
  }
}

function step(
  plan: PlanIndex,
  from: number,
  direction: Direction,
  accept?: (index: number) => boolean,
): number {
  if (from < 0) return from
  const seen = new Set([from])
  for (let at = from; ; ) {
    const next = neighbour(plan, at, direction)
    // At the edge, or round in a circle: stay.
    if (next < 0 || seen.has(next)) return accept ? from : at
    if (!accept || accept(next)) return next
    seen.add(next)
    at = next
  }
}

function endOfRow(plan: PlanIndex, from: number, last: boolean): number {
  const row = from < 0 ? undefined : plan.rows[plan.row[from]!]
  return row?.seats.at(last ? -1 : 0) ?? from
}

/** The nearest free seat of the next zone that has seats. */
function nextZone(plan: PlanIndex, from: number, by: 1 | -1, isFree: (index: number) => boolean): number {
  const zones = plan.zones.length
  const start = from < 0 || plan.zone[from] === NOWHERE ? 0 : plan.zone[from]!
  for (let k = 1; k <= zones; k += 1) {
    const { seats } = plan.zones[(start + by * k + zones * k) % zones]!
    if (seats.length > 0) return seats.find(isFree) ?? seats[0]!
  }
  return from
}

/** Where the keyboard begins: the free seat nearest to the middle of the view. */
export const firstSeat = (
  plan: PlanIndex,
  x: number,
  y: number,
  isFree: (index: number) => boolean,
): number => seatNear(plan, x, y, isFree)
