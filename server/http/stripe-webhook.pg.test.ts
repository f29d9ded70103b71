import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Order } from '../../contract/shapes/orders.ts'
import { openHouse } from '../../test/races/house.ts'
import { type Edge, openEdge } from '../../test/setup/edge.ts'
import { type Shopper, shopper } from '../../test/setup/shopper.ts'
import { type StripeDouble, startStripeDouble } from '../../test/setup/stripe-double/double.ts'
import type { PaymentIntent, StripeEvent } from '../../test/setup/stripe-double/shapes.ts'
import { httpLimits } from '../limits/http-limits.ts'
import { rateLimits } from '../limits/request-limits.ts'

const PATH = '/api/v1/payments/stripe/webhook'

let double: StripeDouble
let edge: Edge
let url: string
let buyer: Shopper
let eventId: string
beforeEach(async () => {
  double = await startStripeDouble()
  edge = await openEdge({ env: { FULLHOUSE_DEMO: '0', FULLHOUSE_RATE_LIMITS: 'on', ...double.env } })
  url = await edge.app.listen({ port: 0, host: '127.0.0.1' })
  double.webhooks.url = url + PATH
  eventId = (await openHouse(edge.context.pool, 10, { prices: { Standing: 2000 } })).id
  buyer = shopper(url)
})
afterEach(async () => {
  await edge[Symbol.asyncDispose]()
  await double[Symbol.asyncDispose]()
})

/** An order of two places, and Stripe's id of its payment. */
async function begin(): Promise<{ order: Order; ref: string }> {
  const placed = await buyer.api.placeOrder({
    body: { eventId, quantity: 2, buyer: { name: 'Ada', email: 'ada@example.com' } },
  })
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  const begun = await buyer.api.beginPayment({ params: { id: placed.value.id } })
  if (!begun.ok) throw new Error(JSON.stringify(begun))
  expect(begun.value).toMatchObject({
    provider: 'stripe',
    publicSettings: { publishableKey: double.publishableKey, scriptUrl: double.env.STRIPE_JS_URL },
  })
  const intent = double.paymentOf(placed.value.id)!
  expect(begun.value.clientSecret).toBe(intent.client_secret)
  return { order: placed.value, ref: intent.id }
}

async function stateOf(order: Order): Promise<string> {
  const reply = await buyer.api.getOrder({ params: { id: order.id } })
  return reply.ok ? reply.value.state : reply.problem!.code
}

const last = (type: string): StripeEvent => double.books.events.findLast((event) => event.type === type)!

async function inbox(): Promise<{ id: string; effect: string }[]> {
  const { rows } = await edge.context.pool.query('select id, effect from payment_events order by received_at')
  return rows
}

test('webhook-once: an authorisation confirms the order, and sent again changes nothing', async () => {
  const { order, ref } = await begin()
  double.pay(ref, 'pm_card_visa')
  expect(await stateOf(order)).toBe('awaiting_payment')
  const event = last('payment_intent.amount_capturable_updated')
  expect(await double.webhooks.deliver(event)).toBe(200)
  expect(await stateOf(order)).toBe('confirmed')
  expect(await inbox()).toEqual([{ id: event.id, effect: 'confirmed' }])

  expect(await double.webhooks.deliver(event)).toBe(200)
  const together = await Promise.all([1, 2, 3].map(() => double.webhooks.deliver(event)))
  expect(together).toEqual([200, 200, 200])
  expect(await inbox()).toHaveLength(1)
  expect(await stateOf(order)).toBe('confirmed')
})

test('declined changes nothing: the seats stay held, and the same payment can be tried again', async () => {
  const { order, ref } = await begin()
  expect(() => double.pay(ref, 'pm_card_visa_chargeDeclined')).toThrow()
  expect(await double.webhooks.deliver(last('payment_intent.payment_failed'))).toBe(200)
  expect(await stateOf(order)).toBe('awaiting_payment')
  double.pay(ref, 'pm_card_visa')
  expect(await double.webhooks.deliver(last('payment_intent.amount_capturable_updated'))).toBe(200)
  expect(await stateOf(order)).toBe('confirmed')
})

test('a whole refund at Stripe’s own desk ends the order', async () => {
  const { order, ref } = await begin()
  double.pay(ref, 'pm_card_visa')
  await double.webhooks.deliver(last('payment_intent.amount_capturable_updated'))
  await edge.context.stripe!.gateway.capture(ref, double.books.intent(ref).metadata.payment_id!)
  await double.webhooks.deliver(last('payment_intent.succeeded'))
  double.refundAtDesk(ref)
  expect(await double.webhooks.deliver(last('charge.refunded'))).toBe(200)
  expect(await double.webhooks.deliver(last('refund.created'))).toBe(200)
  expect(await stateOf(order)).toBe('refunded')
})

test.each([
  ['another secret', { secret: 'whsec_somebody_elses' }],
  ['ten minutes old', { signedAt: Math.floor(Date.now() / 1000) - 600 }],
  ['another body', { body: '{"type":"payment_intent.succeeded"}' }],
])('not believed: %s', async (_name, options) => {
  const { order, ref } = await begin()
  double.pay(ref, 'pm_card_visa')
  expect(await double.webhooks.deliver(last('payment_intent.amount_capturable_updated'), options)).toBe(400)
  expect(await stateOf(order)).toBe('awaiting_payment')
  expect(await inbox()).toEqual([])
})

test('without a signature: INVALID_SIGNATURE, no cookie, whoever asks from wherever', async () => {
  const reply = await fetch(url + PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example.com' },
    body: '{}',
  })
  expect(reply.status).toBe(400)
  expect(await reply.json()).toMatchObject({ code: 'INVALID_SIGNATURE' })
  expect(reply.headers.getSetCookie()).toEqual([])
})

test('what tells of nothing of ours is acknowledged and leaves no trace', async () => {
  const { order, ref } = await begin()
  double.pay(ref, 'pm_card_visa')
  const event = last('payment_intent.amount_capturable_updated')
  const intent = event.data.object as PaymentIntent
  const nobody = '0190aaaa-0000-7000-8000-00000000dead'
  const foreign = [
    { ...event, type: 'customer.created' },
    { ...event, data: { object: { ...intent, metadata: {} } } },
    { ...event, data: { object: { ...intent, metadata: { ...intent.metadata, payment_id: nobody } } } },
    { ...event, data: { object: { ...intent, metadata: { ...intent.metadata, event_id: nobody } } } },
  ] as StripeEvent[]
  for (const each of foreign) expect(await double.webhooks.deliver(each)).toBe(200)
  expect(await inbox()).toEqual([])
  expect(await stateOf(order)).toBe('awaiting_payment')
})

test('an amount that is not the order’s confirms nothing, and the money is let go', async () => {
  const { order, ref } = await begin()
  double.pay(ref, 'pm_card_visa')
  const event = structuredClone(last('payment_intent.amount_capturable_updated'))
  Object.assign(event.data.object, { amount_capturable: 100 })
  expect(await double.webhooks.deliver(event)).toBe(200)
  expect(await stateOf(order)).toBe('awaiting_payment')
})

test('a fault is 503, so that Stripe sends it again; nothing of it is kept', async () => {
  const { order, ref } = await begin()
  double.pay(ref, 'pm_card_visa')
  await edge.context.stripe!.gateway.capture(ref, double.books.intent(ref).metadata.payment_id!)
  double.refundAtDesk(ref)
  double.faults.add(/^GET/, 'cut before work', 4)
  expect(await double.webhooks.deliver(last('charge.refunded'))).toBe(503)
  expect(await inbox()).toEqual([])
  double.faults.clear()
  expect(await double.webhooks.deliver(last('charge.refunded'))).toBe(200)
  expect(await stateOf(order)).toBe('refunded')
})

test('the body has a bound, and is JSON', async () => {
  const post = (body: string, type = 'application/json') =>
    fetch(url + PATH, { method: 'POST', headers: { 'content-type': type }, body })
  const long = await post('x'.repeat(httpLimits.bodyBytes.stripeWebhook + 1))
  expect(await long.json()).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' })
  expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415)
  expect((await fetch(url + PATH)).status).toBe(405)
})

test('the door has a rate of its own', async () => {
  const post = () =>
    edge.app.inject({
      method: 'POST',
      url: PATH,
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    })
  const { burst } = rateLimits.webhooks
  let sent = 1
  let reply = await post()
  // It refills while this goes on, so a few more than the burst get through.
  for (; reply.statusCode !== 429 && sent < 2 * burst; sent += 1) reply = await post()
  expect(sent).toBeGreaterThan(burst)
  expect(reply.statusCode).toBe(429)
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  expect((await edge.app.inject('/api/v1/events')).statusCode).toBe(200)
})

test('without Stripe there is no such door', async () => {
  await using plain = await openEdge()
  const reply = await plain.app.inject({ method: 'POST', url: PATH, payload: {} })
  expect(reply.statusCode).toBe(404)
})
