import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StripeDouble, startStripeDouble } from '../../../test/setup/stripe-double/double.ts'
import { sign } from '../../../test/setup/stripe-double/webhooks.ts'
import { UnavailableFault } from '../../domain/fault.ts'
import { createLog } from '../../observe/log.ts'
import { parseStripeSettings } from '../../settings/stripe-settings.ts'
import { createStripePayments, type StripePayments } from './stripe.ts'

let double: StripeDouble
let stripe: StripePayments
const logged: string[] = []
beforeEach(async () => {
  double = await startStripeDouble()
  const env = { ...double.env, STRIPE_WEBHOOK_SECRET: `whsec_the_next_one,${double.webhooks.secret}` }
  logged.length = 0
  const log = createLog('info', { write: (line) => void logged.push(line) })
  stripe = createStripePayments(parseStripeSettings(env, false, [])!, log, { timeoutMs: 2_000, retries: 0 })
})
afterEach(() => double[Symbol.asyncDispose]())

const ids = {
  eventId: '0190aaaa-0000-7000-8000-00000000000e',
  orderId: '0190aaaa-0000-7000-8000-00000000000f',
  paymentId: '0190aaaa-0000-7000-8000-000000000010',
}
const open = async () =>
  (
    await stripe.gateway.open({
      ...ids,
      amount: 4500,
      currency: 'EUR',
      description: 'Order',
      buyerEmail: 'ada@example.com',
    })
  ).providerRef

const nowSeconds = () => Math.floor(Date.now() / 1000)

interface Sent {
  change?: (event: Record<string, unknown>) => void
  at?: number
  secret?: string
  /** Sent in place of what was signed. */
  body?: (signed: string) => string
}

function read(
  type: string,
  {
    change = () => {},
    at = nowSeconds(),
    secret = double.webhooks.secret,
    body = (signed) => signed,
  }: Sent = {},
) {
  const event = structuredClone(double.books.events.findLast((each) => each.type === type)!)
  change(event as unknown as Record<string, unknown>)
  const signed = JSON.stringify(event)
  return stripe.readEvent(Buffer.from(body(signed)), sign(signed, at, secret))
}

test('each turn of a payment is told as it was when the event was written, whatever has happened since', async () => {
  const ref = await open()
  expect(() => double.pay(ref, 'pm_card_visa_chargeDeclined')).toThrow()
  double.pay(ref, 'pm_card_visa')
  await stripe.gateway.capture(ref, ids.paymentId)
  const { id } = double.books.events.findLast(({ type }) => type === 'payment_intent.succeeded')!
  expect(await read('payment_intent.succeeded')).toEqual({
    kind: 'event',
    event: {
      provider: 'stripe',
      id,
      kind: 'payment_intent.succeeded',
      report: {
        ...ids,
        providerRef: ref,
        state: 'captured',
        amount: 4500,
        currency: 'EUR',
        refunded: 0,
        declined: null,
      },
    },
  })
  expect(await read('payment_intent.amount_capturable_updated')).toMatchObject({
    event: { report: { state: 'authorised', amount: 4500 } },
  })
  expect(await read('payment_intent.payment_failed')).toMatchObject({
    event: { report: { state: 'open', amount: 0, declined: 'Your card was declined.' } },
  })
})

test('refunds and disputes say too little of the payment, so Stripe is asked', async () => {
  const ref = await open()
  double.pay(ref, 'pm_card_visa')
  await stripe.gateway.capture(ref, ids.paymentId)
  const refund = await stripe.gateway.refund({ providerRef: ref, refundId: ids.orderId, amount: 1500 })
  for (const type of ['charge.refunded', 'refund.created'])
    expect(await read(type)).toMatchObject({
      event: { kind: type, report: { state: 'captured', refunded: 1500 } },
    })
  double.failRefund(refund.providerRef!)
  expect(logged).toEqual([])
  expect(await read('refund.failed')).toMatchObject({ event: { report: { refunded: 0 } } })
  expect(logged.join()).toContain('A refund has failed')
  double.dispute(ref)
  expect(await read('charge.dispute.created')).toMatchObject({
    event: { report: { state: 'captured', ...ids } },
  })
  expect(logged.join()).toContain('A payment is disputed')
})

test('a snapshot in another version is not taken at its word', async () => {
  const ref = await open()
  double.pay(ref, 'pm_card_visa')
  await stripe.gateway.capture(ref, ids.paymentId)
  const told = await read('payment_intent.amount_capturable_updated', {
    change: (event) => {
      event.api_version = '2020-08-27'
    },
  })
  expect(told).toMatchObject({ event: { report: { state: 'captured' } } })
})

test('Stripe does not answer when it is asked about its own event: a fault, so that it sends the event again', async () => {
  const ref = await open()
  double.pay(ref, 'pm_card_visa')
  await stripe.gateway.capture(ref, ids.paymentId)
  await stripe.gateway.refund({ providerRef: ref, refundId: ids.orderId, amount: 1500 })
  double.faults.add(/^GET/, 'error before work')
  await expect(read('charge.refunded')).rejects.toThrow(UnavailableFault)
  expect(await read('charge.refunded')).toMatchObject({ kind: 'event' })
})

test('either of two secrets will do while one replaces the other', async () => {
  double.pay(await open(), 'pm_card_visa')
  const type = 'payment_intent.amount_capturable_updated'
  expect(await read(type, { secret: 'whsec_the_next_one' })).toMatchObject({ kind: 'event' })
  expect(await read(type)).toMatchObject({ kind: 'event' })
})

test('what is not signed by Stripe, not these bytes, or too old, is not believed', async () => {
  double.pay(await open(), 'pm_card_visa')
  const type = 'payment_intent.amount_capturable_updated'
  const refused = { kind: 'not signed' }
  expect(await read(type, { secret: 'whsec_somebody_elses' })).toEqual(refused)
  expect(await read(type, { body: (signed) => signed.replace('4500', '9500') })).toEqual(refused)
  expect(await read(type, { body: (signed) => ` ${signed}` })).toEqual(refused)
  expect(await read(type, { body: () => '' })).toEqual(refused)
  expect(await read(type, { at: nowSeconds() - 310 })).toEqual(refused)
  expect(await read(type, { at: nowSeconds() - 290 })).toMatchObject({ kind: 'event' })
  const body = Buffer.from(JSON.stringify(double.books.events[0]))
  for (const signature of [undefined, '', 'nonsense', 't=,v1=', `t=${nowSeconds()}`])
    expect(await stripe.readEvent(body, signature)).toEqual(refused)
})

test('other types, other shops’ payments and the other mode are no news', async () => {
  const ref = await open()
  double.pay(ref, 'pm_card_visa')
  const none = { kind: 'no news' }
  expect(await read('payment_intent.created')).toEqual(none)
  expect(await read('charge.succeeded')).toEqual(none)
  const type = 'payment_intent.amount_capturable_updated'
  expect(
    await read(type, {
      change: (event) => {
        event.livemode = true
      },
    }),
  ).toEqual(none)
  expect(
    await read(type, {
      change: (event) => {
        event.type = 'customer.created'
      },
    }),
  ).toEqual(none)
  double.books.intent(ref).metadata = {}
  await stripe.gateway.capture(ref, ids.paymentId).catch(() => {})
  expect(await read('payment_intent.succeeded')).toEqual(none)
})
