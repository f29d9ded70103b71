import type { PaymentReport } from '../payments/gateway.ts'
import type { SettleCode, SettleVerdict } from '../sql/settle-payment.ts'
import type { Booking } from './booking.ts'

/** What says nothing new to the buyer, so that nothing of it is in the outbox. */
const silent: readonly SettleCode[] = ['UNCHANGED', 'REPEATED', 'PAID_ON', 'UNKNOWN_PAYMENT']

/**
 * Enters what a provider says of a payment, whoever heard it: webhook, returning page, or the job that asks. What has to
 * happen at the provider because of it is written down by then, and is begun at once. Undefined when it is no payment of ours.
 */
export async function settlePayment(
  { inventory, payments, wakeMail }: Pick<Booking, 'inventory' | 'payments' | 'wakeMail'>,
  provider: string,
  report: PaymentReport,
  inbox: { id: string; kind: string } | null,
): Promise<SettleVerdict | undefined> {
  const sale = await inventory.sale(report.eventId)
  if (sale === undefined) return undefined
  const { paymentId, providerRef, state, amount, currency, refunded } = report
  const job = { paymentId, provider, providerRef, state, amount, currency, refunded, inbox }
  const verdict = await inventory.settle(sale, job)
  if (verdict.wants) payments.nudge()
  if (!silent.includes(verdict.code)) wakeMail()
  return verdict.code === 'UNKNOWN_PAYMENT' ? undefined : verdict
}
