import { randomUUID } from 'node:crypto'
import type Stripe from 'stripe'
import type { StripeSettings } from '../../settings/stripe-settings.ts'
import type { Gateway, NewPayment, PaymentReport } from '../gateway.ts'
import { toStripe } from './amounts.ts'
import { explained, isCardError, isMissing, isRefusal } from './errors.ts'
import { underKey } from './idempotency.ts'
import { createRefunds } from './refund.ts'
import { reportOf } from './report.ts'

const expand = ['latest_charge']

/**
 * Stripe behind the port. A payment is a PaymentIntent with automatic payment methods. A card is only authorised when the
 * buyer confirms, and captured when the seats are sold, so that a lost race is voided; the other methods, of which many cannot
 * authorise, are captured at once, and a lost race is refunded.
 *
 * Opening and refunding carry our ids as idempotency keys, so that either happens once. Capturing and cancelling need none:
 * the intent's own state lets each happen once. They carry a new key for each attempt, because under a fixed one Stripe would
 * repeat yesterday's failure for a day.
 */
export function createStripeGateway(client: Stripe, settings: StripeSettings): Gateway {
  const { paymentIntents } = client
  const refund = createRefunds(client)

  async function fetch(providerRef: string): Promise<PaymentReport | undefined> {
    try {
      return reportOf(await paymentIntents.retrieve(providerRef, { expand }))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw explained('show the payment', error)
    }
  }

  async function known(providerRef: string): Promise<PaymentReport> {
    const report = await fetch(providerRef)
    if (!report) throw new Error(`Stripe has no payment ${providerRef} of ours`)
    return report
  }

  async function cancel(providerRef: string, paymentId: string): Promise<PaymentReport> {
    try {
      const intent = await paymentIntents.cancel(
        providerRef,
        { expand },
        { idempotencyKey: `cancel:${paymentId}:${randomUUID()}` },
      )
      return reportOf(intent) ?? (await known(providerRef))
    } catch (error) {
      // It is cancelled already, or the money was quicker, or its bank is still at work: its state says which.
      if (isRefusal(error)) return known(providerRef)
      throw explained('cancel the payment', error)
    }
  }

  return {
    name: 'stripe',
    publicSettings: { publishableKey: settings.publishableKey, scriptUrl: settings.scriptUrl },
    fetch,
    cancel,
    refund,

    async open(payment) {
      try {
        const intent = await underKey(payment.paymentId, (idempotencyKey) =>
          paymentIntents.create(describe(payment), { idempotencyKey }),
        )
        return { providerRef: intent.id, clientSecret: intent.client_secret! }
      } catch (error) {
        throw explained('open the payment', error)
      }
    },

    async capture(providerRef, paymentId) {
      try {
        const intent = await paymentIntents.capture(
          providerRef,
          { expand },
          { idempotencyKey: `capture:${paymentId}:${randomUUID()}` },
        )
        return reportOf(intent) ?? (await known(providerRef))
      } catch (error) {
        if (!isRefusal(error) && !isCardError(error)) throw explained('capture the payment', error)
        const now = await known(providerRef)
        // The bank takes its word back, or the authorisation has run out. What is left of it must not stay on the card.
        return now.state === 'captured' || now.state === 'processing' ? now : cancel(providerRef, paymentId)
      }
    },
  }
}

function describe({
  eventId,
  orderId,
  paymentId,
  buyerEmail,
  ...payment
}: NewPayment): Stripe.PaymentIntentCreateParams {
  return {
    amount: toStripe(payment.amount, payment.currency),
    currency: payment.currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    payment_method_options: { card: { capture_method: 'manual' } },
    description: payment.description,
    // No `receipt_email`: Stripe would send a receipt of its own beside ours.
    metadata: { event_id: eventId, order_id: orderId, payment_id: paymentId, buyer_email: buyerEmail },
  }
}
