import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StripeDouble, startStripeDouble } from '../../../test/setup/stripe-double/double.ts'
import { parseStripeSettings } from '../../settings/stripe-settings.ts'
import { type Gateway, GatewayFault, type NewPayment } from '../gateway.ts'
import { createStripeClient } from './client.ts'
import { createStripeGateway } from './gateway.ts'

let double: StripeDouble
let gateway: Gateway
beforeEach(async () => {
  double = await startStripeDouble()
  const settings = parseStripeSettings(double.env, false, [])!
  gateway = createStripeGateway(createStripeClient(settings, { timeoutMs: 2_000, retries: 0 }), settings)
})
afterEach(() => double[Symbol.asyncDispose]())

const payment: NewPayment = {
  eventId: '0190aaaa-0000-7000-8000-00000000000e',
  orderId: '0190aaaa-0000-7000-8000-00000000000f',
  paymentId: '0190aaaa-0000-7000-8000-000000000010',
  amount: 4500,
  currency: 'EUR',
  description: 'Order 7K3M-Q2XD',
  buyerEmail: 'ada@example.com',
}
const { paymentId } = payment
const refundId = '0190aaaa-0000-7000-8000-000000000011'

async function opened(): Promise<string> {
  return (await gateway.open(payment)).providerRef
}
async function authorised(): Promise<string> {
  const ref = await opened()
  double.pay(ref, 'pm_card_visa')
  return ref
}
async function captured(): Promise<string> {
  const ref = await authorised()
  await gateway.capture(ref, paymentId)
  return ref
}
const sent = (name: RegExp) => double.requests.filter((request) => name.test(request.name))
/** The SDK repeats by itself, once, what was cut off. */
const lasting = 2

test('a payment is opened with automatic methods, cards by hand, our ids, and the version that is pinned', async () => {
  const { providerRef, clientSecret } = await gateway.open(payment)
  expect(clientSecret).toBe(double.books.intent(providerRef).client_secret)
  const [{ form, headers }] = sent(/^POST \/v1\/payment_intents$/) as [StripeDouble['requests'][number]]
  expect(form).toEqual({
    amount: '4500',
    currency: 'eur',
    automatic_payment_methods: { enabled: 'true' },
    payment_method_options: { card: { capture_method: 'manual' } },
    description: 'Order 7K3M-Q2XD',
    metadata: {
      event_id: payment.eventId,
      order_id: payment.orderId,
      payment_id: paymentId,
      buyer_email: 'ada@example.com',
    },
  })
  expect(headers).toMatchObject({ 'idempotency-key': paymentId, 'stripe-version': '2026-10-28.endive' })
  expect(headers['x-stripe-client-telemetry']).toBeUndefined()
})

test('what a browser is given holds nothing secret', () => {
  expect(gateway.publicSettings).toEqual({
    publishableKey: double.publishableKey,
    scriptUrl: double.env.STRIPE_JS_URL,
  })
})

test('opened twice is opened once', async () => {
  expect(await gateway.open(payment)).toEqual(await gateway.open(payment))
  expect(double.books.intents.size).toBe(1)
})

test('currencies without a minor unit that Stripe counts in hundredths all the same', async () => {
  const { providerRef } = await gateway.open({ ...payment, currency: 'ISK', amount: 2500 })
  expect(double.books.intent(providerRef).amount).toBe(250_000)
  double.pay(providerRef, 'pm_card_visa')
  expect(await gateway.fetch(providerRef)).toMatchObject({ amount: 2500, currency: 'ISK' })
})

describe('each state of a payment', () => {
  const nothing = { amount: 0, refunded: 0, currency: 'EUR', declined: null }

  test('nothing done yet', async () => {
    const ref = await opened()
    expect(await gateway.fetch(ref)).toEqual({
      eventId: payment.eventId,
      orderId: payment.orderId,
      paymentId,
      providerRef: ref,
      state: 'open',
      ...nothing,
    })
  })

  test('declined is open, with the reason', async () => {
    const ref = await opened()
    expect(() => double.pay(ref, 'pm_card_visa_chargeDeclinedInsufficientFunds')).toThrow()
    expect(await gateway.fetch(ref)).toMatchObject({
      ...nothing,
      state: 'open',
      declined: 'Your card has insufficient funds.',
    })
  })

  test('with the buyer’s bank', async () => {
    const ref = await opened()
    double.pay(ref, 'pm_card_authenticationRequired')
    expect(await gateway.fetch(ref)).toMatchObject({ ...nothing, state: 'open' })
  })

  test('a debit under way, then captured without anybody’s doing', async () => {
    const ref = await opened()
    double.pay(ref, 'pm_sepaDebit')
    expect(await gateway.fetch(ref)).toMatchObject({ ...nothing, state: 'processing' })
    double.endProcessing(ref, true)
    expect(await gateway.fetch(ref)).toMatchObject({ ...nothing, state: 'captured', amount: 4500 })
  })

  test('authorised, captured, refunded in part', async () => {
    const ref = await authorised()
    expect(await gateway.fetch(ref)).toMatchObject({ ...nothing, state: 'authorised', amount: 4500 })
    expect(await gateway.capture(ref, paymentId)).toMatchObject({
      ...nothing,
      state: 'captured',
      amount: 4500,
    })
    await gateway.refund({ providerRef: ref, refundId, amount: 1500 })
    expect(await gateway.fetch(ref)).toMatchObject({
      ...nothing,
      state: 'captured',
      amount: 4500,
      refunded: 1500,
    })
  })

  test('an authorisation that was released is cancelled, and nothing was refunded', async () => {
    const ref = await authorised()
    expect(await gateway.cancel(ref, paymentId)).toMatchObject({ ...nothing, state: 'cancelled' })
    expect(await gateway.fetch(ref)).toMatchObject({ ...nothing, state: 'cancelled' })
  })

  test('there is none, or it is not ours', async () => {
    expect(await gateway.fetch('pi_nobody')).toBeUndefined()
    const ref = await opened()
    double.books.intent(ref).metadata = { order_id: 'somebody else’s' }
    expect(await gateway.fetch(ref)).toBeUndefined()
  })
})

describe('capturing', () => {
  test('twice is once', async () => {
    const ref = await captured()
    expect(await gateway.capture(ref, paymentId)).toMatchObject({ state: 'captured', amount: 4500 })
  })

  test('what was cancelled says so', async () => {
    const ref = await authorised()
    await gateway.cancel(ref, paymentId)
    expect(await gateway.capture(ref, paymentId)).toMatchObject({ state: 'cancelled' })
  })

  test('a bank that takes its word back ends the payment, and leaves nothing on the card', async () => {
    const ref = await authorised()
    double.faults.add(/capture$/, 'refused')
    expect(await gateway.capture(ref, paymentId)).toMatchObject({
      state: 'cancelled',
      amount: 0,
      declined: 'Your card was declined.',
    })
    expect(double.books.intent(ref).status).toBe('canceled')
  })
})

describe('cancelling', () => {
  test('twice is once', async () => {
    const ref = await opened()
    await gateway.cancel(ref, paymentId)
    expect(await gateway.cancel(ref, paymentId)).toMatchObject({ state: 'cancelled' })
  })

  test('the money was quicker', async () => {
    const ref = await captured()
    expect(await gateway.cancel(ref, paymentId)).toMatchObject({ state: 'captured', amount: 4500 })
  })

  test('a debit under way cannot be cancelled yet; once it has failed, it can', async () => {
    const ref = await opened()
    double.pay(ref, 'pm_sepaDebit')
    expect(await gateway.cancel(ref, paymentId)).toMatchObject({ state: 'processing' })
    double.endProcessing(ref, false)
    expect(await gateway.cancel(ref, paymentId)).toMatchObject({ state: 'cancelled' })
  })
})

describe('refunding', () => {
  test('twice is once', async () => {
    const ref = await captured()
    const wanted = { providerRef: ref, refundId, amount: 1500 }
    const done = await gateway.refund(wanted)
    expect(done).toMatchObject({ state: 'done', message: null })
    expect(await gateway.refund(wanted)).toEqual(done)
    double.nextDay()
    // The key is forgotten by then, but a whole refund cannot be made twice.
    await gateway.refund({ providerRef: ref, refundId: paymentId, amount: 3000 })
    expect(await gateway.refund(wanted)).toEqual(done)
    expect(double.books.refunds.size).toBe(2)
  })

  test('what was given back at Stripe’s own desk is not owed any more', async () => {
    const ref = await captured()
    await gateway.refund({ providerRef: ref, refundId: paymentId, amount: 4500 })
    expect(await gateway.refund({ providerRef: ref, refundId, amount: 1500 })).toMatchObject({
      state: 'done',
    })
  })

  test('more than there is, or a payment in dispute, is for somebody to look at', async () => {
    const ref = await captured()
    expect(await gateway.refund({ providerRef: ref, refundId, amount: 9000 })).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('greater than'),
    })
    double.dispute(ref)
    expect(await gateway.refund({ providerRef: ref, refundId: paymentId, amount: 100 })).toMatchObject({
      state: 'failed',
    })
  })
})

describe('when Stripe fails', () => {
  const acts: [string, RegExp, () => Promise<() => Promise<unknown>>][] = [
    ['open', /^POST \/v1\/payment_intents$/, async () => () => gateway.open(payment)],
    [
      'fetch',
      /^GET/,
      async () => {
        const ref = await opened()
        return () => gateway.fetch(ref)
      },
    ],
    [
      'capture',
      /capture$/,
      async () => {
        const ref = await authorised()
        return () => gateway.capture(ref, paymentId)
      },
    ],
    [
      'cancel',
      /cancel$/,
      async () => {
        const ref = await opened()
        return () => gateway.cancel(ref, paymentId)
      },
    ],
    [
      'refund',
      /refunds$/,
      async () => {
        const ref = await captured()
        return () => gateway.refund({ providerRef: ref, refundId, amount: 4500 })
      },
    ],
  ]
  const faults = [
    'error before work',
    'error after work',
    'cut before work',
    'cut after work',
    'rate limit',
  ] as const

  for (const [name, request, prepare] of acts)
    test.each(faults)(
      `${name}, ${'%s'}: a fault, and the same call does it once when Stripe is back`,
      async (fault) => {
        const act = await prepare()
        double.faults.add(request, fault, lasting)
        await expect(act()).rejects.toThrow(GatewayFault)
        double.faults.clear()
        await act()
        await act()
        const [intent] = [...double.books.intents.values()].slice(-1)
        const expected = {
          open: 'requires_payment_method',
          fetch: 'requires_payment_method',
          capture: 'succeeded',
          cancel: 'canceled',
          refund: 'succeeded',
        }
        expect(intent!.status).toBe(expected[name as keyof typeof expected])
        if (name === 'refund') {
          expect([...double.books.charges.values()][0]!.amount_refunded).toBe(4500)
          expect(double.books.refunds.size).toBe(1)
        }
        if (name === 'capture')
          expect(double.books.events.filter(({ type }) => type === 'charge.captured')).toHaveLength(1)
      },
    )

  test('one cut is not even noticed', async () => {
    double.faults.add(/^POST/, 'cut after work')
    const { providerRef } = await gateway.open(payment)
    expect([...double.books.intents.keys()]).toEqual([providerRef])
  })

  test('a key withdrawn in mid-sale is a fault, and its message does not hold the key', async () => {
    const ref = await opened()
    double.denied.add(`GET /v1/payment_intents/${ref}`)
    const error = await gateway.fetch(ref).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(GatewayFault)
    expect(error.message).not.toContain(double.secretKey)
  })

  test('what Stripe will never do is no fault: it would be tried for ever', async () => {
    const error = await gateway.open({ ...payment, amount: 10 }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(GatewayFault)
    expect(error.message).toContain('at least 50 cents')
  })
})
