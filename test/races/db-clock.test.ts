import { describe, expect, it } from 'vitest'
import type { Pool } from '../../server/postgres/pool.ts'
import { sellHolds } from '../../server/sql/sell-holds.ts'
import { freshDatabase } from '../setup/database.ts'
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

const HOUR_MS = 3_600_000

/** Moves a hold's end into the past, as if its time had gone by. */
async function letTimePass(pool: Pool, holdId: string): Promise<void> {
  await pool.query(`update holds set expires_at = clock_timestamp() - interval '1 ms' where id = $1`, [
    holdId,
  ])
  await pool.query(`update claims set expires_at = clock_timestamp() - interval '1 ms' where hold_id = $1`, [
    holdId,
  ])
}

describe('db-clock', () => {
  it.each([-HOUR_MS, 0, HOUR_MS])(
    'a server whose clock is off by %i ms holds and loses no seat by it',
    async (aheadMs) => {
      await using database = await freshDatabase()
      await using engine = startEngine(database, { aheadMs })
      const event = await openHouse(database.pool, 2)
      const there = await engine.sale(event.id)
      const ask = { key: null, hash: null, wish: { quantity: 1 } }
      const first = await engine.inventory.hold(there, { ...ask, customerId: uuid() })
      const second = await engine.inventory.hold(there, { ...ask, customerId: uuid() })
      const third = await engine.inventory.hold(there, { ...ask, customerId: uuid() })
      expect([first.ok, second.ok, third.ok]).toEqual([true, true, false])
      await engine.inventory.sweep()
      expect(await owners(database.pool, event.id)).toHaveLength(2)
    },
  )

  it('a late sweeper changes nothing: an unswept seat is anyone’s, and its old hold can no longer be sold', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    const old = job([0])
    await claimOne(database.pool, id, old)
    await letTimePass(database.pool, old.holdId)
    const next = job([0])
    expect((await claimOne(database.pool, id, next)).code).toBe('CLAIMED')
    const [verdict] = await sellHolds(database.pool, id, [sale(old)])
    expect(verdict!.code).toBe('HOLD_EXPIRED')
    expect(await owners(database.pool, id)).toEqual([{ seat: 0, hold: next.holdId }])
  })

  it('selling begun in time against a taking-over begun too late: the claim’s row decides, for one of them', async () => {
    // GET, then SET: the hold expires in between. Here the sale holds the row, and the claim waits for its verdict.
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    const old = job([0])
    await claimOne(database.pool, id, old)
    const selling = await beginOn(database.pool)
    const [sold] = await sellHolds(selling.client, id, [sale(old)])
    const claim = claimOne(database.pool, id, job([0]))
    await someoneWaits(database.pool)
    await selling.commit()
    expect(sold!.code).toBe('SOLD')
    expect((await claim).code).toBe('SEATS_TAKEN')
  })

  it('taking over begun first: the sale finds its claim gone, and nothing of it remains', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 2)
    const old = job([0, 1])
    await claimOne(database.pool, id, old)
    // Only the claim's time is over, as when the clock passes the end between the sale's two looks.
    await database.pool.query(`update claims set expires_at = clock_timestamp() where seat = 1`)
    const taking = await beginOn(database.pool)
    expect((await claimOne(taking.client, id, job([1]))).code).toBe('CLAIMED')
    const selling = sellHolds(database.pool, id, [sale(old)])
    const fate = expect(selling).rejects.toMatchObject({ code: 'FH001' })
    await someoneWaits(database.pool)
    await taking.commit()
    await fate
    const { rows } = await database.pool.query('select state from holds order by created_at')
    expect(rows.map(({ state }) => state)).toEqual([1, 1])
    const tickets = await database.pool.query('select 1 from tickets')
    expect(tickets.rowCount).toBe(0)
  })

  it('sweeping frees only what still belongs to the hold that ended', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 2)
    const there = await engine.sale(event.id)
    const held = await engine.inventory.hold(there, {
      customerId: uuid(),
      wish: { quantity: 2 },
      key: null,
      hash: null,
    })
    if (!held.ok) throw new Error('not held')
    const ended: string[] = []
    engine.inventory.onHold(({ state }) => ended.push(state))
    await letTimePass(database.pool, held.value.hold.id)
    // Another server gives one of the seats to the next buyer before this one sweeps.
    const next = job([1])
    expect((await claimOne(database.pool, event.id, next)).code).toBe('CLAIMED')
    held.value.hold.expiresAtMs = 0
    there.lapses.push(held.value.hold)
    await engine.inventory.sweep()
    expect(await owners(database.pool, event.id)).toEqual([{ seat: 1, hold: next.holdId }])
    expect(ended).toEqual(['expired'])
  })

  it('negative control: judged by the hold’s row alone, without the time, an expired hold is sold', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    await weaken(database.pool, 'sell_holds', 'h.state = 1 and h.expires_at > v_clock', 'h.state = 1')
    const old = job([0])
    await claimOne(database.pool, id, old)
    await letTimePass(database.pool, old.holdId)
    const [verdict] = await sellHolds(database.pool, id, [sale(old)])
    expect(verdict!.code).toBe('SOLD')
  })

  it('negative control: without the count of its claims, a sale whose seat was taken over sells it twice', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 2)
    await weaken(database.pool, 'sell_holds', 'if not v_whole then', 'if false then')
    await database.pool.query('drop index one_valid_ticket_per_seat')
    const old = job([0, 1])
    await claimOne(database.pool, id, old)
    await database.pool.query(`update claims set expires_at = clock_timestamp() where seat = 1`)
    const next = job([1])
    await claimOne(database.pool, id, next)
    await sellHolds(database.pool, id, [sale(old)])
    await sellHolds(database.pool, id, [sale(next)])
    const { rows } = await database.pool.query(
      'select count(*)::int as n from tickets where seat = 1 and state = 1',
    )
    expect(rows[0].n).toBe(2)
  })
})
