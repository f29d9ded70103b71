import { queueLimits } from '../limits/queue-limits.ts'

/** How many people a room has let in lately. */
export interface Flow {
  /** So many have been let in altogether, as of `nowMs`. */
  observe(admitted: number, nowMs: number): void
  /** People a minute over the time that is looked back on; 0 until two looks are a few seconds apart. */
  perMinute(): number
}

const LEAST_MS = 5_000

export function createFlow(): Flow {
  let looks: { admitted: number; atMs: number }[] = []
  return {
    observe(admitted, atMs) {
      looks.push({ admitted, atMs })
      looks = looks.filter((look) => look.atMs > atMs - queueLimits.flowWindowMs)
    },
    perMinute() {
      const [first, last] = [looks[0], looks.at(-1)]
      if (first === undefined || last === undefined || last.atMs - first.atMs < LEAST_MS) return 0
      return ((last.admitted - first.admitted) / (last.atMs - first.atMs)) * 60_000
    },
  }
}
