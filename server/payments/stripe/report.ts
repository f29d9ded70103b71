import type Stripe from 'stripe'
import type { PaymentReport, ReportedState } from '../gateway.ts'
import { fromStripe } from './amounts.ts'

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/

/**
 * What a PaymentIntent says, in our words. Undefined when it is not one of ours: the account may sell other things too.
 *
 * What was refunded is known only when `latest_charge` came along; without it the report says 0, which is never more than is
 * known already.
 */
export function reportOf(intent: Stripe.PaymentIntent): PaymentReport | undefined {
  const { event_id: eventId, order_id: orderId, payment_id: paymentId } = intent.metadata
  if (![eventId, orderId, paymentId].every((id) => id !== undefined && UUID.test(id))) return undefined
  const state = stateOf(intent.status)
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const amount =
    state === 'authorised' ? intent.amount_capturable : state === 'captured' ? intent.amount_received : 0
  // Releasing an authorisation is a refund in Stripe's books, but no money has moved.
  const refunded = state === 'captured' ? (charge?.amount_refunded ?? 0) : 0
  const currency = intent.currency.toUpperCase()
  return {
    eventId: eventId!,
    orderId: orderId!,
    paymentId: paymentId!,
    providerRef: intent.id,
    state,
    amount: fromStripe(amount, currency),
    currency,
    refunded: fromStripe(refunded, currency),
    declined: state === 'open' || state === 'cancelled' ? (intent.last_payment_error?.message ?? null) : null,
  }
}

function stateOf(status: Stripe.PaymentIntent.Status): ReportedState {
  switch (status) {
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'requires_action':
      return 'open'
    case 'processing':
      return 'processing'
    case 'requires_capture':
      return 'authorised'
    case 'succeeded':
      return 'captured'
    case 'canceled':
      return 'cancelled'
  }
  // A status of a later version of Stripe. Nothing is concluded from it.
  return 'open'
}
