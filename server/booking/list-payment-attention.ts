import type { PaymentAttention } from '../../contract/shapes/payments.ts'
import { paymentLimits } from '../limits/payment-limits.ts'
import { readPaymentAttention } from '../sql/payment-attention.ts'
import type { Booking } from './booking.ts'

/** Captures, cancellations and refunds of this organiser's events that somebody has to look at. */
export async function listPaymentAttention(
  { pool }: Pick<Booking, 'pool'>,
  organiserId: string,
): Promise<PaymentAttention> {
  const { attentionTries, listedAttention } = paymentLimits
  const rows = await readPaymentAttention(pool, organiserId, attentionTries, listedAttention)
  return {
    items: rows.map(({ amount, currency, since, ...row }) => ({
      ...row,
      amount: { amount, currency },
      since: since.toISOString(),
    })),
  }
}
