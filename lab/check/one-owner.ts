import type { Span } from './span.ts'

/** Somebody had a seat from an instant of `start` to an instant of `end`. */
export interface Tenancy {
  start: Span
  end: Span
}

export interface Conflict<T> {
  a: T
  b: T
}

/**
 * Whether instants can be chosen for all beginnings and ends so that no two tenancies of one seat overlap: whether the seat's
 * history is linearisable (Herlihy & Wing 1990). Seats are objects of their own, so a sale is only if each seat is
 * (locality, ibid.); that is why one may look at them one by one.
 *
 * In general that search is exponential (Wing & Gong 1993; Lowe 2017 and Porcupine make it bearable). Here it is not: every
 * tenancy has an id of its own, so who was succeeded by whom need not be guessed (as with registers whose values are all
 * different, Gibbons & Korach 1997). The shortest choice is always the best one. If a tenancy surely began before it can have
 * ended, the time in between is surely taken, whatever else is chosen; else it can be a single instant anywhere in a window.
 * So: the sure times must not overlap, and each window must have an instant that is not inside of a sure time. O(n log n).
 *
 * Two that touch do not overlap. Returns one conflict for each tenancy that cannot be placed beside the others.
 */
export function findConflicts<T extends Tenancy>(tenancies: readonly T[]): Conflict<T>[] {
  const conflicts: Conflict<T>[] = []
  const sure = tenancies
    .filter(({ start, end }) => start.latest < end.earliest)
    .sort((a, b) => a.start.latest - b.start.latest)
  // Of those so far, the one that surely lasts longest.
  let longest: T | undefined
  for (const one of sure) {
    if (longest && one.start.latest < longest.end.earliest) conflicts.push({ a: longest, b: one })
    if (!longest || one.end.earliest > longest.end.earliest) longest = one
  }
  if (sure.length === tenancies.length) return conflicts

  for (const one of tenancies) {
    if (one.start.latest < one.end.earliest) continue
    const from = Math.max(one.start.earliest, one.end.earliest)
    const to = Math.min(one.start.latest, one.end.latest)
    const around = surelyAround(sure, from, to)
    if (around) conflicts.push({ a: around, b: one })
  }
  return conflicts
}

/** The one of the sure times, which are sorted by their beginning, that has all of a window inside of it. */
function surelyAround<T extends Tenancy>(sure: readonly T[], from: number, to: number): T | undefined {
  let low = 0
  let high = sure.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sure[middle]!.start.latest < from) low = middle + 1
    else high = middle
  }
  // Where they overlap each other that is a conflict already; among those that do not, only the last one before can reach so far.
  const before = sure[low - 1]
  return before && before.end.earliest > to ? before : undefined
}
