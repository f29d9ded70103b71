import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import type { OutputOnRequest } from '../../contract/operations.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper, standingPlan } from '../setup/shopper.ts'

/** What went wrong with the waitlists of systems before this one, asked for through the front door. */

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

const bookOrWait = (who: Shopper, eventId: string, quantity: number) =>
  who.api.placeOrder({ body: { eventId, quantity, buyer, joinWaitlist: true } })

const waitFor = async (who: Shopper, eventId: string, quantity: number, change = {}) =>
  granted(await who.api.joinWaitlist({ params: { idOrSlug: eventId }, body: { quantity, ...change } }))

const placeOf = async (who: Shopper, id: string) =>
  granted(await who.api.getWaitlistPlace({ params: { id } }))

const cancel = async (who: Shopper, id: string) =>
  granted(await who.api.cancelOrder({ params: { id }, body: null }))

const counts = async (eventId: string) =>
  granted(await guest().api.getAvailability({ params: { idOrSlug: eventId } })).counts

/** Guests have no id before their first reply; two requests at once would be two guests. */
async function known(): Promise<Shopper> {
  const who = guest()
  granted(await who.api.myHolds({}))
  return who
}

/** An event without a free seat, and who has them: an order for each of `parties`. */
async function soldOut(parties: number[], change: Partial<NewEvent> = {}) {
  const places = parties.reduce((sum, size) => sum + size, 0)
  const id = await putOn(staff, places, change)
  const owners = await Promise.all(
    parties.map(async (size) => {
      const who = await known()
      return { who, order: await book(who, id, size) }
    }),
  )
  return { id, owners }
}

describe('T1: one booking wins, the others are placed on the waitlist', () => {
  it('ten at once for the last place: one order, nine places in the order of arrival, none twice', async () => {
    const id = await putOn(staff, 1)
    const people = await Promise.all(Array.from({ length: 10 }, known))
    const replies = await Promise.all(people.map((who) => bookOrWait(who, id, 1)))
    expect(replies.map((reply) => reply.ok && reply.status).sort()).toEqual([201, ...Array(9).fill(202)])
    const positions = replies
      .filter((reply) => reply.ok && reply.status === 202)
      .map((reply) => reply.ok && (reply.value as unknown as OutputOnRequest<'placeOrder'>).waitlist.position)
    expect(positions.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('the same request again finds the same place, and another one a refusal', async () => {
    const { id } = await soldOut([1])
    const who = await known()
    const ask = () =>
      who.api.placeOrder(
        { body: { eventId: id, quantity: 1, buyer, joinWaitlist: true } },
        { idempotencyKey: 'once' },
      )
    const first = granted(await ask())
    expect(granted(await ask())).toEqual(first)
    expect(codeOf(await bookOrWait(who, id, 1))).toBe('ALREADY_WAITING')
  })
})

describe('T2: a cancellation promotes the next in line', () => {
  it('atomically, with a confirmed order, and positions stay true', async () => {
    const { id, owners } = await soldOut([1, 1])
    const people = await Promise.all([known(), known(), known()])
    const places: { id: string; position: number | null }[] = []
    for (const who of people) places.push(await waitFor(who, id, 1, buyer))
    expect(places.map(({ position }) => position)).toEqual([1, 2, 3])
    await cancel(owners[0]!.who, owners[0]!.order.id)
    const first = await placeOf(people[0]!, places[0]!.id)
    expect(first).toMatchObject({ state: 'fulfilled', position: null })
    expect(granted(await people[0]!.api.getOrder({ params: { id: first.orderId! } }))).toMatchObject({
      state: 'confirmed',
      tickets: { length: 1 },
    })
    expect((await placeOf(people[1]!, places[1]!.id)).position).toBe(1)
    expect((await placeOf(people[2]!, places[2]!.id)).position).toBe(2)
    expect(await counts(id)).toMatchObject({ free: 0, sold: 2 })
  })

  it('two cancellations never promote the same waiting person, and never nobody', async () => {
    const { id, owners } = await soldOut(Array(8).fill(1))
    const people = await Promise.all(Array.from({ length: 12 }, known))
    const places: { id: string; position: number | null }[] = []
    for (const who of people) places.push(await waitFor(who, id, 1, buyer))
    await Promise.all(owners.map(({ who, order }) => cancel(who, order.id)))
    const now = await Promise.all(people.map((who, at) => placeOf(who, places[at]!.id)))
    expect(now.map(({ state }) => state)).toEqual([
      ...Array(8).fill('fulfilled'),
      ...Array(4).fill('waiting'),
    ])
    expect(now.slice(8).map(({ position }) => position)).toEqual([1, 2, 3, 4])
    expect(new Set(now.slice(0, 8).map(({ orderId }) => orderId)).size).toBe(8)
    expect(await counts(id)).toMatchObject({ free: 0, sold: 8 })
  })

  it('promotion asks how many they are: one seat does not go to a pair, nor two to one person', async () => {
    const { id, owners } = await soldOut([1, 1, 1])
    const [pair, one] = [await known(), await known()]
    const places = [await waitFor(pair, id, 2, buyer), await waitFor(one, id, 1, buyer)]
    await cancel(owners[0]!.who, owners[0]!.order.id)
    expect((await placeOf(pair, places[0]!.id)).state).toBe('waiting')
    expect((await placeOf(one, places[1]!.id)).state).toBe('fulfilled')
    await cancel(owners[1]!.who, owners[1]!.order.id)
    await cancel(owners[2]!.who, owners[2]!.order.id)
    const served = await placeOf(pair, places[0]!.id)
    expect(granted(await pair.api.getOrder({ params: { id: served.orderId! } })).seats).toHaveLength(2)
  })

  it('more places, and places that are not blocked any more, promote those who wait', async () => {
    const { id } = await soldOut([1])
    const [one, two] = [await known(), await known()]
    const places = [await waitFor(one, id, 1, buyer), await waitFor(two, id, 1, buyer)]
    granted(await staff.api.changeEvent({ params: { id }, body: { plan: standingPlan(2) } }))
    expect((await placeOf(one, places[0]!.id)).state).toBe('fulfilled')
    expect((await placeOf(two, places[1]!.id)).position).toBe(1)

    const other = await putOn(staff, 2)
    const block = (blocked: boolean) =>
      staff.api.blockSeats({ params: { id: other }, body: { seatIds: ['floor:2'], blocked } })
    granted(await block(true))
    await book(await known(), other, 1)
    const place = await waitFor(one, other, 1, buyer)
    granted(await block(false))
    expect((await placeOf(one, place.id)).state).toBe('fulfilled')
    expect(await counts(other)).toMatchObject({ free: 0, sold: 2 })
  })

  it('promotion does not race new bookings: of a freed seat no passer-by gets hold', async () => {
    const { id, owners } = await soldOut(Array(6).fill(1))
    const people = await Promise.all(Array.from({ length: 6 }, known))
    const places: { id: string; position: number | null }[] = []
    for (const who of people) places.push(await waitFor(who, id, 1, buyer))
    const passers = await Promise.all(Array.from({ length: 12 }, known))
    const [tried] = await Promise.all([
      Promise.all(passers.map((who) => who.api.placeOrder({ body: { eventId: id, quantity: 1, buyer } }))),
      ...owners.map(({ who, order }) => cancel(who, order.id)),
    ])
    expect(new Set(tried.map(codeOf))).toEqual(new Set(['SOLD_OUT']))
    for (const [at, who] of people.entries())
      expect((await placeOf(who, places[at]!.id)).state).toBe('fulfilled')
  })
})

describe('an offer of something that costs money', () => {
  const paid = { prices: { Standing: 2500 } }

  /** Sold out by holds, which is what somebody who waits for paid seats sees in a rush. */
  async function allHeld(places: number) {
    const id = await putOn(staff, places, paid)
    const holders = await Promise.all(
      Array.from({ length: places }, async () => {
        const who = await known()
        return {
          who,
          hold: granted(await who.api.placeHold({ params: { idOrSlug: id }, body: { quantity: 1 } })),
        }
      }),
    )
    return { id, holders }
  }

  it('is a hold of their own with a deadline, ordered like any other, and passes on when it is declined', async () => {
    const { id, holders } = await allHeld(2)
    const [one, two] = [await known(), await known()]
    const places = [await waitFor(one, id, 1), await waitFor(two, id, 1)]
    granted(await holders[0]!.who.api.releaseHold({ params: { id: holders[0]!.hold.id } }))
    const offered = await placeOf(one, places[0]!.id)
    expect(offered).toMatchObject({ state: 'offered', offer: { state: 'live', total: { amount: 2500 } } })
    const seconds = (Date.parse(offered.offer!.expiresAt) - Date.parse(offered.offer!.serverTime)) / 1000
    expect(seconds).toBeGreaterThan(800)
    granted(await one.api.leaveWaitlist({ params: { id: offered.id } }))
    expect((await placeOf(one, offered.id)).state).toBe('left')
    const passed = await placeOf(two, places[1]!.id)
    expect(passed.state).toBe('offered')
    const order = granted(await two.api.placeOrder({ body: { holdId: passed.offer!.id, buyer } }))
    expect(order.state).toBe('awaiting_payment')
    expect((await placeOf(two, passed.id)).state).toBe('offered')
    granted(await two.api.payDemo({ params: { orderId: order.id }, body: { outcome: 'succeed' } }))
    expect((await placeOf(two, passed.id)).state).toBe('fulfilled')
  })

  it('is shown to nobody else: another’s place is not found, cannot be left, and its offer not taken', async () => {
    const { id, holders } = await allHeld(1)
    const [one, stranger] = [await known(), await known()]
    const place = await waitFor(one, id, 1)
    granted(await holders[0]!.who.api.releaseHold({ params: { id: holders[0]!.hold.id } }))
    const { offer } = await placeOf(one, place.id)
    expect(codeOf(await stranger.api.getWaitlistPlace({ params: { id: place.id } }))).toBe('NOT_FOUND')
    expect(codeOf(await stranger.api.leaveWaitlist({ params: { id: place.id } }))).toBe('NOT_FOUND')
    expect(codeOf(await stranger.api.placeOrder({ body: { holdId: offer!.id, buyer } }))).toBe('NOT_FOUND')
    expect(granted(await stranger.api.myWaitlist({})).waitlist).toEqual([])
    expect(granted(await one.api.myWaitlist({})).waitlist).toMatchObject([{ id: place.id, state: 'offered' }])
  })
})

describe('who may wait', () => {
  it('nobody, while something that fits is free; and for nothing that could never be', async () => {
    const id = await putOn(staff, 3)
    const who = await known()
    const join = (body: object) =>
      who.api.joinWaitlist({ params: { idOrSlug: id }, body: { quantity: 1, ...body } })
    expect(codeOf(await join({}))).toBe('NOT_SOLD_OUT')
    await book(await known(), id, 2)
    expect(codeOf(await join({ quantity: 4 }))).toBe('INVALID_REQUEST')
    expect(codeOf(await join({ quantity: 2 }))).toBe(201)
    expect(codeOf(await join({ quantity: 3 }))).toBe('ALREADY_WAITING')
  })

  it('a guest’s place goes into the account that they sign in to', async () => {
    const { id, owners } = await soldOut([1])
    const who = await known()
    const place = await waitFor(who, id, 1, buyer)
    expect((await who.signIn('alice@example.com')).ok).toBe(true)
    expect((await placeOf(who, place.id)).position).toBe(1)
    await cancel(owners[0]!.who, owners[0]!.order.id)
    const elsewhere = guest()
    await elsewhere.signIn('alice@example.com')
    expect((await placeOf(elsewhere, place.id)).state).toBe('fulfilled')
  })

  it('a guest who waits beside their own account has one place when they sign in, and nothing is kept for the other', async () => {
    const { id, owners } = await soldOut([1, 1], { waitlist: { passes: 0 } })
    const [bob, who] = [guest(), await known()]
    await bob.signIn('bob@example.com')
    const [mine, theirs] = [await waitFor(who, id, 2, buyer), await waitFor(bob, id, 1, buyer)]
    await cancel(owners[0]!.who, owners[0]!.order.id)
    expect(await placeOf(who, mine.id)).toMatchObject({ state: 'gathering', gathered: 1 })
    await who.signIn('bob@example.com')
    expect((await placeOf(who, mine.id)).state).toBe('left')
    expect((await placeOf(who, theirs.id)).state).toBe('fulfilled')
  })

  it('the organiser sees them in order, and may switch waiting off', async () => {
    const { id } = await soldOut([1])
    await waitFor(await known(), id, 1, buyer)
    const desk = granted(await staff.api.showWaitlistDesk({ params: { id } }))
    expect(desk).toMatchObject({
      settings: { enabled: true, offerSeconds: 900, passes: 3, passMinutes: 30, auto: true },
      waiting: 1,
      places: [{ state: 'waiting', position: 1, email: buyer.email, passed: 0 }],
    })
    granted(await staff.api.changeEvent({ params: { id }, body: { waitlist: { enabled: false } } }))
    const refused = await (await known()).api.joinWaitlist({
      params: { idOrSlug: id },
      body: { quantity: 1 },
    })
    expect(codeOf(refused)).toBe('WAITLIST_CLOSED')
  })
})
