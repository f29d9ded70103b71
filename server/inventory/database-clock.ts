/**
 * What the database's clock says now, as near as this process can tell. Used for hints only (is it worth asking the
 * ledger?) and for countdowns; nothing is granted by it.
 */
export interface DatabaseClock {
  nowMs(): number
  /** Corrects the estimate by a reading that the database gave in the reply that has just arrived. */
  observe(clock: Date): void
}

export function createDatabaseClock(localNowMs: () => number): DatabaseClock {
  let aheadMs = 0
  return {
    nowMs: () => localNowMs() + aheadMs,
    observe(clock) {
      aheadMs = clock.getTime() - localNowMs()
    },
  }
}
