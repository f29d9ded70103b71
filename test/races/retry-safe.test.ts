import { describe, expect, it } from 'vitest'
import type { ClaimJob } from '../../server/sql/claim-seats.ts'
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

describe('retry-safe', () => {
  it('one key on two servers at once leads to one hold', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9)
    const customerId = uuid()
    const same = { customerId, key: 'k', hash: 'h' }
    const first = await beginOn(database.pool)
    const hold = job([0], same)
    await claimOne(first.client, id, hold)
    const retry = claimOne(database.pool, id, job([1], same))
    await someoneWaits(database.pool)
    await first.commit()
    expect(await retry).toEqual({ code: 'DUPLICATE', hold: hold.holdId })
    expect(await owners(database.pool, id)).toHaveLength(1)
  })

  it('the same key with another request is refused, and with another customer is another key', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9)
    const customerId = uuid()
    await claimOne(database.pool, id, job([0], { customerId, key: 'k', hash: 'h' }))
    const other = await claimOne(database.pool, id, job([1], { customerId, key: 'k', hash: 'another' }))
    expect(other.code).toBe('IDEMPOTENCY_KEY_REUSED')
    const stranger = await claimOne(database.pool, id, job([1], { key: 'k', hash: 'another' }))
    expect(stranger.code).toBe('CLAIMED')
  })

  it('ten parallel retries for the same named seat all get the one hold', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 9)
    const sale = await engine.sale(event.id)
    const ask = { customerId: uuid(), wish: { seats: [4] }, key: 'k', hash: 'h' }
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => engine.inventory.hold(sale, ask)))
    const ids = outcomes.map((outcome) =>
      outcome.ok
        ? outcome.value.hold.id
        : outcome.refusal.code === 'DUPLICATE'
          ? outcome.refusal.hold
          : outcome.refusal.code,
    )
    expect(new Set(ids).size).toBe(1)
    expect(await owners(database.pool, event.id)).toEqual([{ seat: 4, hold: ids[0] }])
  })

  it('two holds ordered under one key at once: one order', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9)
    const customerId = uuid()
    const holds = [job([0], { customerId }), job([1], { customerId })]
    for (const hold of holds) await claimOne(database.pool, id, hold)
    const order = (hold: ClaimJob) => ({ ...sale(hold), key: 'k', hash: hold.holdId })
    const selling = await beginOn(database.pool)
    await sellHolds(selling.client, id, [order(holds[0]!)])
    const second = sellHolds(database.pool, id, [order(holds[1]!)])
    await someoneWaits(database.pool)
    await selling.commit()
    expect(await second).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }])
  })

  it('negative control: without lock and index one key leads to two holds', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9)
    await weaken(database.pool, 'claim_seats', /perform pg_advisory_xact_lock[\s\S]*?\) l;/)
    await database.pool.query('drop index holds_by_key')
    const same = { customerId: uuid(), key: 'k', hash: 'h' }
    const first = await beginOn(database.pool)
    await claimOne(first.client, id, job([0], same))
    const retry = await claimOne(database.pool, id, job([1], same))
    await first.commit()
    expect(retry.code).toBe('CLAIMED')
    expect(await owners(database.pool, id)).toHaveLength(2)
  })
})
