import type { Books } from './books.ts'
import { type Form, listAt, textAt } from './form.ts'
import { cancelIntent, captureIntent, confirmIntent, createIntent } from './intents.ts'
import { createRefund } from './refunds.ts'
import { invalid, type PaymentIntent, StripeRefusal } from './shapes.ts'

export interface ApiRequest {
  method: string
  path: string
  form: Form
  /** The key it came with. A publishable key may see and confirm the payment whose client secret it knows. */
  isPublishable: boolean
}

/** What the API does and answers; faults, keys and idempotency are its caller's. */
export function answer(books: Books, request: ApiRequest): unknown {
  const { method, path, form, isPublishable } = request
  const [, , resource, id = '', act] = path.split('/')
  const name = `${method} ${resource}${id && '/:id'}${act ? `/${act}` : ''}`
  const open = new Set(['GET payment_intents/:id', 'POST payment_intents/:id/confirm'])
  if (isPublishable && (!open.has(name) || textAt(form, 'client_secret') !== books.intent(id).client_secret))
    throw new StripeRefusal(401, {
      type: 'invalid_request_error',
      message: 'This API call cannot be made with a publishable API key. Please use a secret API key.',
    })
  switch (name) {
    case 'POST payment_intents':
      return shown(books, createIntent(books, form), form)
    case 'GET payment_intents':
      return list(path, [...books.intents.values()], form)
    case 'GET payment_intents/:id':
      return shown(books, books.intent(id), form)
    case 'POST payment_intents/:id/confirm':
      return shown(books, confirmIntent(books, id, form), form)
    case 'POST payment_intents/:id/capture':
      return shown(books, captureIntent(books, id), form)
    case 'POST payment_intents/:id/cancel':
      return shown(books, cancelIntent(books, id, textAt(form, 'cancellation_reason') ?? null), form)
    case 'POST refunds':
      return createRefund(books, form)
    case 'GET refunds': {
      const intent = textAt(form, 'payment_intent')
      const refunds = [...books.refunds.values()].filter((each) => !intent || each.payment_intent === intent)
      return list(path, refunds, form)
    }
  }
  throw invalid(`Unrecognized request URL (${method}: ${path}).`, {}, 404)
}

function shown(books: Books, intent: PaymentIntent, form: Form): PaymentIntent {
  if (!listAt(form, 'expand').includes('latest_charge')) return intent
  return { ...intent, latest_charge: books.chargeOf(intent) ?? null }
}

/** Newest first, as all of Stripe's lists are. */
function list(url: string, objects: unknown[], form: Form) {
  const limit = Number(textAt(form, 'limit') ?? 10)
  return { object: 'list', url, has_more: objects.length > limit, data: objects.toReversed().slice(0, limit) }
}
