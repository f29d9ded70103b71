/**
 * What every payment provider can do for us. The words are the common ones: a payment is *opened*; the buyer confirms it with
 * the provider, out of our sight; then the money is either *authorised* (reserved, not taken) and we *capture* it, or
 * captured at once. What has not been captured can be *cancelled*; what has been is *refunded*.
 *
 * Every call is safe to repeat: it carries an id of ours, which the provider is given as its idempotency key. A call that
 * brought no answer may have worked all the same, so nothing is concluded from it: ask again, or `fetch`.
 */
export interface Gateway {
  readonly name: 'demo' | 'stripe'
  /** What the browser needs besides a client secret, such as a publishable key. Nothing secret. */
  readonly publicSettings: Readonly<Record<string, string>>
  open(payment: NewPayment): Promise<OpenedPayment>
  /** What the provider knows now. Undefined when it has no such payment. */
  fetch(providerRef: string): Promise<PaymentReport | undefined>
  /** Takes the authorised money. The report says what came of it: `captured`, or `cancelled` when it cannot be had any more. */
  capture(providerRef: string, paymentId: string): Promise<PaymentReport>
  /** Ends a payment that has not been captured. The report says `captured` when the money was quicker. */
  cancel(providerRef: string, paymentId: string): Promise<PaymentReport>
  refund(refund: NewRefund): Promise<RefundReport>
  /** Runs what the provider needs running (the demo's own clockwork). Resolves when it has stopped. */
  start?(): { stop(): Promise<void> }
}

export interface NewPayment {
  eventId: string
  orderId: string
  /** Ours; also the idempotency key. */
  paymentId: string
  /** Minor units, above 0. */
  amount: number
  currency: string
  /** For the buyer's statement and the organiser's dashboard. */
  description: string
  buyerEmail: string
  /** Until then the seats are held. Undefined when the payment is only looked up again to be ended. */
  deadline?: Date
}

export interface OpenedPayment {
  providerRef: string
  /** What lets the buyer's browser, and nobody else, confirm this payment. */
  clientSecret: string
}

/** In the order in which they may come; a payment never goes back. */
export const paymentSteps = ['open', 'processing', 'authorised', 'captured'] as const
export type ReportedState = (typeof paymentSteps)[number] | 'cancelled'

/** What a provider says of a payment: by webhook, or when asked. */
export interface PaymentReport {
  eventId: string
  orderId: string
  paymentId: string
  providerRef: string
  state: ReportedState
  /** What was authorised or captured, in minor units; 0 before that. */
  amount: number
  currency: string
  /** All that has been given back so far, by us or at the provider's own desk. */
  refunded: number
  /** Why the last attempt failed, in the provider's words for the buyer; null when it did not. */
  declined: string | null
}

export interface NewRefund {
  providerRef: string
  /** Ours; also the idempotency key. */
  refundId: string
  amount: number
}

export interface RefundReport {
  providerRef: string | null
  /** `failed`: the provider will not do it, whatever we repeat. Somebody has to look. */
  state: 'done' | 'failed'
  message: string | null
}

/** What a webhook carried: the provider's own id of the event, and the payment as it was when the event was written. */
export interface ProviderEvent {
  provider: Gateway['name']
  id: string
  kind: string
  report: PaymentReport
}

/**
 * A provider gave no answer, or one that says nothing about the payment (network, time-out, their 5xx, rate limit). Nothing is
 * known; the same call may be made again.
 */
export class GatewayFault extends Error {
  override name = 'GatewayFault'
}
