import { setTimeout as pause } from 'node:timers/promises'

/** The database as those see it who can wait a little for it. */
export interface Outage {
  /**
   * After an answer failed to come: waits until the database may be written to again. False when it has been away for
   * longer than anybody should be kept waiting; from then on every call asks once and says at once.
   */
  over(): Promise<boolean>
  /** It was given up, and has not been seen since. */
  readonly isGivenUp: boolean
}

interface OutageParts {
  /** Resolves when the database may be written to. Bounded in time. */
  probe: () => Promise<unknown>
  /** How long an outage is waited for, from its first sign, and how often it is looked at. */
  patienceMs: number
  pollMs: number
}

/** Everyone who waits shares one look, and one patience: it begins with the outage and not with each who meets it. */
export function createOutage({ probe, patienceMs, pollMs }: OutageParts): Outage {
  let firstSignMs: number | null = null
  let isGivenUp = false
  let watching: Promise<boolean> | undefined

  async function watch(): Promise<boolean> {
    const sinceMs = (firstSignMs ??= performance.now())
    for (;;) {
      try {
        await probe()
        firstSignMs = null
        isGivenUp = false
        return true
      } catch {
        if (performance.now() - sinceMs > patienceMs) {
          isGivenUp = true
          return false
        }
      }
      await pause(pollMs)
    }
  }

  return {
    over() {
      watching ??= watch().finally(() => (watching = undefined))
      return watching
    },
    get isGivenUp() {
      return isGivenUp
    },
  }
}
