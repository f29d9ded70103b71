import type Stripe from 'stripe'
import { stripeLimits } from '../../limits/stripe-limits.ts'
import type { NewRefund, RefundReport } from '../gateway.ts'
import { toStripe } from './amounts.ts'
import { explained, isRefusal } from './errors.ts'
import { underKey } from './idempotency.ts'

export function createRefunds({ paymentIntents, refunds }: Stripe) {
  /** A refund that was made although nobody heard of it. */
  async function find({ providerRef, refundId }: NewRefund): Promise<Stripe.Refund | undefined> {
    const made = await refunds.list({ payment_intent: providerRef, limit: stripeLimits.refundsListed })
    return made.data.find(({ metadata }) => metadata?.refund_id === refundId)
  }

  return async function refund(wanted: NewRefund): Promise<RefundReport> {
    const { providerRef, refundId } = wanted
    try {
      const { currency } = await paymentIntents.retrieve(providerRef)
      const params = {
        payment_intent: providerRef,
        amount: toStripe(wanted.amount, currency.toUpperCase()),
        metadata: { refund_id: refundId },
      }
      const made = await underKey(
        `refund:${refundId}`,
        (idempotencyKey) => refunds.create(params, { idempotencyKey }),
        () => find(wanted),
      )
      return reportOf(made)
    } catch (error) {
      if (!isRefusal(error)) throw explained('refund the payment', error)
      const made = await find(wanted).catch((cause) => {
        throw explained('list the refunds', cause)
      })
      if (made) return reportOf(made)
      // Somebody gave all of it back at Stripe's own desk; there is nothing left that we could owe.
      if (error.code === 'charge_already_refunded')
        return { providerRef: null, state: 'done', message: error.message }
      return { providerRef: null, state: 'failed', message: error.message }
    }
  }
}

/** `pending` is done as far as we can: the bank has it. Should it fail later, a webhook tells. */
function reportOf({ id, status, failure_reason }: Stripe.Refund): RefundReport {
  const failed = status === 'failed' || status === 'canceled'
  return {
    providerRef: id,
    state: failed ? 'failed' : 'done',
    message: failed ? (failure_reason ?? `Stripe says: ${status}`) : null,
  }
}
