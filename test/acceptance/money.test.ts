import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '../../contract/shapes/orders.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import { granted } from '../../lab/stage/organiser.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'

const buyer = { name: 'Ada Lovelace', email: 'ada@example.com' }
const PRICE = 4500
const soon = { timeout: 15_000, interval: 50 }

let server: TestServer
let staff: Shopper
beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
})
afterAll(() => server[Symbol.asyncDispose]())

async function buy(quantity: number, change: Partial<NewEvent> = {}) {
  const eventId = await putOn(staff, 6, { prices: { Standing: PRICE }, ...change })
  const customer = shopper(server.url)
  const placed = granted(await customer.api.placeOrder({ body: { eventId, quantity, buyer } }))
  const order = granted(
    await customer.api.payDemo({ params: { orderId: placed.id }, body: { outcome: 'succeed' } }),
  )
  return { eventId, customer, order, id: { params: { id: order.id } } }
}

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const backOf = ({ refunds }: Order) => refunds.map(({ amount, reason }) => [amount.amount, reason])

/** The refunds are done, and the ledger adds up. */
async function expectSettled(customer: Shopper, order: Order, eventId: string): Promise<void> {
  const look = async () => {
    const { refunds } = granted(await customer.api.getOrder({ params: { id: order.id } }))
    return refunds.every(({ state }) => state === 'done')
  }
  await expect.poll(look, soon).toBe(true)
  const { findings } = await auditEvent(async () =>
    granted(await staff.api.dumpLedger({ params: { id: eventId } })),
  )
  expect(findings).toEqual([])
}

describe('owner-only: paying', () => {
  it('a payment is begun, looked at and checked by its order’s owner only', async () => {
    const { order } = await buy(1)
    const stranger = shopper(server.url)
    const id = { params: { id: order.id } }
    const orderId = { params: { orderId: order.id } }
    for (const reply of [
      await stranger.api.beginPayment(id),
      await stranger.api.checkPayment(id),
      await stranger.api.lookAtDemo(orderId),
      await stranger.api.payDemo({ ...orderId, body: { outcome: 'succeed' } }),
      await stranger.api.answerDemoChallenge({ ...orderId, body: { approve: true } }),
    ]) {
      expect(reply).toMatchObject({ status: 404, problem: { code: 'NOT_FOUND' } })
    }
  })

  it('coming back from the payment page confirms nothing by itself', async () => {
    const eventId = await putOn(staff, 2, { prices: { Standing: PRICE } })
    const customer = shopper(server.url)
    const order = granted(await customer.api.placeOrder({ body: { eventId, quantity: 1, buyer } }))
    const id = { params: { id: order.id } }
    expect(granted(await customer.api.checkPayment(id)).state).toBe('awaiting_payment')
    const begun = granted(await customer.api.beginPayment(id))
    expect(begun).toMatchObject({ provider: 'demo', deadline: order.payment!.deadline })
    expect(granted(await customer.api.beginPayment(id)).clientSecret).toBe(begun.clientSecret)
    expect(granted(await customer.api.checkPayment(id)).state).toBe('awaiting_payment')
  })
})

describe('cancelling and refunding', () => {
  it('one of two tickets: its seat is free, its price goes back, the other stays', async () => {
    const { eventId, customer, order, id } = await buy(2)
    const [first, second] = order.tickets
    const after = granted(await customer.api.cancelOrder({ ...id, body: { ticketIds: [first!.id] } }))
    expect(after.state).toBe('confirmed')
    expect(backOf(after)).toEqual([[PRICE, 'cancelled']])
    expect(after.tickets.find(({ id }) => id === second!.id)?.state).toBe('valid')
    expect(after.tickets.find(({ id }) => id === first!.id)?.state).toBe('void')
    expect(granted(await staff.api.getEvent({ params: { idOrSlug: eventId } })).available).toBe(5)
    const twice = granted(await customer.api.cancelOrder({ ...id, body: { ticketIds: [first!.id] } }))
    expect(twice.refunds).toHaveLength(1)
    await expectSettled(customer, order, eventId)
  })

  it('by the event’s policy: a fee is kept, and told before', async () => {
    const { eventId, customer, order, id } = await buy(2, { cancelFee: 500 })
    expect(order.cancellation).toMatchObject({ allowed: true, feePerTicket: eur(500), refund: eur(8000) })
    const after = granted(await customer.api.cancelOrder(id))
    expect(after.state).toBe('refunded')
    expect(backOf(after)).toEqual([[8000, 'cancelled']])
    await expectSettled(customer, order, eventId)
  })

  it('where buyers may not cancel, the staff still can, with nothing kept', async () => {
    const { eventId, customer, order, id } = await buy(1, { cancellable: false, cancelFee: 500 })
    expect(order.cancellable).toBe(false)
    expect(await customer.api.cancelOrder(id)).toMatchObject({
      status: 409,
      problem: { code: 'NOT_CANCELLABLE' },
    })
    const after = granted(await staff.api.refundOrder({ ...id, body: { reason: 'The hall is flooded' } }))
    expect(['refunded', 'cancelled']).toContain(after.state)
    expect(after.tickets.every(({ state }) => state === 'void')).toBe(true)
    await expectSettled(customer, order, eventId)
  })

  it('a goodwill leaves the tickets alone, and never gives more than was paid', async () => {
    const { eventId, customer, order, id } = await buy(2)
    const some = granted(
      await staff.api.refundOrder({ ...id, body: { amount: 1000, reason: 'A late start' } }),
    )
    expect(some.state).toBe('confirmed')
    expect(some.tickets.map(({ state }) => state)).toEqual(['valid', 'valid'])
    expect(backOf(some)).toEqual([[1000, 'staff']])
    expect(await staff.api.refundOrder({ ...id, body: { amount: 8001, reason: 'Too kind' } })).toMatchObject({
      status: 409,
      problem: { code: 'REFUND_TOO_LARGE', most: 8000 },
    })
    await expectSettled(customer, order, eventId)
    const rest = granted(await staff.api.refundOrder({ ...id, body: { reason: 'Called off' } }))
    expect(rest.state).toBe('refunded')
    expect(rest.refunds.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(2 * PRICE)
    await expectSettled(customer, order, eventId)
  })

  it('eight refunds at once never give back more than was paid', async () => {
    const { eventId, customer, order, id } = await buy(2)
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        staff.api.refundOrder({ ...id, body: { amount: 4000, reason: 'All at once' } }),
      ),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(2)
    await expectSettled(customer, order, eventId)
  })

  it('is for the event’s own organiser only', async () => {
    const { customer, id } = await buy(1)
    expect(await customer.api.refundOrder({ ...id, body: { reason: 'Mine' } })).toMatchObject({ status: 401 })
    await customer.signIn('alice@example.com')
    expect(await customer.api.refundOrder({ ...id, body: { reason: 'Mine' } })).toMatchObject({ status: 403 })
    expect(granted(await staff.api.listPaymentAttention()).items).toEqual([])
  })
})
