import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { offerFreed } from '../../server/inventory/offer-freed.ts'
import type { Sale } from '../../server/inventory/sale.ts'
import type { Transaction } from '../../server/postgres/transaction.ts'
import { releaseHolds } from '../../server/sql/release-holds.ts'
import { lockWaitlist } from '../../server/sql/waitlist/lock.ts'
import { joinWaitlist } from '../../server/sql/waitlist/places.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import {
  beginOn,
  claimOne,
  job,
  owners,
  type Server,
  someoneWaits,
  startEngine,
  uuid,
  weaken,
} from './house.ts'
import {
  freeSeats,
  holdSeats,
  join,
  joinJob,
  letLapse,
  places,
  sell,
  soldOutHouse,
} from './queue-for-seats.ts'

let database: FreshDatabase
let house: Awaited<ReturnType<typeof soldOutHouse>>
const others: Server[] = []

beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  for (const engine of [house.engine, ...others.splice(0)]) await engine[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

async function open(places: number, change = {}) {
  house = await soldOutHouse(database, places, { maxPerOrder: 10, ...change })
  return house
}

async function otherServer(): Promise<{ engine: Server; sale: Sale }> {
  const engine = startEngine(database)
  others.push(engine)
  return { engine, sale: await engine.sale(house.eventId) }
}

/** Frees a buyer's seat in a transaction that offers what it sees, and stops before it commits. */
async function freeAndStop(buyer: { holdId: string; customerId: string }) {
  const freer = await beginOn(database.pool)
  const tx = freer.client as unknown as Transaction
  await lockWaitlist(tx, house.eventId)
  await releaseHolds(tx, house.eventId, [buyer.holdId], [buyer.customerId])
  await offerFreed(tx, house.sale, uuid)
  return freer
}

const release = ({ engine, sale, buyers }: typeof house, at: number) =>
  engine.inventory.release(sale, buyers[at]!.holdId, buyers[at]!.customerId)

describe('whoever frees seats offers them in the same transaction', () => {
  it('two cancellations at once: the pair at the head gets both seats, which neither saw alone', async () => {
    await open(4)
    const pair = await join(house.engine, house.sale, 2)
    const first = await freeAndStop(house.buyers[0]!)
    const second = release(house, 1)
    await someoneWaits(database.pool)
    await first.commit()
    await second
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: pair.entryId, state: 3, seats: [0, 1] },
    ])
    expect(await freeSeats(database.pool, house.eventId)).toEqual([])
  })

  it('negative control: without the lock each sees its own seat only, and both lie idle', async () => {
    await open(4)
    await join(house.engine, house.sale, 2)
    await weaken(database.pool, 'lock_waitlist', /perform pg_advisory_xact_lock.*/, 'null;')
    const first = await freeAndStop(house.buyers[0]!)
    await release(house, 1)
    await first.commit()
    expect(await places(database.pool, house.eventId)).toMatchObject([{ state: 1 }])
    expect(await freeSeats(database.pool, house.eventId)).toEqual([0, 1])
  })

  it('two cancellations at once never promote the same one: two people get a seat each', async () => {
    await open(6)
    const waiting = []
    for (let n = 0; n < 3; n += 1) waiting.push(await join(house.engine, house.sale, 1))
    const other = await otherServer()
    const { buyers } = house
    await Promise.all([
      release(house, 0),
      other.engine.inventory.release(other.sale, buyers[1]!.holdId, buyers[1]!.customerId),
    ])
    const list = await places(database.pool, house.eventId)
    expect(list.map(({ state }) => state)).toEqual([3, 3, 1])
    expect(list[2]!.position).toBe(1)
    expect(
      list
        .slice(0, 2)
        .flatMap(({ seats }) => seats)
        .sort(),
    ).toEqual([0, 1])
  })

  it('someone joins while a seat is being freed: they hear that it is free', async () => {
    await open(3)
    const freer = await beginOn(database.pool)
    await releaseHolds(
      freer.client,
      house.eventId,
      [house.buyers[0]!.holdId],
      [house.buyers[0]!.customerId],
      true,
    )
    const joining = house.engine.inventory.join(house.sale, joinJob(1))
    await someoneWaits(database.pool)
    await freer.commit()
    expect(await joining).toEqual({ code: 'NOT_SOLD_OUT' })
  })

  it('negative control: without the shared lock they wait for a seat that is free', async () => {
    await open(3)
    await weaken(database.pool, 'nobody_waits', /perform pg_advisory_xact_lock_shared.*/)
    const freer = await beginOn(database.pool)
    await releaseHolds(
      freer.client,
      house.eventId,
      [house.buyers[0]!.holdId],
      [house.buyers[0]!.customerId],
      true,
    )
    expect((await house.engine.inventory.join(house.sale, joinJob(1))).code).toBe('JOINED')
    await freer.commit()
    expect(await freeSeats(database.pool, house.eventId)).toEqual([0])
    expect(await places(database.pool, house.eventId)).toMatchObject([{ state: 1 }])
  })

  it('a seat is freed while someone joins, and no server has heard of them: it is theirs', async () => {
    await open(3)
    const joiner = await beginOn(database.pool)
    const tx = joiner.client as unknown as Transaction
    await lockWaitlist(tx, house.eventId)
    const wish = joinJob(1)
    await joinWaitlist(tx, house.eventId, wish)
    const freeing = release(house, 2)
    await someoneWaits(database.pool)
    await joiner.commit()
    await freeing
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: wish.entryId, state: 3, seats: [2] },
    ])
    expect(house.sale.counts).toMatchObject({ free: 0, held: 3 })
  })
})

describe('no passer-by gets in between', () => {
  it('a hold whose time is over is not taken over while somebody waits: the sweep gives it to them', async () => {
    await open(2)
    const one = await join(house.engine, house.sale, 1)
    await letLapse(house.engine, house.buyers[0]!.holdId)
    const passer = await claimOne(database.pool, house.eventId, job([0]))
    expect(passer).toEqual({ code: 'SEATS_TAKEN', seats: [0] })
    const passing = house.engine.inventory.hold(house.sale, {
      customerId: uuid(),
      wish: { quantity: 1 },
      key: null,
      hash: null,
    })
    expect(await passing).toMatchObject({ ok: false, refusal: { code: 'SOLD_OUT' } })
    await house.engine.inventory.sweep()
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: one.entryId, state: 3, seats: [0] },
    ])
  })

  it('negative control: without the probe the passer-by has it', async () => {
    await open(2)
    await join(house.engine, house.sale, 1)
    await weaken(database.pool, 'claim_seats', /\s+and not exists \(select from waitlist .*\)/)
    await letLapse(house.engine, house.buyers[0]!.holdId)
    expect((await claimOne(database.pool, house.eventId, job([0]))).code).toBe('CLAIMED')
    await house.engine.inventory.sweep()
    expect(await places(database.pool, house.eventId)).toMatchObject([{ state: 1 }])
  })

  it('a seat that fitted nobody is claimed while the one beside it is freed: no seat is given twice', async () => {
    await open(3)
    const pair = await join(house.engine, house.sale, 2)
    await release(house, 0)
    expect(await freeSeats(database.pool, house.eventId)).toEqual([0])
    const passer = await beginOn(database.pool)
    const wish = job([0])
    expect((await claimOne(passer.client, house.eventId, wish)).code).toBe('CLAIMED')
    const freeing = release(house, 1)
    await someoneWaits(database.pool)
    await passer.commit()
    await freeing
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: pair.entryId, state: 1, seats: [] },
    ])
    expect(await owners(database.pool, house.eventId)).toContainEqual({ seat: 0, hold: wish.holdId })
    expect(await freeSeats(database.pool, house.eventId)).toEqual([1])
  })

  it('negative control: uncounted, the offer names a seat that is somebody else’s', async () => {
    await open(3)
    await join(house.engine, house.sale, 2)
    await release(house, 0)
    await weaken(
      database.pool,
      'offer_seats',
      /raise exception 'a seat to be offered was claimed'.*/,
      'null;',
    )
    const passer = await beginOn(database.pool)
    await claimOne(passer.client, house.eventId, job([0]))
    const freeing = release(house, 1)
    await someoneWaits(database.pool)
    await passer.commit()
    await freeing
    expect(await places(database.pool, house.eventId)).toMatchObject([{ state: 3, seats: [1] }])
  })
})

describe('an offer passes on', () => {
  it('when it lapses, in the transaction that ends it; and a place that lapsed is over', async () => {
    await open(2)
    const [a, b] = [await join(house.engine, house.sale, 1), await join(house.engine, house.sale, 1)]
    await release(house, 0)
    const offer = [...house.sale.holds.values()].find(({ customerId }) => customerId === a.customerId)!
    await letLapse(house.engine, offer.id)
    await house.engine.inventory.sweep()
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: a.entryId, state: 6 },
      { id: b.entryId, state: 3, seats: [0] },
    ])
    expect(
      (await house.engine.inventory.join(house.sale, { ...joinJob(1), customerId: a.customerId })).code,
    ).toBe('JOINED')
  })

  it('when it is declined, and when whoever seats are gathered for leaves', async () => {
    await open(4, { waitlist: { passes: 0 } })
    const pair = await join(house.engine, house.sale, 2)
    const one = await join(house.engine, house.sale, 1)
    const two = await join(house.engine, house.sale, 1)
    await release(house, 0)
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { state: 2, seats: [0], position: 1 },
      { state: 1, position: 2 },
      { state: 1, position: 3 },
    ])
    await house.engine.inventory.leave(house.sale, pair.entryId, [pair.customerId])
    expect((await places(database.pool, house.eventId))[1]).toMatchObject({ state: 3, seats: [0] })
    await house.engine.inventory.leave(house.sale, one.entryId, [one.customerId])
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { state: 5 },
      { state: 5 },
      { id: two.entryId, state: 3, seats: [0] },
    ])
    expect(house.sale.counts).toMatchObject({ free: 0, held: 4 })
  })

  it('taking it and its end at once: it is sold or it passes on, never both', async () => {
    await open(2)
    const [a, b] = [await join(house.engine, house.sale, 1), await join(house.engine, house.sale, 1)]
    await release(house, 0)
    const offer = [...house.sale.holds.values()].find(({ customerId }) => customerId === a.customerId)!
    const [sold] = await Promise.allSettled([
      sell(house.engine, house.sale, { holdId: offer.id, customerId: a.customerId }),
      house.engine.inventory.leave(house.sale, a.entryId, [a.customerId]),
    ])
    const list = await places(database.pool, house.eventId)
    if (sold.status === 'fulfilled') expect(list).toMatchObject([{ state: 4, seats: [0] }, { state: 1 }])
    else expect(list).toMatchObject([{ state: 5 }, { id: b.entryId, state: 3, seats: [0] }])
  })

  it('holds of a server that died are found by another one, for those who wait', async () => {
    await open(2)
    const one = await join(house.engine, house.sale, 1)
    const other = await otherServer()
    await database.pool.query(
      `update holds set expires_at = clock_timestamp() - interval '5 seconds' where id = $1`,
      [house.buyers[1]!.holdId],
    )
    await database.pool.query(
      `update claims set expires_at = clock_timestamp() - interval '5 seconds' where hold_id = $1`,
      [house.buyers[1]!.holdId],
    )
    await other.engine.inventory.tendWaiting()
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: one.entryId, state: 3, seats: [1] },
    ])
  })
})

describe('one place, and no more than the cap', () => {
  it('one customer joins on two servers at once: one place', async () => {
    await open(2)
    const other = await otherServer()
    const customerId = uuid()
    const codes = await Promise.all([
      house.engine.inventory.join(house.sale, joinJob(1, { customerId })),
      other.engine.inventory.join(other.sale, joinJob(1, { customerId })),
    ])
    expect(codes.map(({ code }) => code).sort()).toEqual(['ALREADY_WAITING', 'JOINED'])
  })

  it('the same request again finds the place that it made', async () => {
    await open(2)
    const wish = joinJob(1, { key: 'k', hash: 'h' })
    await house.engine.inventory.join(house.sale, wish)
    const again = { ...wish, entryId: uuid() }
    expect(await house.engine.inventory.join(house.sale, again)).toEqual({
      code: 'JOINED_BEFORE',
      entryId: wish.entryId,
    })
    expect(await house.engine.inventory.join(house.sale, { ...again, hash: 'other' })).toEqual({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  })

  it('whoever has all they may have is skipped, and served when they have less', async () => {
    await open(3, { maxPerCustomer: 2 })
    const customerId = uuid()
    const mine = house.buyers[2]!
    await house.engine.inventory.release(house.sale, mine.holdId, mine.customerId)
    const held = await holdSeats(house.engine, house.sale, [2], customerId)
    const two = joinJob(2, { customerId })
    expect((await house.engine.inventory.join(house.sale, two)).code).toBe('LIMIT_EXCEEDED')
    const one = await join(house.engine, house.sale, 1, { customerId })
    await release(house, 0)
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: one.entryId, state: 3, seats: [0] },
    ])
    await house.engine.inventory.leave(house.sale, one.entryId, [customerId])
    await holdSeats(house.engine, house.sale, [0], customerId)
    const third = uuid()
    await database.pool.query(
      `insert into waitlist (event_id, id, number, customer_id, quantity) values ($1, $2, 9, $3, 1)`,
      [house.eventId, third, customerId],
    )
    const behind = await join(house.engine, house.sale, 1)
    await release(house, 1)
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { state: 5 },
      { id: third, state: 1 },
      { id: behind.entryId, state: 3, seats: [1] },
    ])
    await house.engine.inventory.release(house.sale, held.holdId, customerId)
    expect((await places(database.pool, house.eventId))[1]).toMatchObject({ state: 3, seats: [2] })
  })
})

describe('free events', () => {
  it('promote whoever left a name and an address straight to a confirmed order, with tickets and one mail', async () => {
    await open(2)
    const one = await join(house.engine, house.sale, 1, { name: 'Ada', email: 'ada@example.com' })
    const orderId = await sell(house.engine, house.sale, house.buyers[0]!)
    await house.engine.inventory.cancel(house.sale, { orderId, customerIds: null, ticketIds: null })
    expect(await places(database.pool, house.eventId)).toMatchObject([
      { id: one.entryId, state: 4, seats: [0] },
    ])
    const { rows } = await database.pool.query(
      `select o.state, o.buyer_email as email, (select count(*)::int from tickets t where t.order_id = o.id and t.state = 1) as tickets,
              array(select m.kind from mails m where m.order_id = o.id) as mails
         from orders o where o.customer_id = $1`,
      [one.customerId],
    )
    expect(rows).toEqual([{ state: 2, email: 'ada@example.com', tickets: 1, mails: ['waitlist_promoted'] }])
    expect(house.sale.counts).toMatchObject({ free: 0, sold: 1, held: 1 })
  })
})
