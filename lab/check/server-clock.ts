import type { Recorded } from './history.ts'
import type { Span } from './span.ts'

/**
 * The database's clock, as replies tell it: a time that was read between a request and its answer (Cristian 1989). All of them
 * together say how far it is ahead of the run's clock, nearly to the shortest answer.
 */
export interface ServerClock {
  /** When, on the run's clock, the database's clock showed this. */
  when(clockMs: number): Span
  /** The readings contradict each other by so much: more than one clock was read, or it was set meanwhile. */
  disagreeMs: number
}

/** What the two clocks may drift apart in a run, and what a reading is rounded by. */
const slackMs = 20

export function readServerClock(records: readonly Recorded[]): ServerClock {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  for (const { act, outcome, clock, from, to } of records) {
    // Of a hold it is the instant of its transaction; elsewhere it is the server's estimate.
    if (act !== 'hold' || outcome !== 'ok' || clock === undefined) continue
    low = Math.max(low, clock - to)
    high = Math.min(high, clock - from)
  }
  const disagreeMs = Math.max(0, low - high)
  const [least, most] = low <= high ? [low, high] : [high, low]
  return {
    when: (clockMs) => ({ earliest: clockMs - most - slackMs, latest: clockMs - least + slackMs }),
    disagreeMs,
  }
}
