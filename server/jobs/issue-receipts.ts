import { issueDueReceipts } from '../booking/read-receipts.ts'
import { receiptLimits } from '../limits/receipt-limits.ts'
import { type Repeating, repeat } from './repeat.ts'

/**
 * Puts paid orders and refunds on paper that nobody has asked to see yet. Several servers may do it at once: of two that
 * issue the same receipt, the second gets the first one's.
 */
export function startIssuingReceipts(
  booking: Parameters<typeof issueDueReceipts>[0],
  onFault: (cause: unknown) => void,
): Repeating {
  const { batch, pauseMs } = receiptLimits
  const issue = async () => ((await issueDueReceipts(booking, batch)) === batch ? 0 : pauseMs)
  return repeat(issue, { firstMs: pauseMs, faultPauseMs: pauseMs, onFault })
}
