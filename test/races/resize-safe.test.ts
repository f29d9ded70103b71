import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { changeEvent } from '../../server/booking/change-event.ts'
import type { EventRow } from '../../server/sql/tables.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import {
  beginOn,
  claimOne,
  job,
  openHouse,
  owners,
  someoneWaits,
  startEngine,
  uuid,
  weaken,
} from './house.ts'

/** A row of seats with these ids. */
const rowOf = (...seatIds: string[]) =>
  ({
    name: 'A row',
    size: { width: 100, height: 100 },
    categories: [{ name: 'Stalls', color: '#c00' }],
    zones: [
      {
        position: { x: 0, y: 0 },
        rows: [
          {
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
  }) satisfies NewEvent['plan']

const organiserId = uuid()
let database: FreshDatabase
let engine: ReturnType<typeof startEngine>
let event: EventRow

beforeEach(async () => {
  database = await freshDatabase()
  engine = startEngine(database)
  event = await openHouse(database.pool, 1, { plan: rowOf('a', 'b', 'c'), prices: { Stalls: 0 } })
  await database.pool.query('update events set organiser_id = $2 where id = $1', [event.id, organiserId])
})
afterEach(async () => {
  await engine[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const shrink = (...seatIds: string[]) =>
  changeEvent({ pool: engine.pool, inventory: engine.inventory }, event.id, organiserId, {
    plan: rowOf(...seatIds),
  })

const planVersion = async () =>
  (await database.pool.query('select plan_version from events where id = $1', [event.id])).rows[0]
    .plan_version

/** Seats in the hands of a hold that is no longer in the plan: what must never be. */
async function dropped(): Promise<string[]> {
  const sale = await engine.sale(event.id)
  const { rows } = await database.pool.query(
    `select s as seat from holds h, unnest(h.seats) s where h.event_id = $1 and h.state in (1, 2) and h.expires_at > now()`,
    [event.id],
  )
  return rows.map(({ seat }) => seat).filter((seat) => sale.index.retired.includes(seat))
}

describe('a change of plan never drops a held or sold seat (resize-safe)', () => {
  it('a claim comes first: the change waits for it, and is refused', async () => {
    const buyer = await beginOn(database.pool)
    expect(await claimOne(buyer.client, event.id, job([1]))).toMatchObject({ code: 'CLAIMED' })
    const change = shrink('a', 'c')
    await someoneWaits(database.pool)
    await buyer.commit()
    expect(await change).toEqual({ ok: false, refusal: { code: 'SEATS_IN_USE', seatIds: ['b'] } })
    expect(await planVersion()).toBe(1)
    expect(await owners(database.pool, event.id)).toMatchObject([{ seat: 1 }])
    expect((await engine.sale(event.id)).counts).toMatchObject({ free: 2, held: 1, blocked: 0 })
  })

  it('a claim comes first and is given up: the change goes through', async () => {
    const buyer = await beginOn(database.pool)
    await claimOne(buyer.client, event.id, job([1]))
    const change = shrink('a', 'c')
    await someoneWaits(database.pool)
    await buyer.rollback()
    expect(await change).toMatchObject({ ok: true })
    expect(await planVersion()).toBe(2)
    expect(await owners(database.pool, event.id)).toEqual([])
  })

  it('the change comes first: the claim waits for it, and is refused', async () => {
    const organiser = await beginOn(database.pool)
    await organiser.client.query('select retire_seats($1, $2)', [event.id, [1]])
    const claim = claimOne(engine.pool, event.id, job([0, 1]))
    await someoneWaits(database.pool)
    await organiser.commit()
    expect(await claim).toEqual({ code: 'SEATS_TAKEN', seats: [1] })
    expect(await owners(database.pool, event.id)).toEqual([])
  })

  it('the change comes first and is given up: the claim is granted', async () => {
    const organiser = await beginOn(database.pool)
    await organiser.client.query('select retire_seats($1, $2)', [event.id, [1]])
    const claim = claimOne(engine.pool, event.id, job([0, 1]))
    await someoneWaits(database.pool)
    await organiser.rollback()
    expect(await claim).toMatchObject({ code: 'CLAIMED' })
    expect(await owners(database.pool, event.id)).toMatchObject([{ seat: 0 }, { seat: 1 }])
  })

  it('a lapsed hold is taken over, and whoever wants its seat at that moment is refused', async () => {
    await claimOne(database.pool, event.id, job([1]))
    await database.pool.query(`update claims set expires_at = now() - interval '1 second'`)
    const organiser = await beginOn(database.pool)
    const { rows } = await organiser.client.query('select retire_seats($1, $2) as in_use', [event.id, [1]])
    expect(rows[0].in_use).toEqual([])
    const claim = claimOne(engine.pool, event.id, job([1]))
    await someoneWaits(database.pool)
    await organiser.commit()
    expect(await claim).toEqual({ code: 'SEATS_TAKEN', seats: [1] })
  })

  it('someone takes a lapsed hold over first: the change is refused', async () => {
    await claimOne(database.pool, event.id, job([1]))
    await database.pool.query(`update claims set expires_at = now() - interval '1 second'`)
    const buyer = await beginOn(database.pool)
    await claimOne(buyer.client, event.id, job([1]))
    const change = shrink('a', 'c')
    await someoneWaits(database.pool)
    await buyer.commit()
    expect(await change).toMatchObject({ ok: false, refusal: { code: 'SEATS_IN_USE', seatIds: ['b'] } })
  })

  it('two changes at once: the second is made ready again on what the first left', async () => {
    const verdicts = await Promise.all([shrink('a', 'b', 'c', 'd'), shrink('a', 'c')])
    expect(verdicts.map(({ ok }) => ok)).toEqual([true, true])
    expect(await planVersion()).toBe(3)
    const { index, counts } = await engine.sale(event.id)
    const seats = ['a', 'b', 'c', 'd'].filter((id) => index.indexOf(id) !== undefined)
    expect([
      ['a', 'c'],
      ['a', 'b', 'c', 'd'],
    ]).toContainEqual(seats)
    expect(counts.free).toBe(seats.length)
  })

  it('holds through the whole engine race a change, and nobody’s seat is dropped', async () => {
    const sale = await engine.sale(event.id)
    for (let round = 0; round < 20; round += 1) {
      const customerId = uuid()
      const [held, changed] = await Promise.all([
        engine.inventory.hold(sale, { customerId, wish: { seats: [1] }, key: null, hash: null }),
        shrink('a', 'c'),
      ])
      expect([held.ok, changed.ok]).not.toEqual([true, true])
      expect(await dropped()).toEqual([])
      if (held.ok) await engine.inventory.release(await engine.sale(event.id), held.value.hold.id, customerId)
      expect(await shrink('a', 'b', 'c')).toMatchObject({ ok: true })
      expect((await engine.sale(event.id)).counts.free).toBe(3)
    }
  })

  it('negative control: without the guard of retire_seats a held seat is dropped', async () => {
    await weaken(database.pool, 'retire_seats', '   where c.state >= 3 or c.expires_at <= v_clock;', ';')
    const buyer = await beginOn(database.pool)
    await claimOne(buyer.client, event.id, job([1]))
    const change = shrink('a', 'c')
    await someoneWaits(database.pool)
    await buyer.commit()
    expect(await change).toMatchObject({ ok: true })
    expect(await dropped()).toEqual([1])
  })
})
