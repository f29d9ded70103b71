import { type Books, makeId, nowSeconds } from './books.ts'
import { type Form, formAt, textAt } from './form.ts'
import { type ErrorBody, invalid, type PaymentIntent, StripeRefusal } from './shapes.ts'

/*
 * The way of a PaymentIntent: requires_payment_method → (requires_action) → processing → requires_capture → succeeded,
 * and back to requires_payment_method when an attempt fails. `canceled` and `succeeded` are ends.
 */

export function createIntent(books: Books, form: Form): PaymentIntent {
  const amount = wholeNumber(form, 'amount')
  const currency = textAt(form, 'currency') ?? ''
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}.`, { param: 'currency' })
  if (amount < SMALLEST)
    throw invalid('Amount must convert to at least 50 cents.', { code: 'amount_too_small', param: 'amount' })
  const card = formAt(formAt(form, 'payment_method_options'), 'card')
  const id = makeId('pi')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_received: 0,
    automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${makeId('x').slice(2)}`,
    created: nowSeconds(),
    currency,
    customer: null,
    description: textAt(form, 'description') ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: formAt(form, 'metadata') as Record<string, string>,
    next_action: null,
    payment_method: null,
    payment_method_options: {
      card: {
        ...(card.capture_method === 'manual' && { capture_method: 'manual' }),
        request_three_d_secure: 'automatic',
      },
    },
    payment_method_types: ['card', 'sepa_debit'],
    receipt_email: textAt(form, 'receipt_email') ?? null,
    statement_descriptor_suffix: textAt(form, 'statement_descriptor_suffix') ?? null,
    status: 'requires_payment_method',
  }
  books.intents.set(id, intent)
  books.tell('payment_intent.created', intent)
  return intent
}

const SMALLEST = 50

/** Stripe's own test payment methods, by what they do. Card numbers that a form sends stand for the same. */
const methods: Record<string, 'pay' | 'ask' | 'debit' | 'no funds' | 'decline'> = {
  pm_card_visa: 'pay',
  '4242424242424242': 'pay',
  pm_card_authenticationRequired: 'ask',
  '4000002760003184': 'ask',
  pm_card_visa_chargeDeclined: 'decline',
  '4000000000000002': 'decline',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'no funds',
  '4000000000009995': 'no funds',
  pm_sepaDebit: 'debit',
}

/** The buyer pays, with Stripe.js or from a server. */
export function confirmIntent(books: Books, id: string, form: Form): PaymentIntent {
  const intent = books.intent(id)
  if (intent.status !== 'requires_payment_method') throw unexpected(intent, 'confirm')
  const card = formAt(formAt(form, 'payment_method_data'), 'card')
  const method = textAt(form, 'payment_method') ?? textAt(card, 'number')?.replaceAll(' ', '') ?? ''
  const outcome = methods[method]
  if (!outcome)
    throw invalid(
      `No such PaymentMethod: '${method}'`,
      { code: 'resource_missing', param: 'payment_method' },
      404,
    )
  intent.payment_method = makeId('pm')
  intent.last_payment_error = null
  switch (outcome) {
    case 'pay':
      return authorise(books, intent)
    case 'debit':
      intent.status = 'processing'
      books.tell('payment_intent.processing', intent)
      return intent
    case 'ask': {
      const returnUrl = textAt(form, 'return_url') ?? ''
      intent.status = 'requires_action'
      intent.next_action = {
        type: 'redirect_to_url',
        redirect_to_url: { url: `${books.origin}/double/authenticate/${id}`, return_url: returnUrl },
      }
      books.tell('payment_intent.requires_action', intent)
      return intent
    }
    case 'decline':
      throw decline(books, intent, {
        code: 'card_declined',
        decline_code: 'generic_decline',
        message: 'Your card was declined.',
      })
    case 'no funds':
      throw decline(books, intent, {
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'Your card has insufficient funds.',
      })
  }
}

/** What the bank says at the end of 3-D Secure. */
export function authenticate(books: Books, id: string, agreed: boolean): PaymentIntent {
  const intent = books.intent(id)
  if (intent.status !== 'requires_action') throw unexpected(intent, 'authenticate')
  intent.next_action = null
  if (agreed) return authorise(books, intent)
  decline(books, intent, {
    code: 'payment_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  })
  return intent
}

/** What the bank says, days later, of a debit that was `processing`. */
export function endProcessing(books: Books, id: string, arrived: boolean): PaymentIntent {
  const intent = books.intent(id)
  if (intent.status !== 'processing') throw unexpected(intent, 'process')
  if (arrived) return charge(books, intent, true)
  decline(books, intent, { code: 'payment_intent_payment_attempt_failed', message: 'The payment failed.' })
  return intent
}

function authorise(books: Books, intent: PaymentIntent): PaymentIntent {
  return charge(books, intent, intent.payment_method_options.card.capture_method !== 'manual')
}

function charge(books: Books, intent: PaymentIntent, captured: boolean): PaymentIntent {
  const id = makeId('ch')
  const { amount, currency, metadata } = intent
  books.charges.set(id, {
    id,
    object: 'charge',
    amount,
    amount_captured: captured ? amount : 0,
    amount_refunded: 0,
    captured,
    created: nowSeconds(),
    currency,
    disputed: false,
    livemode: false,
    metadata,
    paid: true,
    payment_intent: intent.id,
    refunded: false,
    status: 'succeeded',
  })
  intent.latest_charge = id
  intent.status = captured ? 'succeeded' : 'requires_capture'
  if (captured) intent.amount_received = amount
  else intent.amount_capturable = amount
  books.tell('charge.succeeded', books.charges.get(id)!)
  books.tell(captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', intent)
  return intent
}

function decline(books: Books, intent: PaymentIntent, why: Omit<ErrorBody, 'type'>): StripeRefusal {
  const error: ErrorBody = { type: 'card_error', ...why }
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.last_payment_error = error
  books.tell('payment_intent.payment_failed', intent)
  return new StripeRefusal(402, { ...error, payment_intent: structuredClone(intent) })
}

export function captureIntent(books: Books, id: string): PaymentIntent {
  const intent = books.intent(id)
  if (intent.status !== 'requires_capture') throw unexpected(intent, 'capture')
  const taken = books.chargeOf(intent)!
  taken.captured = true
  taken.amount_captured = intent.amount
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.amount_capturable = 0
  books.tell('charge.captured', taken)
  books.tell('payment_intent.succeeded', intent)
  return intent
}

/** The card's issuer takes the authorisation back before it is captured. The intent stays as it is until somebody ends it. */
export function refuseCapture(books: Books, id: string): StripeRefusal {
  const intent = books.intent(id)
  const error: ErrorBody = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'do_not_honor',
    message: 'Your card was declined.',
  }
  intent.last_payment_error = error
  return new StripeRefusal(402, { ...error, payment_intent: structuredClone(intent) })
}

export function cancelIntent(books: Books, id: string, reason: string | null): PaymentIntent {
  const intent = books.intent(id)
  if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing')
    throw unexpected(intent, 'cancel')
  const held = books.chargeOf(intent)
  if (held && !held.captured) {
    // A release of what was only authorised is a refund in Stripe's books, though no money moved.
    held.amount_refunded = held.amount
    held.refunded = true
  }
  intent.status = 'canceled'
  intent.amount_capturable = 0
  intent.canceled_at = nowSeconds()
  intent.cancellation_reason = reason
  intent.next_action = null
  books.tell('payment_intent.canceled', intent)
  return intent
}

function unexpected(intent: PaymentIntent, act: string): StripeRefusal {
  return invalid(
    `This PaymentIntent could not be ${past(act)} because it has a status of ${intent.status}.`,
    { code: 'payment_intent_unexpected_state', payment_intent: structuredClone(intent) },
  )
}

function past(act: string): string {
  return { capture: 'captured', cancel: 'canceled', confirm: 'confirmed' }[act] ?? `${act}d`
}

export function wholeNumber(form: Form, key: string): number {
  const text = textAt(form, key)
  if (text === undefined || !/^\d{1,12}$/.test(text))
    throw invalid(`Invalid integer: ${text ?? ''}`, { param: key, code: 'parameter_invalid_integer' })
  return Number(text)
}
