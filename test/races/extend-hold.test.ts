import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import type { ClaimJob } from '../../server/sql/claim-seats.ts'
import { type ExtendVerdict, extendHold } from '../../server/sql/extend-hold.ts'
import { openOrder } from '../../server/sql/open-order.ts'
import { releaseHolds } from '../../server/sql/release-holds.ts'
import { sellHolds } from '../../server/sql/sell-holds.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import {
  beginOn,
  claimOne,
  job,
  openHouse,
  owners,
  sale,
  someoneWaits,
  startEngine,
  uuid,
  weaken,
} from './house.ts'

const HOLD_SECONDS = 60

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database[Symbol.asyncDispose]())

/** A hold on some seats of an event that gives more time, and the end that its owner saw. */
async function held(seats: number[], change: Partial<NewEvent> = {}, price = 0) {
  const { id: event } = await openHouse(database.pool, 5, {
    holdSeconds: HOLD_SECONDS,
    holdExtensions: 1,
    ...change,
  })
  const hold = job(seats, { amounts: seats.map(() => price), total: price * seats.length })
  const claimed = await claimOne(database.pool, event, hold)
  if (claimed.code !== 'CLAIMED') throw new Error(claimed.code)
  return { event, hold, seen: claimed.expiresAt }
}

const extend = (
  event: string,
  hold: ClaimJob,
  seen: Date,
  db: Parameters<typeof extendHold>[0] = database.pool,
) => extendHold(db, event, { holdId: hold.holdId, customerId: hold.customerId, seen })

const order = (hold: ClaimJob) => ({
  holdId: hold.holdId,
  customerId: hold.customerId,
  orderId: uuid(),
  buyer: { name: 'A buyer', email: 'buyer@example.com' },
  locale: 'en',
  acceptsEquivalent: false,
  payment: { id: uuid(), provider: 'demo' },
  key: null,
  hash: null,
})

function granted(verdict: ExtendVerdict) {
  if (verdict.code !== 'EXTENDED' && verdict.code !== 'MOVED') throw new Error(verdict.code)
  return verdict
}

/** When the hold and its claims end; they must say the same. */
async function endOf(hold: ClaimJob): Promise<Date> {
  const { rows } = await database.pool.query<{ end: Date }>(
    `select expires_at as end from holds where id = $1 union select expires_at from claims where hold_id = $1`,
    [hold.holdId],
  )
  expect(rows).toHaveLength(1)
  return rows[0]!.end
}

/** Waits until the hold's time is over by the database's clock. */
async function timeIsOver(hold: ClaimJob): Promise<void> {
  await database.pool.query(
    `select pg_sleep(greatest(0, extract(epoch from expires_at - clock_timestamp())) + 0.001) from holds where id = $1`,
    [hold.holdId],
  )
}

describe('no-free-time: extending a hold', () => {
  it('gives the time that the hold began with once more, and no oftener than the event allows', async () => {
    const { event, hold, seen } = await held([0, 3], { holdExtensions: 2 })
    const first = granted(await extend(event, hold, seen))
    expect(first).toMatchObject({ code: 'EXTENDED', used: 1, orderId: null })
    expect(first.expiresAt.getTime() - seen.getTime()).toBe(HOLD_SECONDS * 1000)
    const second = granted(await extend(event, hold, first.expiresAt))
    expect(second).toMatchObject({ code: 'EXTENDED', used: 2 })
    expect(await extend(event, hold, second.expiresAt)).toEqual({ code: 'NOT_EXTENDABLE' })
    expect(await endOf(hold)).toEqual(second.expiresAt)
  })

  it('is refused where the event gives none, to strangers, after the end, and once payment has begun', async () => {
    const none = await held([0], { holdExtensions: 0 })
    expect((await extend(none.event, none.hold, none.seen)).code).toBe('NOT_EXTENDABLE')
    const { event, hold, seen } = await held([0], {}, 1000)
    expect((await extend(event, { ...hold, customerId: uuid() }, seen)).code).toBe('NOT_FOUND')
    const opened = await openOrder(database.pool, event, order(hold))
    if (opened.code !== 'OPENED') throw new Error(opened.code)
    expect((await extend(event, hold, opened.holdExpiresAt)).code).toBe('NOT_EXTENDABLE')
    const over = await held([1], { holdSeconds: 1 })
    await timeIsOver(over.hold)
    expect((await extend(over.event, over.hold, over.seen)).code).toBe('HOLD_EXPIRED')
    const given = await held([2])
    await releaseHolds(database.pool, given.event, [given.hold.holdId], [given.hold.customerId])
    expect((await extend(given.event, given.hold, given.seen)).code).toBe('HOLD_ENDED')
  })

  it('two at once, from two tabs or a retry that overtook: one extension, and both are told of it', async () => {
    const { event, hold, seen } = await held([0, 1], { holdExtensions: 3 })
    const first = await beginOn(database.pool)
    const one = granted(await extend(event, hold, seen, first.client))
    const other = extend(event, hold, seen)
    await someoneWaits(database.pool)
    await first.commit()
    expect(await other).toMatchObject({ code: 'MOVED', used: 1, expiresAt: one.expiresAt })
    expect(await endOf(hold)).toEqual(one.expiresAt)
  })

  it('negative control: without a look at the end that was seen, a retry adds time', async () => {
    const { event, hold, seen } = await held([0], { holdExtensions: 3 })
    await weaken(database.pool, 'extend_hold', /when abs\(.*\n/)
    const first = granted(await extend(event, hold, seen))
    const again = granted(await extend(event, hold, seen))
    expect(again.expiresAt.getTime()).toBeGreaterThan(first.expiresAt.getTime())
  })
})

describe('ends-once: extending a hold', () => {
  it('extended first: the release waits, and gives back what was extended', async () => {
    await using engine = startEngine(database)
    const { event, hold, seen } = await held([0])
    const there = await engine.sale(event)
    const extending = await beginOn(database.pool)
    await extend(event, hold, seen, extending.client)
    const released = engine.inventory.release(there, hold.holdId, hold.customerId)
    await someoneWaits(database.pool)
    await extending.commit()
    expect(await released).toMatchObject({ state: 'released', ended: true })
    expect(await owners(database.pool, event)).toEqual([])
    expect(there.counts).toMatchObject({ free: 5 })
  })

  it('extended first: the sale of a free place waits, and goes through', async () => {
    await using engine = startEngine(database)
    const { event, hold, seen } = await held([0])
    const there = await engine.sale(event)
    const extending = await beginOn(database.pool)
    await extend(event, hold, seen, extending.client)
    const sold = engine.inventory.sell(there, sale(hold))
    await someoneWaits(database.pool)
    await extending.commit()
    expect((await sold).code).toBe('SOLD')
  })

  it('sold first: the extension finds it ended', async () => {
    const { event, hold, seen } = await held([0])
    const selling = await beginOn(database.pool)
    await sellHolds(selling.client, event, [sale(hold)])
    const extended = extend(event, hold, seen)
    await someoneWaits(database.pool)
    await selling.commit()
    expect(await extended).toEqual({ code: 'HOLD_ENDED' })
  })

  it('released first: the extension finds it ended, and takes nothing back', async () => {
    const { event, hold, seen } = await held([0])
    const releasing = await beginOn(database.pool)
    await releaseHolds(releasing.client, event, [hold.holdId], [hold.customerId])
    const extended = extend(event, hold, seen)
    await someoneWaits(database.pool)
    await releasing.commit()
    expect(await extended).toEqual({ code: 'HOLD_ENDED' })
    expect(await owners(database.pool, event)).toEqual([])
  })

  it('payment began first: its deadline stays as it was promised', async () => {
    const { event, hold, seen } = await held([0], {}, 1000)
    const paying = await beginOn(database.pool)
    const opened = await openOrder(paying.client, event, order(hold))
    if (opened.code !== 'OPENED') throw new Error(opened.code)
    const extended = extend(event, hold, seen)
    await someoneWaits(database.pool)
    await paying.commit()
    expect(await extended).toMatchObject({
      code: 'MOVED',
      expiresAt: opened.holdExpiresAt,
      orderId: opened.orderId,
    })
    expect(await endOf(hold)).toEqual(opened.holdExpiresAt)
  })

  it('extended first: the order opens with the later end, and is not cut short by its own deadline', async () => {
    const { event, hold, seen } = await held([0], { holdSeconds: 3600 }, 1000)
    const extending = await beginOn(database.pool)
    const extended = granted(await extend(event, hold, seen, extending.client))
    const opening = openOrder(database.pool, event, order(hold))
    await someoneWaits(database.pool)
    await extending.commit()
    expect(await opening).toMatchObject({ code: 'OPENED', holdExpiresAt: extended.expiresAt })
    expect(await endOf(hold)).toEqual(extended.expiresAt)
  })

  it('negative control: without the lock on the hold, one that is being released is extended after all', async () => {
    const { event, hold, seen } = await held([0])
    await weaken(
      database.pool,
      'extend_hold',
      'h.customer_id = p_customer for update',
      'h.customer_id = p_customer',
    )
    const releasing = await beginOn(database.pool)
    await releaseHolds(releasing.client, event, [hold.holdId], [hold.customerId])
    // It reads the hold as it was before the release, and comes to a standstill only at the claim.
    const extended = extend(event, hold, seen)
    const fate = expect(extended).rejects.toMatchObject({ code: 'FH001' })
    await someoneWaits(database.pool)
    await releasing.commit()
    await fate
  })
})

describe('db-clock: extending a hold', () => {
  it('another buyer took a seat over in the same instant: all of the extension is undone, and then it has expired', async () => {
    const { event, hold, seen } = await held([0, 1])
    // Only the claim's time is over, as when the clock passes the end between the extension's two looks.
    await database.pool.query('update claims set expires_at = clock_timestamp() where seat = 1')
    const taking = await beginOn(database.pool)
    const next = job([1])
    expect((await claimOne(taking.client, event, next)).code).toBe('CLAIMED')
    const extended = extend(event, hold, seen)
    const fate = expect(extended).rejects.toMatchObject({ code: 'FH001' })
    await someoneWaits(database.pool)
    await taking.commit()
    await fate
    const { rows } = await database.pool.query(
      'select expires_at, extensions_used as used from holds where id = $1',
      [hold.holdId],
    )
    expect(rows).toEqual([{ expires_at: seen, used: 0 }])
    expect(await owners(database.pool, event)).toContainEqual({ seat: 1, hold: next.holdId })
  })

  it('extended in time: who would take the seat over waits for that, and is refused', async () => {
    const { event, hold, seen } = await held([0], { holdSeconds: 1 })
    const extending = await beginOn(database.pool)
    expect((await extend(event, hold, seen, extending.client)).code).toBe('EXTENDED')
    await timeIsOver(hold)
    const claim = claimOne(database.pool, event, job([0]))
    await someoneWaits(database.pool)
    await extending.commit()
    expect((await claim).code).toBe('SEATS_TAKEN')
    expect(await owners(database.pool, event)).toEqual([{ seat: 0, hold: hold.holdId }])
  })

  it('negative control: without the count of its claims, a hold goes on whose seat belongs to another', async () => {
    const { event, hold, seen } = await held([0, 1])
    await weaken(database.pool, 'extend_hold', 'if v_moved < cardinality(v_hold.seats) then', 'if false then')
    await database.pool.query('update claims set expires_at = clock_timestamp() where seat = 1')
    await claimOne(database.pool, event, job([1]))
    expect((await extend(event, hold, seen)).code).toBe('EXTENDED')
  })

  it('negative control: judged without the time, a hold that is over comes back to life', async () => {
    const { event, hold, seen } = await held([0], { holdSeconds: 1 })
    await weaken(
      database.pool,
      'extend_hold',
      'v_hold.state = 4 or v_hold.expires_at <= clock',
      'v_hold.state = 4',
    )
    await timeIsOver(hold)
    expect((await extend(event, hold, seen)).code).toBe('EXTENDED')
  })
})

describe('cap-holds: extending a hold', () => {
  /** One customer's hold is being extended as its time runs out; then they ask for one seat more than they may have. */
  async function oneMore() {
    const { event, hold, seen } = await held([0], { holdSeconds: 1, maxPerCustomer: 1 })
    const extending = await beginOn(database.pool)
    expect((await extend(event, hold, seen, extending.client)).code).toBe('EXTENDED')
    await timeIsOver(hold)
    return { event, extending, more: job([1], { customerId: hold.customerId }) }
  }

  it('an extension that is not committed yet counts', async () => {
    const { event, extending, more } = await oneMore()
    const claim = claimOne(database.pool, event, more)
    await someoneWaits(database.pool)
    await extending.commit()
    expect((await claim).code).toBe('LIMIT_EXCEEDED')
  })

  it('negative control: without the lock on the customer, they have both', async () => {
    await weaken(database.pool, 'extend_hold', /perform pg_advisory_xact_lock.*\n/)
    const { event, extending, more } = await oneMore()
    expect((await claimOne(database.pool, event, more)).code).toBe('CLAIMED')
    await extending.commit()
    expect(await owners(database.pool, event)).toHaveLength(2)
  })
})

describe('several servers', () => {
  it('a server that did not hear of the extension learns it when the old end comes up, and gives nothing away', async () => {
    await using here = startEngine(database)
    await using there = startEngine(database)
    const { id } = await openHouse(database.pool, 1, { holdSeconds: 1, holdExtensions: 3 })
    const customerId = uuid()
    const mine = await here.inventory.hold(await here.sale(id), {
      customerId,
      wish: { quantity: 1 },
      key: null,
      hash: null,
    })
    if (!mine.ok) throw new Error('not held')
    const holdId = mine.value.hold.id
    const other = await there.sale(id)
    expect(there.inventory.liveHold(holdId)).toBeDefined()
    let seen = new Date(mine.value.hold.expiresAt)
    for (let times = 0; times < 3; times += 1) {
      const verdict = granted(await here.inventory.extend(await here.sale(id), { holdId, customerId, seen }))
      seen = verdict.expiresAt
    }
    expect(here.inventory.liveHold(holdId)?.expiresAtMs).toBe(seen.getTime())

    const news: string[] = []
    there.inventory.onHold(({ state, expiresAt }) => news.push(`${state} ${expiresAt}`))
    await timeIsOverAt(mine.value.hold.seats[0]!, 1)
    const late = await there.inventory.hold(other, {
      customerId: uuid(),
      wish: { quantity: 1 },
      key: null,
      hash: null,
    })
    expect(late.ok).toBe(false)
    await expect
      .poll(async () => {
        await there.inventory.sweep()
        return news
      })
      .toEqual([`live ${seen.toISOString()}`])
    expect(other.counts).toMatchObject({ free: 0, held: 1 })
    expect(await owners(database.pool, id)).toEqual([{ seat: 0, hold: holdId }])
  })

  /** Waits until a second after the hold was made: its first end. */
  async function timeIsOverAt(seat: number, seconds: number): Promise<void> {
    await database.pool.query(
      `select pg_sleep(greatest(0, extract(epoch from h.created_at - clock_timestamp()) + $2::int) + 0.005)
         from holds h where $1 = any (h.seats)`,
      [seat, seconds],
    )
  }
})
