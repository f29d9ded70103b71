import { randomBytes } from 'node:crypto'
import {
  API_VERSION,
  type Charge,
  type Dispute,
  missing,
  type PaymentIntent,
  type Refund,
  type StripeEvent,
  type StripeObject,
} from './shapes.ts'

/** Everything the double knows, and the one place where an event is written. */
export interface Books {
  intents: Map<string, PaymentIntent>
  charges: Map<string, Charge>
  refunds: Map<string, Refund>
  disputes: Map<string, Dispute>
  /** All events, oldest first. */
  events: StripeEvent[]
  /** Where the double itself is reached; pages that a buyer is sent to lie there. */
  origin: string
  intent(id: string): PaymentIntent
  chargeOf(intent: PaymentIntent): Charge | undefined
  /** Writes an event with the object as it is now. */
  tell(type: string, object: StripeObject): void
}

export function createBooks(onEvent: (event: StripeEvent) => void): Books {
  const books: Books = {
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    events: [],
    origin: '',
    intent(id) {
      const intent = books.intents.get(id)
      if (!intent) throw missing('payment_intent', id)
      return intent
    },
    chargeOf: ({ latest_charge }) => books.charges.get(String(latest_charge)),
    tell(type, object) {
      const event: StripeEvent = {
        id: makeId('evt'),
        object: 'event',
        api_version: API_VERSION,
        created: nowSeconds(),
        data: { object: structuredClone(object) },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
      }
      books.events.push(event)
      onEvent(event)
    },
  }
  return books
}

export function makeId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
