import type { LiveLimits } from '../limits/live-limits.ts'

/** How long changes are gathered before a viewer is told of them. */
export interface Pace {
  readonly gatherMs: number
  /** So much of this thread's processor time went into writing to viewers. */
  spent(ms: number): void
}

type PaceLimits = Pick<LiveLimits, 'gatherMs' | 'gatherMostMs' | 'writingShare' | 'paceMs'>

/**
 * As short as may be while writing to viewers takes no more than its share of this thread: what a round of writes costs grows
 * with the viewers, and the rest of the thread is the buyers'. Looks at the processor time of the last `paceMs`, so a
 * machine that is busy with something else does not slow it down.
 */
export function createPace(
  { gatherMs: shortest, gatherMostMs, writingShare, paceMs }: PaceLimits,
  now: () => number,
): Pace {
  let gatherMs = shortest
  let since = now()
  let spentMs = 0

  return {
    get gatherMs() {
      return gatherMs
    },
    spent(ms) {
      spentMs += ms
      const passed = now() - since
      if (passed < paceMs) return
      // Half the time between two writes is twice the writes: the share that was used says what would have been right.
      const right = (gatherMs * spentMs) / (writingShare * passed)
      gatherMs = Math.min(gatherMostMs, Math.max(shortest, right))
      since += passed
      spentMs = 0
    },
  }
}
