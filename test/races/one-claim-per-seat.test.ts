import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../setup/database.ts'
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

describe('one-claim-per-seat', () => {
  it('the second claim on a seat waits for the first, and is refused when that commits', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 3)
    const first = await beginOn(database.pool)
    expect((await claimOne(first.client, id, job([1]))).code).toBe('CLAIMED')
    const second = claimOne(database.pool, id, job([1]))
    await someoneWaits(database.pool)
    await first.commit()
    expect(await second).toEqual({ code: 'SEATS_TAKEN', seats: [1] })
    expect(await owners(database.pool, id)).toHaveLength(1)
  })

  it('the second claim is granted when the first is rolled back', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 3)
    const first = await beginOn(database.pool)
    await claimOne(first.client, id, job([1]))
    const second = claimOne(database.pool, id, job([1]))
    await someoneWaits(database.pool)
    await first.rollback()
    expect((await second).code).toBe('CLAIMED')
  })

  it('a waiter that wakes after the commit, on a server that knows nothing of it, is refused', async () => {
    // The failure seen: it saw no lock in the fast layer yet and took the seat; two buyers were told yes.
    await using database = await freshDatabase()
    const event = await openHouse(database.pool, 1)
    await using one = startEngine(database)
    await using other = startEngine(database)
    const [here, there] = [await one.sale(event.id), await other.sale(event.id)]
    const ask = { wish: { quantity: 1 }, key: null, hash: null }
    expect((await one.inventory.hold(here, { customerId: uuid(), ...ask })).ok).toBe(true)
    expect(there.counts.free).toBe(1)
    const late = await other.inventory.hold(there, { customerId: uuid(), ...ask })
    expect(late.ok).toBe(false)
    expect(there.counts.free).toBe(0)
  })

  it.each([1, 2])('500 buyers for 20 seats on %i servers: exactly 20 are granted', async (servers) => {
    await using database = await freshDatabase()
    const event = await openHouse(database.pool, 20)
    await using stack = new AsyncDisposableStack()
    const engines = Array.from({ length: servers }, () => stack.use(startEngine(database)))
    const sales = await Promise.all(engines.map((engine) => engine.sale(event.id)))
    const outcomes = await Promise.all(
      Array.from({ length: 500 }, (_, buyer) =>
        engines[buyer % servers]!.inventory.hold(sales[buyer % servers]!, {
          customerId: uuid(),
          wish: buyer % 3 === 0 ? { quantity: 1 } : { seats: [buyer % 20] },
          key: null,
          hash: null,
        }),
      ),
    )
    const granted = outcomes.filter((outcome) => outcome.ok)
    const held = await owners(database.pool, event.id)
    expect(held).toHaveLength(20)
    expect(granted).toHaveLength(20)
    expect(new Set(held.map(({ hold }) => hold)).size).toBe(20)
  })

  it('negative control: without the primary key the same race sells a seat twice', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 3)
    await database.pool.query('alter table claims drop constraint claims_pkey')
    // What remains without it is the usual look before the leap.
    await weaken(
      database.pool,
      'claim_seats',
      /\s+on conflict \(event_id, seat\) do update[\s\S]*?where c\.expires_at <= clock[^;]*;/,
      ' on conflict do nothing;',
    )
    const first = await beginOn(database.pool)
    await claimOne(first.client, id, job([1]))
    const second = await claimOne(database.pool, id, job([1]))
    await first.commit()
    expect(second.code).toBe('CLAIMED')
    expect(await owners(database.pool, id)).toHaveLength(2)
  })
})
