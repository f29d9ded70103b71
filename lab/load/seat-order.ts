import type { SeatRun } from './load-plan.ts'

/**
 * Seat ids one after the other, each once a round, in an order that jumps about: neighbours in a row of tickets would
 * meet neighbouring index pages, which flatters a B-tree.
 */
export function createSeatOrder({ prefix, first, count }: SeatRun): () => string {
  const stride = coprimeStride(count)
  let at = 0
  return () => {
    const id = prefix + (first + at)
    at = (at + stride) % count
    return id
  }
}

/** The part of `run` that one of `shares` has to itself. */
export function shareOf({ prefix, first, count }: SeatRun, share: number, shares: number): SeatRun {
  const each = Math.floor(count / shares)
  if (each === 0) throw new RangeError(`${count} seats cannot be shared among ${shares} connections`)
  return { prefix, first: first + share * each, count: each }
}

/** About 0.618 of `count`, the share that spreads best, moved up until it shares no factor with it. */
function coprimeStride(count: number): number {
  let stride = Math.max(1, Math.floor(count * 0.618))
  while (gcd(stride, count) !== 1) stride += 1
  return stride
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
