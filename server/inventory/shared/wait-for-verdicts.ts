import { setTimeout as pause } from 'node:timers/promises'
import { sharedSeatsLimits } from '../../limits/redis-limits.ts'
import type { Availability } from '../availability.ts'

interface WaitForVerdictsParts {
  settled: Availability['settled']
  /** Has Redis end what leases are over, and hears of it. */
  look(): Promise<void>
  isClosed(): boolean
}

/**
 * While somebody waits for others' verdicts, Redis is asked now and then: that is what ends the leases of a server that died. The wait
 * itself goes on meanwhile.
 */
export function createWaitForVerdicts({
  settled,
  look,
  isClosed,
}: WaitForVerdictsParts): Availability['settled'] {
  let waiting = 0
  let isLooking = false

  async function keepLooking(): Promise<void> {
    if (isLooking) return
    isLooking = true
    for (;;) {
      await pause(sharedSeatsLimits.lookAgainMs)
      if (waiting === 0 || isClosed()) break
      await look()
    }
    isLooking = false
  }

  return async (moment, waitMs) => {
    waiting += 1
    void keepLooking()
    try {
      return await settled(moment, waitMs)
    } finally {
      waiting -= 1
    }
  }
}
