import { issueDueReceipts } from '../booking/read-receipts.ts'
import { receiptLimits } from '../limits.ts'

/**
 * Puts paid orders and refunds on paper that nobody has asked to see yet. Several servers may do it at once: of two that
 * issue the same receipt, the second gets the first one's.
 */
export function startIssuingReceipts(
  booking: Parameters<typeof issueDueReceipts>[0],
  onFault: (cause: unknown) => void,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  function schedule(pauseMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      running = issueDueReceipts(booking, receiptLimits.batch).then(
        (orders) => schedule(orders === receiptLimits.batch ? 0 : receiptLimits.pauseMs),
        (cause) => {
          onFault(cause)
          schedule(receiptLimits.pauseMs)
        },
      )
    }, pauseMs)
  }

  schedule(receiptLimits.pauseMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
