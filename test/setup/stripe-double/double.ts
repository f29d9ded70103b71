import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ApiRequest, answer } from './api.ts'
import { type Books, createBooks, makeId } from './books.ts'
import { createFaults, type Fault, type Faults } from './faults.ts'
import { type Form, parseForm, textAt } from './form.ts'
import { createIdempotency, type Reply } from './idempotency.ts'
import { authenticate, confirmIntent, endProcessing, refuseCapture } from './intents.ts'
import { servePages } from './pages.ts'
import { createRefund, dispute, failRefund } from './refunds.ts'
import { API_VERSION, type PaymentIntent, StripeRefusal } from './shapes.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

/**
 * A payment company in a test's hands: an HTTP server that follows Stripe's published shapes, as far as this shop uses
 * them. It was written from Stripe's documentation and shares no code with the adapter, so that one can find the other's faults.
 */
export interface StripeDouble {
  url: string
  secretKey: string
  publishableKey: string
  books: Books
  faults: Faults
  webhooks: Webhooks
  /** Every request to the API, as "POST /v1/payment_intents", with what came with it. */
  requests: { name: string; form: Form; headers: IncomingMessage['headers'] }[]
  /** Names of requests that the secret key has no permission for. */
  denied: Set<string>
  /** What a server needs in its environment to take this for Stripe. */
  env: Record<string, string>
  /** The buyer pays, as with Stripe.js: `pm_card_visa`, `pm_card_authenticationRequired`, `pm_card_visa_chargeDeclined` … */
  pay(intentId: string, method: string): PaymentIntent
  authenticate(intentId: string, agreed: boolean): PaymentIntent
  endProcessing(intentId: string, arrived: boolean): PaymentIntent
  failRefund(refundId: string): void
  /** Somebody gives all of it back in Stripe's dashboard. */
  refundAtDesk(intentId: string): void
  dispute(intentId: string): void
  /** The newest payment with this metadata. */
  paymentOf(orderId: string): PaymentIntent | undefined
  /** Idempotency keys live for a day; this is the day after. */
  nextDay(): void
  [Symbol.asyncDispose](): Promise<void>
}

export async function startStripeDouble(): Promise<StripeDouble> {
  const webhooks = createWebhooks(`whsec_${makeId('x').slice(2)}`)
  const books = createBooks((event) => webhooks.onEvent(event))
  const faults = createFaults()
  const idempotency = createIdempotency()
  const secretKey = `sk_test_${makeId('x').slice(2)}`
  const publishableKey = `pk_test_${makeId('x').slice(2)}`
  const requests: StripeDouble['requests'] = []
  const denied = new Set<string>()

  const server = createServer((request, response) => {
    const url = new URL(request.url!, books.origin)
    if (!url.pathname.startsWith('/v1/')) {
      servePages(books, url, request, response)
      return
    }
    serve(request, response, url).catch((error) => response.destroy(error))
  })

  async function serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const requestId = makeId('req')
    const form = parseForm(request.method === 'POST' ? await text(request) : url.search)
    const name = `${request.method} ${url.pathname}`
    requests.push({ name, form, headers: request.headers })
    const fault = faults.next(name)
    const reply =
      fault === 'cut before work' ? 'cut' : await judge({ name, request, url, form, requestId, fault })
    if (reply === 'cut' || fault === 'cut after work') {
      request.socket.destroy()
      return
    }
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'request-id': requestId,
      'stripe-version': request.headers['stripe-version'] ?? API_VERSION,
      ...reply.headers,
    })
    response.end(JSON.stringify(reply.body))
  }

  interface Judged {
    name: string
    request: IncomingMessage
    url: URL
    form: Form
    requestId: string
    fault: Fault | undefined
  }

  async function judge({ name, request, url, form, requestId, fault }: Judged): Promise<Reply> {
    if (fault === 'rate limit') return rateLimited
    const key =
      request.method === 'POST' ? (request.headers['idempotency-key'] as string | undefined) : undefined
    const act = { method: request.method!, path: url.pathname, form, isPublishable: false }
    try {
      act.isPublishable = checkKey(request, form, name)
      const before = key && idempotency.recall(key, `${name} ${JSON.stringify(form)}`, requestId)
      if (before) return before
    } catch (error) {
      return refusal(error)
    }
    // What never began, because it was malformed, leaves its key free.
    let kept: Reply | null = null
    try {
      kept = await work(name, act, fault)
      return kept
    } catch (error) {
      const reply = refusal(error)
      if (!isMalformed(error)) kept = reply
      return reply
    } finally {
      if (key && kept) idempotency.keep(key, kept)
      else if (key) idempotency.forget(key)
    }
  }

  async function work(name: string, request: ApiRequest, fault: Fault | undefined): Promise<Reply> {
    await faults.pass(name, 'before work')
    if (fault === 'error before work') return failed
    if (fault === 'refused') throw refuseCapture(books, request.path.split('/')[3]!)
    const reply: Reply = { status: 200, body: structuredClone(answer(books, request)) }
    await faults.pass(name, 'after work')
    return fault === 'error after work' ? failed : reply
  }

  /** Whether it is the publishable one. */
  function checkKey(request: IncomingMessage, form: Form, name: string): boolean {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? textAt(form, 'key') ?? ''
    if (given === publishableKey) return true
    if (given !== secretKey)
      throw new StripeRefusal(401, {
        type: 'invalid_request_error',
        message: given
          ? `Invalid API Key provided: ${given.slice(0, 8)}****`
          : 'You did not provide an API key.',
      })
    if (denied.has(name))
      throw new StripeRefusal(403, {
        type: 'invalid_request_error',
        message: `The provided key '${given.slice(0, 8)}****' does not have the required permissions for this endpoint.`,
      })
    return false
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  books.origin = url
  return {
    url,
    secretKey,
    publishableKey,
    books,
    faults,
    webhooks,
    requests,
    denied,
    env: {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_PUBLISHABLE_KEY: publishableKey,
      STRIPE_WEBHOOK_SECRET: webhooks.secret,
      STRIPE_API_URL: url,
      STRIPE_JS_URL: `${url}/endive/stripe.js`,
    },
    pay: (id, method) => confirmIntent(books, id, { payment_method: method }),
    authenticate: (id, agreed) => authenticate(books, id, agreed),
    endProcessing: (id, arrived) => endProcessing(books, id, arrived),
    refundAtDesk: (id) => void createRefund(books, { payment_intent: id }),
    failRefund: (id) => void failRefund(books, id),
    dispute: (id) => void dispute(books, id),
    paymentOf: (orderId) =>
      [...books.intents.values()].findLast(({ metadata }) => metadata.order_id === orderId),
    nextDay: () => idempotency.prune(),
    async [Symbol.asyncDispose]() {
      await webhooks.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const failed: Reply = {
  status: 500,
  headers: { 'stripe-should-retry': 'false' },
  body: { error: { type: 'api_error', message: 'An unknown error occurred' } },
}

const rateLimited: Reply = {
  status: 429,
  body: {
    error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' },
  },
}

function refusal(error: unknown): Reply {
  if (!(error instanceof StripeRefusal)) throw error
  return { status: error.status, body: { error: error.body } }
}

function isMalformed(error: unknown): boolean {
  return error instanceof StripeRefusal && error.status === 400 && error.body.param !== undefined
}
