import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper, standingPlan } from '../setup/shopper.ts'

const buyer = { name: 'A buyer', email: 'buyer@example.com' }
let server: TestServer
let staff: Shopper

beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
})
afterAll(() => server?.[Symbol.asyncDispose]())

const guest = () => shopper(server.url)
const problemOf = (reply: Reply<unknown>) => (reply.ok ? reply.status : reply.problem)
const codeOf = (reply: Reply<unknown>) => (reply.ok ? reply.status : reply.problem?.code)
function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}

/** A room of seats in one row, by id. */
const roomOf = (...seatIds: string[]) => ({
  name: 'A room',
  size: { width: 100, height: 100 },
  categories: [{ name: 'Stalls', color: '#c00' }],
  zones: [
    {
      position: { x: 0, y: 0 },
      rows: [
        {
          row_number: '1',
          position: { x: 0, y: 0 },
          seats: seatIds.map((seat_guid, i) => ({
            seat_guid,
            seat_number: String(i + 1),
            category: 'Stalls',
            position: { x: i * 10, y: 0 },
          })),
        },
      ],
    },
  ],
})
const putOnRoom = (...seatIds: string[]) =>
  putOn(staff, 0, { plan: roomOf(...seatIds), prices: { Stalls: 0 } })
const seatsOf = async (id: string) => [
  ...Buffer.from(granted(await guest().api.getAvailability({ params: { idOrSlug: id } })).seats, 'base64'),
]
const hold = (who: Shopper, id: string, ...seatIds: string[]) =>
  who.api.placeHold({ params: { idOrSlug: id }, body: { seatIds } })

function nested(levels: number): unknown {
  let document: unknown = 1
  for (let level = 0; level < levels; level += 1) document = [document]
  return document
}

const event: NewEvent = {
  title: 'Große Gala',
  venue: { name: 'Hall' },
  startsAt: '2099-01-01T20:00:00Z',
  timezone: 'Europe/Vienna',
  currency: 'EUR',
  prices: { Standing: 1250 },
  plan: standingPlan(10),
}

describe('creating an event', () => {
  it('gives it an address from its title, and another one to the next of that name', async () => {
    const first = granted(await staff.api.createEvent({ body: event }))
    const second = granted(await staff.api.createEvent({ body: event }))
    expect([first.slug, second.slug]).toEqual(['grosse-gala', 'grosse-gala-2'])
    expect(first).toMatchObject({
      status: 'draft',
      capacity: 10,
      maxPerOrder: 10,
      maxPerCustomer: null,
      holdSeconds: 300,
      priceRange: { min: { amount: 1250, currency: 'EUR' }, max: { amount: 1250, currency: 'EUR' } },
    })
  })

  it('is done once under one Idempotency-Key, and refused for another event under the same', async () => {
    const options = { idempotencyKey: 'create-once' }
    const both = await Promise.all([1, 2].map(() => staff.api.createEvent({ body: event }, options)))
    const [first, second] = both.map(granted)
    expect(second).toEqual(first)
    const other = await staff.api.createEvent({ body: { ...event, title: 'Another' } }, options)
    expect(codeOf(other)).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it.each<[string, Partial<NewEvent>, object]>([
    ['a broken plan', { plan: { zones: 'none' } }, { code: 'INVALID_PLAN' }],
    ['a plan without seats', { plan: standingPlan(0) }, { code: 'INVALID_PLAN' }],
    ['a category without a price', { prices: {} }, { errors: [{ path: '/prices/Standing' }] }],
    [
      'a price without a category',
      { prices: { Standing: 1, Balcony: 2 } },
      { errors: [{ path: '/prices/Balcony' }] },
    ],
    ['an unknown currency', { currency: 'ABC' }, { errors: [{ path: '/currency' }] }],
    ['an unknown time zone', { timezone: 'Mars/Base' }, { errors: [{ path: '/timezone' }] }],
    ['no instant', { startsAt: 'soon' }, { errors: [{ path: '/startsAt' }] }],
    ['a NUL character', { summary: 'a\0b' }, { errors: [{ path: '/summary' }] }],
    [
      'a NUL character in the plan',
      { plan: { ...standingPlan(1), note: '\0' } },
      { errors: [{ path: '/plan/note' }] },
    ],
    [
      'a plan nested without end',
      { plan: { ...standingPlan(1), note: nested(1_000) } },
      { code: 'INVALID_PLAN' },
    ],
  ])('refuses %s', async (_, change, problem) => {
    expect(problemOf(await staff.api.createEvent({ body: { ...event, ...change } }))).toMatchObject(problem)
  })

  it('refuses a slug that another event has', async () => {
    const body = { ...event, slug: 'taken-once' }
    granted(await staff.api.createEvent({ body }))
    expect(codeOf(await staff.api.createEvent({ body }))).toBe('SLUG_TAKEN')
  })
})

describe('changing an event', () => {
  it('publishes it and moves its sale', async () => {
    const { id } = granted(await staff.api.createEvent({ body: event }))
    const closed = { published: true, onSaleAt: '2098-01-01T00:00:00Z' }
    const scheduled = granted(await staff.api.changeEvent({ params: { id }, body: closed }))
    expect(scheduled.status).toBe('scheduled')
    expect(codeOf(await hold(guest(), id, 'floor:1'))).toBe('NOT_ON_SALE')
    const open = granted(
      await staff.api.changeEvent({ params: { id }, body: { onSaleAt: '2020-01-01T00:00:00Z' } }),
    )
    expect(open.status).toBe('on_sale')
    expect(codeOf(await hold(guest(), id, 'floor:1'))).toBe(201)
    const ended = { saleEndsAt: '2019-01-01T00:00:00Z' }
    expect(problemOf(await staff.api.changeEvent({ params: { id }, body: ended }))).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ path: '/saleEndsAt' }],
    })
  })

  it('never drops a held or sold seat, and says which are in the way (resize-safe)', async () => {
    const id = await putOnRoom('a', 'b', 'c', 'd')
    const customer = guest()
    granted(await customer.api.placeOrder({ body: { eventId: id, seatIds: ['b'], buyer } }))
    const held = granted(await hold(customer, id, 'c'))
    const smaller = { plan: roomOf('a', 'd') }
    const refused = await staff.api.changeEvent({ params: { id }, body: smaller })
    expect(problemOf(refused)).toMatchObject({ code: 'SEATS_IN_USE', seatIds: ['b', 'c'] })
    expect(await seatsOf(id)).toEqual([0, 2, 1, 0])
    expect(granted(await guest().api.getEvent({ params: { idOrSlug: id } })).planVersion).toBe(1)

    granted(await customer.api.releaseHold({ params: { id: held.id } }))
    const changed = granted(await staff.api.changeEvent({ params: { id }, body: { plan: roomOf('b', 'e') } }))
    expect(changed).toMatchObject({ planVersion: 2, capacity: 2, available: 1 })
    expect(await seatsOf(id)).toEqual([3, 2, 3, 3, 0])
    expect(codeOf(await hold(guest(), id, 'a'))).toBe('UNKNOWN_SEATS')
    expect(codeOf(await hold(guest(), id, 'b'))).toBe('SEATS_TAKEN')
    expect(codeOf(await hold(guest(), id, 'e'))).toBe(201)
  })

  it('brings a seat back to its own index', async () => {
    const id = await putOnRoom('a', 'b', 'c')
    granted(await staff.api.changeEvent({ params: { id }, body: { plan: roomOf('c') } }))
    expect(await seatsOf(id)).toEqual([3, 3, 0])
    granted(await staff.api.changeEvent({ params: { id }, body: { plan: roomOf('c', 'b', 'x', 'a') } }))
    expect(await seatsOf(id)).toEqual([0, 0, 0, 0])
    const { seats } = granted(await hold(guest(), id, 'b'))
    expect(seats).toMatchObject([{ seatId: 'b', index: 1 }])
  })

  it('refuses a plan with a category that has no price, and a broken one', async () => {
    const id = await putOnRoom('a')
    const unpriced = {
      ...roomOf('a'),
      categories: [
        { name: 'Stalls', color: '#c00' },
        { name: 'Box', color: '#0c0' },
      ],
    }
    for (const plan of [unpriced, { name: 'Nothing' }]) {
      expect(codeOf(await staff.api.changeEvent({ params: { id }, body: { plan } }))).toBe('INVALID_PLAN')
    }
    expect(await seatsOf(id)).toEqual([0])
  })
})

describe('blocking seats', () => {
  it('takes them out of the sale and puts them back, all that are named or none', async () => {
    const id = await putOnRoom('a', 'b', 'c')
    granted(await hold(guest(), id, 'b'))
    const block = (seatIds: string[], blocked: boolean) =>
      staff.api.blockSeats({ params: { id }, body: { seatIds, blocked } })
    expect(problemOf(await block(['a', 'b'], true))).toMatchObject({ code: 'SEATS_TAKEN', seatIds: ['b'] })
    expect(problemOf(await block(['a', 'x'], true))).toMatchObject({ code: 'UNKNOWN_SEATS', seatIds: ['x'] })
    expect(await seatsOf(id)).toEqual([0, 1, 0])
    granted(await block(['a', 'c'], true))
    expect(granted(await block(['a'], true)).counts).toMatchObject({ blocked: 2, held: 1, free: 0 })
    expect(codeOf(await hold(guest(), id, 'a'))).toBe('SEATS_TAKEN')
    granted(await block(['a', 'b', 'c'], false))
    expect(await seatsOf(id)).toEqual([0, 1, 0])
    expect(codeOf(await hold(guest(), id, 'a'))).toBe(201)
  })
})

describe('the ledger of an event', () => {
  it('is shown whole, in one snapshot, and availability agrees with it', async () => {
    const id = await putOnRoom('a', 'b', 'c', 'd')
    const customer = guest()
    granted(await customer.api.placeOrder({ body: { eventId: id, seatIds: ['a'], buyer } }))
    granted(await hold(customer, id, 'b'))
    granted(await staff.api.blockSeats({ params: { id }, body: { seatIds: ['c'], blocked: true } }))
    granted(await staff.api.changeEvent({ params: { id }, body: { plan: roomOf('a', 'b', 'c') } }))
    const dump = granted(await staff.api.dumpLedger({ params: { id } }))
    expect(dump.claims.map(({ seat, state }) => [seat, state])).toEqual([
      [0, 'sold'],
      [1, 'held'],
      [2, 'blocked'],
      [3, 'retired'],
    ])
    expect(dump.holds.map(({ state }) => state).sort()).toEqual(['live', 'sold'])
    expect(dump.orders).toMatchObject([{ state: 'confirmed', seats: [0], total: 0 }])
    expect(dump.tickets).toMatchObject([{ seat: 0, state: 'valid' }])
    expect([...Buffer.from(dump.availability.seats, 'base64')]).toEqual([2, 1, 3, 3])
    expect(granted(await staff.api.rebuildAvailability({ params: { id } }))).toEqual({ drift: 0 })
  })
})

describe('the desk', () => {
  it('is for organisers only', async () => {
    const id = await putOnRoom('a')
    const alice = guest()
    expect((await alice.signIn('alice@example.com')).status).toBe(200)
    for (const [who, code] of [
      [guest(), 'UNAUTHENTICATED'],
      [alice, 'FORBIDDEN'],
    ] as const) {
      const { api } = who
      const replies = await Promise.all([
        api.createEvent({ body: event }),
        api.changeEvent({ params: { id }, body: { published: false } }),
        api.blockSeats({ params: { id }, body: { seatIds: ['a'], blocked: true } }),
        api.rebuildAvailability({ params: { id } }),
        api.dumpLedger({ params: { id } }),
      ])
      expect(replies.map(codeOf)).toEqual(replies.map(() => code))
    }
    expect(await seatsOf(id)).toEqual([0])
  })

  it('has no event that does not exist', async () => {
    const params = { id: '00000000-0000-7000-8000-000000000000' }
    const { api } = staff
    const replies = await Promise.all([
      api.changeEvent({ params, body: { published: false } }),
      api.blockSeats({ params, body: { seatIds: ['a'], blocked: true } }),
      api.rebuildAvailability({ params }),
      api.dumpLedger({ params }),
    ])
    expect(replies.map(codeOf)).toEqual(replies.map(() => 'NOT_FOUND'))
  })
})
