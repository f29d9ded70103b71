import type { SeatRuns } from '../seat-runs.ts'

/** `open` of a seat: not for sale to everyone now, free but better kept for a wheelchair’s company, or free. */
export const Open = { no: 0, companion: 1, yes: 2 } as const

/** In place of a category’s number: any of them. */
export const ANY_CATEGORY = -1

/** What is needed to judge windows, that is, seats side by side in one run. */
export interface WindowView {
  readonly runs: SeatRuns
  readonly cost: Float64Array
  readonly open: Uint8Array
  readonly categoryOf: Uint16Array
  readonly x: Float32Array
  readonly y: Float32Array
  /** The only category wanted, or `ANY_CATEGORY`. */
  readonly category: number
  /** `Open.yes`, or `Open.companion` to use companions’ seats too. */
  readonly atLeast: number
  /** What leaving one seat alone beside the window costs, in plan units. */
  readonly orphanCost: number
}

export interface Window {
  /** Position in `runs.seats`, -1 for none. */
  start: number
  /** Mean cost of its seats, with orphans; infinite for none. */
  cost: number
}

/**
 * The best window of `quantity` seats in one run. With `near` (a point), windows far from there cost more.
 * Writes into `found`, because this runs several times for each pick.
 */
export function bestWindow(
  view: WindowView,
  run: number,
  quantity: number,
  found: Window,
  near?: { x: number; y: number },
): void {
  const { runs, cost, open, categoryOf, category, atLeast } = view
  const from = runs.starts[run]!
  const to = runs.starts[run + 1]!
  found.start = -1
  found.cost = Number.POSITIVE_INFINITY
  let sum = 0
  let length = 0
  for (let at = from; at < to; at += 1) {
    const seat = runs.seats[at]!
    if (open[seat]! < atLeast || (category !== ANY_CATEGORY && categoryOf[seat] !== category)) {
      sum = 0
      length = 0
      continue
    }
    sum += cost[seat]!
    length += 1
    if (length < quantity) continue
    const start = at - quantity + 1
    if (length > quantity) sum -= cost[runs.seats[start - 1]!]!
    let total = sum / quantity
    if (leavesOne(view, start - 1, -1, from, to)) total += view.orphanCost
    if (leavesOne(view, at + 1, 1, from, to)) total += view.orphanCost
    if (near) {
      const middle = runs.seats[(start + at) >> 1]!
      total += Math.hypot(view.x[middle]! - near.x, view.y[middle]! - near.y)
    }
    if (total < found.cost) {
      found.cost = total
      found.start = start
    }
  }
}

/** Whether the seat at `at` would stay free with nobody free beyond it, seen from the window. */
function leavesOne(view: WindowView, at: number, step: 1 | -1, from: number, to: number): boolean {
  if (at < from || at >= to) return false
  const { open, runs } = view
  if (open[runs.seats[at]!] !== Open.yes) return false
  const beyond = at + step
  return beyond < from || beyond >= to || open[runs.seats[beyond]!] === Open.no
}

/** The most seats side by side that are free in one run. */
export function longestWindow(view: WindowView, run: number): number {
  const { runs, open, categoryOf, category, atLeast } = view
  const to = runs.starts[run + 1]!
  let longest = 0
  let length = 0
  for (let at = runs.starts[run]!; at < to; at += 1) {
    const seat = runs.seats[at]!
    if (open[seat]! < atLeast || (category !== ANY_CATEGORY && categoryOf[seat] !== category)) length = 0
    else if ((length += 1) > longest) longest = length
  }
  return longest
}
