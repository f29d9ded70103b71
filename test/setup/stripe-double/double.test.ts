import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StripeDouble, startStripeDouble } from './double.ts'
import { parseForm } from './form.ts'

// Against plain HTTP, as Stripe's reference has it: neither the SDK nor the adapter has a part in this.

let double: StripeDouble
beforeEach(async () => {
  double = await startStripeDouble()
})
afterEach(() => double[Symbol.asyncDispose]())

interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes, looked into by the tests.
  body: any
}

async function call(
  method: string,
  path: string,
  form: Record<string, string> = {},
  headers: object = {},
): Promise<Answer> {
  const body = new URLSearchParams(form)
  const reply = await fetch(`${double.url}${path}${method === 'GET' ? `?${body}` : ''}`, {
    method,
    headers: { authorization: `Bearer ${double.secretKey}`, ...headers },
    ...(method === 'POST' && { body }),
  })
  return { status: reply.status, headers: reply.headers, body: await reply.json() }
}

const twenty = {
  amount: '2000',
  currency: 'eur',
  'automatic_payment_methods[enabled]': 'true',
  'payment_method_options[card][capture_method]': 'manual',
  'metadata[order_id]': '7',
}
const open = async (form: Record<string, string> = twenty) =>
  (await call('POST', '/v1/payment_intents', form)).body.id as string
const types = () => double.books.events.map(({ type }) => type)

test('brackets nest, and empty ones make a list', () => {
  expect(parseForm('a[b][c]=1&a[d]=2&expand[]=x&expand[]=y&items[0]=z')).toEqual({
    a: { b: { c: '1' }, d: '2' },
    expand: ['x', 'y'],
    items: ['z'],
  })
})

test('an intent is created, and says so with a request id and the version asked for', async () => {
  const { status, headers, body } = await call('POST', '/v1/payment_intents', twenty, {
    'stripe-version': '2026-10-28.endive',
  })
  expect(status).toBe(200)
  expect(headers.get('request-id')).toMatch(/^req_/)
  expect(headers.get('stripe-version')).toBe('2026-10-28.endive')
  expect(body).toMatchObject({
    object: 'payment_intent',
    status: 'requires_payment_method',
    amount: 2000,
    amount_received: 0,
    currency: 'eur',
    metadata: { order_id: '7' },
    latest_charge: null,
  })
  expect(body.client_secret).toContain(`${body.id}_secret_`)
})

test('a card with manual capture is authorised, captured, refunded in parts', async () => {
  const id = await open()
  double.pay(id, 'pm_card_visa')
  const held = (await call('GET', `/v1/payment_intents/${id}`, { 'expand[]': 'latest_charge' })).body
  expect(held).toMatchObject({
    status: 'requires_capture',
    amount_capturable: 2000,
    latest_charge: { captured: false },
  })
  const taken = (await call('POST', `/v1/payment_intents/${id}/capture`)).body
  expect(taken).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 2000 })
  expect(typeof taken.latest_charge).toBe('string')
  const part = (await call('POST', '/v1/refunds', { payment_intent: id, amount: '500' })).body
  expect(part).toMatchObject({ object: 'refund', amount: 500, status: 'succeeded' })
  const tooMuch = await call('POST', '/v1/refunds', { payment_intent: id, amount: '1600' })
  expect(tooMuch).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error' } } })
  await call('POST', '/v1/refunds', { payment_intent: id })
  const none = await call('POST', '/v1/refunds', { payment_intent: id })
  expect(none.body.error.code).toBe('charge_already_refunded')
  expect(types()).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.amount_capturable_updated',
    'charge.captured',
    'payment_intent.succeeded',
    ...['refund.created', 'charge.refunded', 'refund.created', 'charge.refunded'],
  ])
})

test('without manual capture the money is taken at once', async () => {
  const id = await open({ amount: '2000', currency: 'eur' })
  expect(double.pay(id, 'pm_card_visa').status).toBe('succeeded')
})

test('a decline is a 402 that carries the intent, which can be tried again', async () => {
  const id = await open()
  const secret = double.books.intent(id).client_secret
  const confirm = (payment_method: string) =>
    call(
      'POST',
      `/v1/payment_intents/${id}/confirm`,
      { key: double.publishableKey, client_secret: secret, payment_method },
      { authorization: '' },
    )
  const { status, body } = await confirm('pm_card_visa_chargeDeclined')
  expect(status).toBe(402)
  expect(body.error).toMatchObject({
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
  })
  expect((await confirm('pm_card_visa')).body).toMatchObject({
    status: 'requires_capture',
    last_payment_error: null,
  })
})

test('3-D Secure sends the buyer to their bank and back', async () => {
  const id = await open()
  const asked = (
    await call('POST', `/v1/payment_intents/${id}/confirm`, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'http://shop.test/orders/7?a=b',
    })
  ).body
  expect(asked.status).toBe('requires_action')
  const { url } = asked.next_action.redirect_to_url
  expect((await fetch(url)).status).toBe(200)
  const back = await fetch(`${url}?agreed=true`, { method: 'POST', redirect: 'manual' })
  const location = new URL(back.headers.get('location')!)
  expect(location.origin + location.pathname).toBe('http://shop.test/orders/7')
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    a: 'b',
    payment_intent: id,
    redirect_status: 'succeeded',
  })
  expect(double.books.intent(id).status).toBe('requires_capture')
})

test('a bank that does not know the buyer, and a debit that is returned, leave the intent to be tried again', async () => {
  const id = await open()
  double.pay(id, 'pm_card_authenticationRequired')
  expect(double.authenticate(id, false)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  })
  expect(double.pay(id, 'pm_sepaDebit').status).toBe('processing')
  expect(double.endProcessing(id, false).status).toBe('requires_payment_method')
  double.pay(id, 'pm_sepaDebit')
  expect(double.endProcessing(id, true).status).toBe('succeeded')
})

test('a cancelled intent cannot be paid, a paid one not be cancelled, and the error says in which state it is', async () => {
  const id = await open()
  expect((await call('POST', `/v1/payment_intents/${id}/cancel`)).body.status).toBe('canceled')
  for (const act of ['cancel', 'capture', 'confirm']) {
    const { status, body } = await call('POST', `/v1/payment_intents/${id}/${act}`, {
      payment_method: 'pm_card_visa',
    })
    expect(status).toBe(400)
    expect(body.error).toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'canceled' },
    })
  }
})

test('wrong keys, missing permissions and what does not exist are errors as Stripe writes them', async () => {
  expect(
    await call('GET', '/v1/payment_intents', {}, { authorization: 'Bearer sk_test_wrong' }),
  ).toMatchObject({
    status: 401,
    body: { error: { message: expect.stringContaining('Invalid API Key provided') } },
  })
  double.denied.add('GET /v1/refunds')
  expect((await call('GET', '/v1/refunds')).status).toBe(403)
  expect(await call('GET', '/v1/payment_intents/pi_no')).toMatchObject({
    status: 404,
    body: { error: { code: 'resource_missing', message: "No such payment_intent: 'pi_no'" } },
  })
  expect(await call('POST', '/v1/payment_intents', { amount: '10', currency: 'eur' })).toMatchObject({
    status: 400,
    body: { error: { code: 'amount_too_small', param: 'amount' } },
  })
  const id = await open()
  const other = { key: double.publishableKey, client_secret: 'pi_secret_no', payment_method: 'pm_card_visa' }
  expect((await call('POST', `/v1/payment_intents/${id}/confirm`, other, { authorization: '' })).status).toBe(
    401,
  )
})

test('a key gives its first answer again, and refuses other parameters', async () => {
  const key = { 'idempotency-key': 'k1' }
  const first = await call('POST', '/v1/payment_intents', twenty, key)
  const again = await call('POST', '/v1/payment_intents', twenty, key)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'))
  const other = await call('POST', '/v1/payment_intents', { ...twenty, amount: '3000' }, key)
  expect(other).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } })
  expect(double.books.intents.size).toBe(1)
  double.nextDay()
  await call('POST', '/v1/payment_intents', twenty, key)
  expect(double.books.intents.size).toBe(2)
})

test('a key in use is a conflict; a malformed request leaves its key free', async () => {
  const key = { 'idempotency-key': 'k1' }
  expect((await call('POST', '/v1/payment_intents', { amount: 'x', currency: 'eur' }, key)).status).toBe(400)
  const gate = double.faults.close(/POST \/v1\/payment_intents$/, 'after work')
  const first = call('POST', '/v1/payment_intents', twenty, key)
  await gate.reached
  expect((await call('POST', '/v1/payment_intents', twenty, key)).status).toBe(409)
  gate.open()
  expect((await first).status).toBe(200)
})

test('a 500 is kept under its key, whether the work was done or not; a 429 is not', async () => {
  double.faults.add(/^POST/, 'error after work')
  expect((await call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k1' })).status).toBe(500)
  expect(double.books.intents.size).toBe(1)
  const again = await call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k1' })
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([500, 'true'])
  double.faults.add(/^POST/, 'error before work')
  expect((await call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k2' })).status).toBe(500)
  expect(double.books.intents.size).toBe(1)
  double.faults.add(/^POST/, 'rate limit')
  expect((await call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k3' })).status).toBe(429)
  expect((await call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k3' })).status).toBe(200)
})

test('a connection cut before the work did nothing; cut after it, the work is done and the key knows', async () => {
  double.faults.add(/^POST/, 'cut before work')
  await expect(call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k1' })).rejects.toThrow()
  expect(double.books.intents.size).toBe(0)
  double.faults.add(/^POST/, 'cut after work')
  await expect(call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k1' })).rejects.toThrow()
  expect(double.books.intents.size).toBe(1)
  const known = await call('POST', '/v1/payment_intents', twenty, { 'idempotency-key': 'k1' })
  expect(known.body.id).toBe([...double.books.intents.keys()][0])
})

test('events are signed over the bytes that are sent, keep what was so when they were written, and repeat until they are taken', async () => {
  const taken: { body: string; signature: string }[] = []
  let refusals = 2
  const shop = createServer(async (request, response) => {
    const body = await text(request)
    if (refusals-- > 0) response.writeHead(503).end()
    else {
      taken.push({ body, signature: String(request.headers['stripe-signature']) })
      response.writeHead(200).end()
    }
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  double.webhooks.url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`
  double.webhooks.automatic = true
  const id = await open()
  await double.webhooks.settled()
  double.webhooks.automatic = false
  double.pay(id, 'pm_card_visa')
  const [created] = double.books.events
  expect(created).toMatchObject({ object: 'event', type: 'payment_intent.created', livemode: false })
  expect(created!.data.object).toMatchObject({ id, status: 'requires_payment_method' })

  const { body, signature } = taken[0]!
  const [, at, v1] = /^t=(\d+),v1=([\da-f]{64})$/.exec(signature)!
  expect(v1).toBe(createHmac('sha256', double.webhooks.secret).update(`${at}.${body}`).digest('hex'))
  expect(JSON.parse(body)).toEqual(created)
  expect(await double.webhooks.deliver(created!)).toBe(200)
  expect(taken).toHaveLength(2)
  shop.closeAllConnections()
  await new Promise((resolve) => shop.close(resolve))
})
