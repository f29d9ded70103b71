// Objects as Stripe's API reference publishes them, as far as somebody who takes card payments sees them.

export const API_VERSION = '2026-10-28.endive'

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  code?: string
  decline_code?: string
  message: string
  param?: string
  doc_url?: string
  payment_intent?: PaymentIntent
}

export interface PaymentIntent {
  id: string
  object: 'payment_intent'
  amount: number
  amount_capturable: number
  amount_received: number
  automatic_payment_methods: { enabled: true; allow_redirects: 'always' }
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method: 'automatic_async'
  client_secret: string
  created: number
  currency: string
  customer: null
  description: string | null
  last_payment_error: ErrorBody | null
  latest_charge: string | Charge | null
  livemode: false
  metadata: Record<string, string>
  next_action: { type: 'redirect_to_url'; redirect_to_url: { url: string; return_url: string } } | null
  payment_method: string | null
  payment_method_options: { card: { capture_method?: 'manual'; request_three_d_secure: 'automatic' } }
  payment_method_types: string[]
  receipt_email: string | null
  statement_descriptor_suffix: string | null
  status: IntentStatus
}

export interface Charge {
  id: string
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  captured: boolean
  created: number
  currency: string
  disputed: boolean
  livemode: false
  metadata: Record<string, string>
  paid: boolean
  payment_intent: string
  refunded: boolean
  status: 'succeeded' | 'pending' | 'failed'
}

export interface Refund {
  id: string
  object: 'refund'
  amount: number
  charge: string
  created: number
  currency: string
  failure_reason?: string
  metadata: Record<string, string>
  payment_intent: string
  reason: string | null
  status: 'succeeded' | 'pending' | 'failed'
}

export interface Dispute {
  id: string
  object: 'dispute'
  amount: number
  charge: string
  created: number
  currency: string
  payment_intent: string
  reason: 'fraudulent'
  status: 'needs_response'
}

export type StripeObject = PaymentIntent | Charge | Refund | Dispute

/** A snapshot: `data.object` is what the object was when the event was written, and never changes. */
export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: StripeObject }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** A request that Stripe answers with an error object. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.message)
    this.status = status
    this.body = { ...(body.code && { doc_url: `https://stripe.com/docs/error-codes/${body.code}` }), ...body }
  }
}

export function invalid(message: string, more: Partial<ErrorBody> = {}, status = 400): StripeRefusal {
  return new StripeRefusal(status, { type: 'invalid_request_error', message, ...more })
}

export function missing(object: string, id: string): StripeRefusal {
  return invalid(`No such ${object}: '${id}'`, { code: 'resource_missing', param: 'intent' }, 404)
}
