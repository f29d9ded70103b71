/** What goes back to a buyer who cancels; cancel_order.sql repeats it, and one table of cases tests both. */
export interface RefundQuestion {
  /** What the order came to, and the prices of its seats, in minor units. Fees and discounts make them differ. */
  total: number
  amounts: readonly number[]
  /** Prices of the seats whose tickets are cancelled now. */
  cancelled: readonly number[]
  /** Whether the order has no other valid tickets. */
  isWhole: boolean
  /** What was paid and has not gone back yet. */
  left: number
  /** What is kept of each ticket. */
  feePerTicket: number
}

/**
 * A ticket is worth its share of the order, so that fees are shared and a discount is not paid out. The last tickets are worth
 * all that is left: no cent stays behind. Shares are rounded down, each for itself.
 */
export function refundOf({ total, amounts, cancelled, isWhole, left, feePerTicket }: RefundQuestion): number {
  const fee = feePerTicket * cancelled.length
  if (isWhole) return Math.max(left - fee, 0)
  const sum = amounts.reduce((all, amount) => all + amount, 0)
  if (sum === 0) return 0
  const worth = cancelled.reduce(
    (all, amount) => all + Number((BigInt(total) * BigInt(amount)) / BigInt(sum)),
    0,
  )
  return Math.min(left, Math.max(worth - fee, 0))
}
