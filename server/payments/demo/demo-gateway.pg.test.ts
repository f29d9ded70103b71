import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DemoBehaviour } from '../../../contract/shapes/payments.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/setup/database.ts'
import type { ProviderEvent } from '../gateway.ts'
import { createDemoGateway, type DemoGateway } from './demo-gateway.ts'
import { isSignedByDemo, signDemoEvent } from './signature.ts'

const secret = 'a secret of the tests'
let database: FreshDatabase
let gateway: DemoGateway
let delivered: ProviderEvent[]
let refuses: boolean
beforeEach(async () => {
  database = await freshDatabase()
  delivered = []
  refuses = false
  gateway = createDemoGateway({
    pool: database.pool,
    secret,
    nowMs: Date.now,
    async deliver(body, signature) {
      if (refuses) throw new Error('the shop is closed')
      delivered.push(gateway.readEvent(body, signature)!)
    },
    onFault: () => {},
  })
})
afterEach(() => database[Symbol.asyncDispose]())

const payment = {
  eventId: '00000000-0000-7000-8000-000000000001',
  orderId: '00000000-0000-7000-8000-000000000002',
  paymentId: '00000000-0000-7000-8000-000000000003',
  amount: 5000,
  currency: 'EUR',
  description: 'An evening',
  buyerEmail: 'ada@example.com',
}

async function openAndPay(behaviour: DemoBehaviour, deadline?: Date): Promise<string> {
  const { providerRef } = await gateway.open({ ...payment, ...(deadline && { deadline }) })
  await gateway.pay(providerRef, behaviour)
  return providerRef
}
const toldStates = () => delivered.map(({ report }) => report.state)

describe('the demo provider', () => {
  it('opens a payment once, however often it is asked', async () => {
    const first = await gateway.open(payment)
    expect(await gateway.open(payment)).toEqual(first)
    expect(await gateway.fetch(first.providerRef)).toMatchObject({
      state: 'open',
      amount: 0,
      orderId: payment.orderId,
    })
    expect(await gateway.fetch('di_unknown')).toBeUndefined()
  })

  it('authorises first, captures when told, once, and tells of both', async () => {
    const ref = await openAndPay('succeed')
    await gateway.tick()
    expect(await gateway.capture(ref, payment.paymentId)).toMatchObject({ state: 'captured', amount: 5000 })
    expect(await gateway.capture(ref, payment.paymentId)).toMatchObject({ state: 'captured', amount: 5000 })
    await gateway.tick()
    expect(toldStates()).toEqual(['authorised', 'captured'])
    expect(await gateway.cancel(ref, payment.paymentId)).toMatchObject({ state: 'captured' })
  })

  it('lets go of what was only authorised', async () => {
    const ref = await openAndPay('succeed')
    expect(await gateway.cancel(ref, payment.paymentId)).toMatchObject({ state: 'cancelled', amount: 0 })
    expect(await gateway.capture(ref, payment.paymentId)).toMatchObject({ state: 'cancelled' })
  })

  it('declines, and lets the buyer try again', async () => {
    const ref = await openAndPay('decline')
    expect(await gateway.fetch(ref)).toMatchObject({ state: 'open', declined: expect.any(String) })
    expect(await gateway.pay(ref, 'succeed')).toMatchObject({ state: 'authorised', declined: null })
  })

  it('asks the buyer back', async () => {
    const ref = await openAndPay('challenge')
    expect(await gateway.look(ref)).toMatchObject({ state: 'challenge' })
    expect(await gateway.answerChallenge(ref, false)).toMatchObject({
      state: 'open',
      declined: expect.any(String),
    })
    await gateway.pay(ref, 'challenge')
    expect(await gateway.answerChallenge(ref, true)).toMatchObject({ state: 'authorised' })
  })

  it('a bank that is late cannot be stopped meanwhile, and answers after the deadline', async () => {
    const ref = await openAndPay('late', new Date(Date.now() - 60_000))
    expect(await gateway.cancel(ref, payment.paymentId)).toMatchObject({ state: 'processing' })
    const state = async () => {
      await gateway.tick()
      return (await gateway.look(ref))?.state
    }
    await expect.poll(state, { timeout: 10_000 }).toBe('authorised')
  })

  it.each([
    ['webhook_lost', 0],
    ['succeed', 1],
    ['webhook_twice', 2],
  ] as const)('%s: the shop hears %i times of it', async (behaviour, times) => {
    await openAndPay(behaviour)
    await gateway.tick()
    expect(toldStates()).toEqual(Array(times).fill('authorised'))
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(Math.min(times, 1))
  })

  it('webhook_first: the shop has heard of it before the buyer’s page is answered', async () => {
    await openAndPay('webhook_first')
    expect(toldStates()).toEqual(['authorised'])
  })

  it('keeps a webhook that was not taken, and sends it again', async () => {
    refuses = true
    await openAndPay('succeed')
    await gateway.tick()
    expect(delivered).toEqual([])
    refuses = false
    await database.pool.query('update demo_webhooks set due_at = clock_timestamp() where due_at is not null')
    await gateway.tick()
    expect(toldStates()).toEqual(['authorised'])
    expect(await gateway.tick()).toBe(0)
  })

  it('gives money back once a key, in parts, and never more than there is', async () => {
    const providerRef = await openAndPay('succeed')
    expect((await gateway.refund({ providerRef, refundId: 'a', amount: 100 })).state).toBe('failed')
    await gateway.capture(providerRef, payment.paymentId)
    const first = await gateway.refund({ providerRef, refundId: 'a', amount: 3000 })
    expect(first.state).toBe('done')
    expect(await gateway.refund({ providerRef, refundId: 'a', amount: 3000 })).toEqual(first)
    expect((await gateway.refund({ providerRef, refundId: 'b', amount: 3000 })).state).toBe('failed')
    expect((await gateway.refund({ providerRef, refundId: 'c', amount: 2000 })).state).toBe('done')
    expect(await gateway.refund({ providerRef, refundId: 'a', amount: 3000 })).toEqual(first)
    expect(await gateway.fetch(providerRef)).toMatchObject({ refunded: 5000 })
  })

  it('signs what it sends, and knows nobody else’s signature', () => {
    const body = '{"id":"de_1"}'
    const signature = signDemoEvent(secret, body)
    expect(isSignedByDemo(secret, body, signature)).toBe(true)
    for (const [text, signed] of [
      ['{"id":"de_2"}', signature],
      [body, signDemoEvent('another', body)],
      [body, ''],
    ] as const) {
      expect(isSignedByDemo(secret, text, signed)).toBe(false)
      expect(gateway.readEvent(text, signed)).toBeUndefined()
    }
  })
})
