import { SeatState } from '../../contract/seat-state.ts'
import type { SeatChanges } from '../live/seat-states.ts'

export interface SeatNews {
  taken: number
  freed: number
}

/** A summary is said at most this often. */
const QUIET_MS = 6_000

/**
 * Gathers live changes into a sentence now and then, so that a screen reader follows a rush without drowning in it.
 * A seat that is taken and freed again in between is no news. Time is an argument.
 */
export function createSeatNews() {
  /** What a seat was when it was last spoken of. */
  const before = new Map<number, number>()
  let saidAt = Number.NEGATIVE_INFINITY

  return {
    note({ indexes, before: was }: SeatChanges): void {
      for (let k = 0; k < indexes.length; k += 1) {
        if (!before.has(indexes[k]!)) before.set(indexes[k]!, was[k]!)
      }
    },

    /** Milliseconds until there may be something to say again. */
    waitMs: (now: number): number => Math.max(0, saidAt + QUIET_MS - now),

    /** What has happened since the last time, or null if that was nothing. */
    take(now: number, states: Uint8Array): SeatNews | null {
      let taken = 0
      let freed = 0
      for (const [index, was] of before) {
        const isFree = states[index] === SeatState.free
        if (was === SeatState.free && !isFree) taken += 1
        if (was !== SeatState.free && isFree) freed += 1
      }
      before.clear()
      if (taken === 0 && freed === 0) return null
      saidAt = now
      return { taken, freed }
    },
  }
}
