import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper, standingPlan } from '../setup/shopper.ts'

/**
 * What went wrong in the systems before this one, as their users met it. Each is asked for through the front door; the races
 * among them are forced, one interleaving at a time, in test/races.
 */

const buyer = { name: 'A buyer', email: 'buyer@example.com' }
let server: TestServer
let staff: Shopper

beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
})
afterAll(() => server?.[Symbol.asyncDispose]())

const guest = () => shopper(server.url)
const codeOf = (reply: Reply<unknown>) => (reply.ok ? reply.status : reply.problem?.code)

function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}

const book = async (who: Shopper, eventId: string, quantity: number) =>
  granted(await who.api.placeOrder({ body: { eventId, quantity, buyer } }))

const freeIn = async (eventId: string) =>
  granted(await guest().api.getAvailability({ params: { idOrSlug: eventId } })).counts.free

describe('seats', () => {
  it('a waiting request that wakes after another’s commit does not take the seat as well', async () => {
    const id = await putOn(staff, 1)
    const replies = await Promise.all(
      Array.from({ length: 40 }, () =>
        guest().api.placeHold({ params: { idOrSlug: id }, body: { seatIds: ['floor:1'] } }),
      ),
    )
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    expect(new Set(replies.map(codeOf))).toEqual(new Set([201, 'SEATS_TAKEN']))
  })

  it('a sold seat cannot be held again', async () => {
    const id = await putOn(staff, 1)
    const order = await book(guest(), id, 1)
    expect(order.state).toBe('confirmed')
    const again = await guest().api.placeHold({ params: { idOrSlug: id }, body: { seatIds: ['floor:1'] } })
    expect(codeOf(again)).toBe('SEATS_TAKEN')
  })

  it('10 buyers for 2 tickets: exactly 2 are sold, nobody is told “sold out” by a serialisation error', async () => {
    const id = await putOn(staff, 2)
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => guest().api.placeOrder({ body: { eventId: id, quantity: 1, buyer } })),
    )
    expect(replies.filter((reply) => reply.ok)).toHaveLength(2)
    expect(replies.filter((reply) => codeOf(reply) === 'SOLD_OUT')).toHaveLength(8)
    expect(await freeIn(id)).toBe(0)
  })

  it('a refused request takes nothing away from the others, not even for a moment', async () => {
    const id = await putOn(staff, 3, { maxPerCustomer: 2 })
    const greedy = guest()
    await book(greedy, id, 2)
    const [refused, allowed] = await Promise.all([
      greedy.api.placeOrder({ body: { eventId: id, quantity: 1, buyer } }),
      guest().api.placeOrder({ body: { eventId: id, quantity: 1, buyer } }),
    ])
    expect(codeOf(refused)).toBe('LIMIT_EXCEEDED')
    expect(codeOf(allowed)).toBe(201)
  })

  it('unknown, repeated and another event’s seats are refused by name', async () => {
    const numbered = (prefix: string) => ({
      plan: {
        name: 'Two seats',
        size: { width: 100, height: 100 },
        categories: [{ name: 'Standing', color: '#c80' }],
        zones: [
          {
            name: 'Stalls',
            position: { x: 0, y: 0 },
            areas: [],
            rows: [
              {
                row_number: '1',
                position: { x: 0, y: 0 },
                seats: [1, 2].map((n) => ({
                  seat_guid: `${prefix}-${n}`,
                  seat_number: String(n),
                  position: { x: n * 10, y: 0 },
                  category: 'Standing',
                })),
              },
            ],
          },
        ],
      },
    })
    const id = await putOn(staff, 2, numbered('here'))
    await putOn(staff, 2, numbered('there'))
    const hold = async (...seatIds: string[]) =>
      guest().api.placeHold({ params: { idOrSlug: id }, body: { seatIds } })
    expect(await hold('here-1', 'there-1')).toMatchObject({
      status: 422,
      problem: { code: 'UNKNOWN_SEATS', seatIds: ['there-1'] },
    })
    expect(await hold('nowhere')).toMatchObject({ problem: { code: 'UNKNOWN_SEATS', seatIds: ['nowhere'] } })
    expect(await hold('here-1', 'here-1')).toMatchObject({
      status: 400,
      problem: { code: 'INVALID_REQUEST' },
    })
    expect(await freeIn(id)).toBe(2)
  })

  it('past, unpublished and unopened events cannot be booked', async () => {
    const order = (eventId: string) => guest().api.placeOrder({ body: { eventId, quantity: 1, buyer } })
    const hold = (idOrSlug: string) => guest().api.placeHold({ params: { idOrSlug }, body: { quantity: 1 } })
    const past = await putOn(staff, 2, { startsAt: '2020-01-01T20:00:00.000Z' })
    const draft = await putOn(staff, 2, { published: false })
    const unopened = await putOn(staff, 2, { onSaleAt: '2098-01-01T20:00:00.000Z' })
    const closed = await putOn(staff, 2, { saleEndsAt: '2021-01-01T20:00:00.000Z' })
    for (const ask of [hold, order]) {
      expect(codeOf(await ask(past))).toBe('NOT_ON_SALE')
      expect(codeOf(await ask(draft))).toBe('NOT_FOUND')
      expect(await ask(unopened)).toMatchObject({
        status: 409,
        problem: { code: 'NOT_ON_SALE', onSaleAt: '2098-01-01T20:00:00.000Z' },
      })
      expect(codeOf(await ask(closed))).toBe('NOT_ON_SALE')
    }
  })
})

describe('cancelling', () => {
  it('four parallel cancellations of one booking give its seats back once: 100 remain of 100, not 103', async () => {
    const id = await putOn(staff, 100)
    const customer = guest()
    const order = await book(customer, id, 2)
    expect(await freeIn(id)).toBe(98)
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => customer.api.cancelOrder({ params: { id: order.id } })),
    )
    for (const reply of replies) expect(granted(reply).state).toBe('cancelled')
    expect(await freeIn(id)).toBe(100)
  })

  it('after cancelling one can book again, and again', async () => {
    const id = await putOn(staff, 2, { maxPerCustomer: 2 })
    const customer = guest()
    for (let times = 0; times < 3; times += 1) {
      const order = await book(customer, id, 2)
      await customer.api.cancelOrder({ params: { id: order.id } })
    }
    expect(await freeIn(id)).toBe(2)
  })

  it('a cancelled order’s tickets are void', async () => {
    const id = await putOn(staff, 2)
    const customer = guest()
    const { id: orderId } = await book(customer, id, 2)
    const order = granted(await customer.api.cancelOrder({ params: { id: orderId } }))
    expect(order.tickets.map(({ state }) => state)).toEqual(['void', 'void'])
  })
})

describe('identity', () => {
  it('nobody sees, releases, orders, pays or cancels what is not theirs', async () => {
    const id = await putOn(staff, 5, { prices: { Standing: 1000 } })
    const owner = guest()
    const hold = granted(await owner.api.placeHold({ params: { idOrSlug: id }, body: { quantity: 1 } }))
    const order = granted(await owner.api.placeOrder({ body: { holdId: hold.id, buyer } }))
    for (const stranger of [guest(), await signedIn('bob@example.com')]) {
      const { api } = stranger
      expect(codeOf(await api.getHold({ params: { id: hold.id } }))).toBe('NOT_FOUND')
      expect(codeOf(await api.releaseHold({ params: { id: hold.id } }))).toBe('NOT_FOUND')
      expect(codeOf(await api.placeOrder({ body: { holdId: hold.id, buyer } }))).toBe('NOT_FOUND')
      expect(codeOf(await api.getOrder({ params: { id: order.id } }))).toBe('NOT_FOUND')
      expect(codeOf(await api.cancelOrder({ params: { id: order.id } }))).toBe('NOT_FOUND')
      expect(codeOf(await api.payDemo({ params: { orderId: order.id }, body: { outcome: 'succeed' } }))).toBe(
        'NOT_FOUND',
      )
      expect(granted(await api.myHolds()).holds).toEqual([])
      expect(granted(await api.myOrders()).orders).toEqual([])
    }
    expect(granted(await owner.api.getOrder({ params: { id: order.id } })).state).toBe('awaiting_payment')
  })

  it('a client that says who it is, in body, query or header, is not believed', async () => {
    const id = await putOn(staff, 5)
    const alice = await signedIn('alice@example.com')
    const session = (await (await alice.fetch('/api/auth/get-session')).json()) as { user: { id: string } }
    const claimed = session.user.id
    const reply = await guest().fetch(`/api/v1/events/${id}/holds?userId=${claimed}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-user-id': claimed },
      body: JSON.stringify({ quantity: 1 }),
    })
    expect(reply.status).toBe(201)
    const inBody = await guest().fetch(`/api/v1/events/${id}/holds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ quantity: 1, userId: claimed }),
    })
    expect(inBody.status).toBe(400)
    expect(granted(await alice.api.myHolds()).holds).toEqual([])
  })

  it('the page that a buyer returns to after paying shows an order to its owner only', async () => {
    const id = await putOn(staff, 5)
    const order = await book(guest(), id, 1)
    const reply = await guest().fetch(`/api/v1/orders/${order.id}?success=true`)
    expect(reply.status).toBe(404)
  })

  it('a guest who signs in keeps holds and orders', async () => {
    const id = await putOn(staff, 5)
    const someone = guest()
    const hold = granted(await someone.api.placeHold({ params: { idOrSlug: id }, body: { quantity: 1 } }))
    const before = await book(someone, id, 1)
    expect((await someone.signIn('charlie@example.com')).status).toBe(200)
    const order = granted(await someone.api.placeOrder({ body: { holdId: hold.id, buyer } }))
    const elsewhere = await signedIn('charlie@example.com')
    const mine = granted(await elsewhere.api.myOrders()).orders.map((one) => one.id)
    expect(mine).toEqual(expect.arrayContaining([before.id, order.id]))
  })

  async function signedIn(email: string): Promise<Shopper> {
    const someone = guest()
    expect((await someone.signIn(email)).status).toBe(200)
    return someone
  }
})

describe('payment', () => {
  it('nothing is confirmed without payment', async () => {
    const id = await putOn(staff, 2, { prices: { Standing: 4500 } })
    const customer = guest()
    const order = await book(customer, id, 1)
    expect(order.state).toBe('awaiting_payment')
    expect(order.tickets).toEqual([])
    const declined = await customer.api.payDemo({
      params: { orderId: order.id },
      body: { outcome: 'decline' },
    })
    expect(codeOf(declined)).toBe('PAYMENT_DECLINED')
    expect(granted(await customer.api.getOrder({ params: { id: order.id } })).state).toBe('awaiting_payment')
    const paid = granted(
      await customer.api.payDemo({ params: { orderId: order.id }, body: { outcome: 'succeed' } }),
    )
    expect(paid.state).toBe('confirmed')
    expect(paid.tickets).toHaveLength(1)
  })

  it('two confirmations of one payment make one booking', async () => {
    const id = await putOn(staff, 4, { prices: { Standing: 4500 } })
    const customer = guest()
    const order = await book(customer, id, 2)
    const replies = await Promise.all(
      Array.from({ length: 5 }, () =>
        customer.api.payDemo({ params: { orderId: order.id }, body: { outcome: 'succeed' } }),
      ),
    )
    for (const reply of replies) expect(granted(reply).tickets).toHaveLength(2)
    expect(granted(await customer.api.myTickets()).tickets).toHaveLength(2)
    expect(await freeIn(id)).toBe(2)
  })

  it('paying after the hold is gone takes no money and no seat', async () => {
    const id = await putOn(staff, 1, { prices: { Standing: 4500 } })
    const customer = guest()
    const order = await book(customer, id, 1)
    await customer.api.cancelOrder({ params: { id: order.id } })
    const late = await customer.api.payDemo({ params: { orderId: order.id }, body: { outcome: 'succeed' } })
    expect(codeOf(late)).toBe('HOLD_ENDED')
    const { payments } = await ledger(id)
    expect(payments.map(({ state }) => state)).toEqual(['failed'])
    expect(await freeIn(id)).toBe(1)
  })

  const ledger = async (id: string) => granted(await staff.api.dumpLedger({ params: { id } }))
})

describe('holds on the screen', () => {
  it('a reload finds the hold again, and its end is announced', async () => {
    const id = await putOn(staff, 1, { holdSeconds: 1 })
    const customer = guest()
    const hold = granted(await customer.api.placeHold({ params: { idOrSlug: id }, body: { quantity: 1 } }))
    expect(granted(await customer.api.myHolds()).holds.map((one) => one.id)).toEqual([hold.id])
    await expect.poll(async () => freeIn(id), { timeout: 5_000 }).toBe(1)
    expect(granted(await customer.api.getHold({ params: { id: hold.id } })).state).toBe('expired')
    const late = await customer.api.placeOrder({ body: { holdId: hold.id, buyer } })
    expect(late).toMatchObject({ status: 410, problem: { code: 'HOLD_EXPIRED' } })
  })

  it('releasing a hold frees its own seats only, and the second time changes nothing', async () => {
    const id = await putOn(staff, 2)
    const customer = guest()
    const hold = granted(await customer.api.placeHold({ params: { idOrSlug: id }, body: { quantity: 1 } }))
    expect(codeOf(await customer.api.releaseHold({ params: { id: hold.id } }))).toBe(204)
    const next = guest()
    await book(next, id, 2)
    expect(codeOf(await customer.api.releaseHold({ params: { id: hold.id } }))).toBe(204)
    expect(await freeIn(id)).toBe(0)
  })
})

describe('capacity', () => {
  it('raised, it is on sale at once; lowered below what people have, it is refused and nobody loses a seat', async () => {
    const id = await putOn(staff, 2)
    await book(guest(), id, 2)
    const raised = await staff.api.changeEvent({ params: { id }, body: { plan: standingPlan(4) } })
    expect(granted(raised).available).toBe(2)
    await book(guest(), id, 1)
    const lowered = await staff.api.changeEvent({ params: { id }, body: { plan: standingPlan(1) } })
    expect(codeOf(lowered)).toBe('SEATS_IN_USE')
    expect(await freeIn(id)).toBe(1)
  })
})
