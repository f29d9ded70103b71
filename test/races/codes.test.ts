import { describe, expect, it } from 'vitest'
import { codeRule } from '../../server/domain/code-cases.ts'
import { priceOrder } from '../../server/domain/pricing.ts'
import type { Pool, Queryable } from '../../server/postgres/pool.ts'
import { storeCode } from '../../server/sql/codes.ts'
import { openOrder } from '../../server/sql/open-order.ts'
import { freshDatabase } from '../setup/database.ts'
import { beginOn, claimOne, job, openHouse, someoneWaits, uuid, weaken } from './house.ts'

const CODE = 'HALF'
const PRICE = 1000

/** An event with a code for at most `maxTickets`, and holds of different customers on one seat each. */
async function house(pool: Pool, maxTickets: number, holds: number, off = 5000) {
  const { id: event } = await openHouse(pool, holds, { prices: { Standing: PRICE } })
  const discount = { kind: 'percent', value: off } as const
  await storeCode(pool, event, { ...codeRule({ maxTickets, discount }, new Date()), code: CODE }, 10)
  const jobs = await Promise.all(
    Array.from({ length: holds }, async (_, seat) => {
      const wish = job([seat], { amounts: [PRICE], total: PRICE })
      expect((await claimOne(pool, event, wish)).code).toBe('CLAIMED')
      return wish
    }),
  )
  const pricing = (seat: number) =>
    priceOrder(
      [{ seat, category: 'Standing', concession: null, price: PRICE }],
      { feePerTicket: 0, feePerOrder: 0, tax: null },
      { code: CODE, discount, categories: null },
    )
  const order = (db: Queryable, hold: (typeof jobs)[number]) =>
    openOrder(db, event, {
      holdId: hold.holdId,
      customerId: hold.customerId,
      orderId: uuid(),
      buyer: { name: 'A buyer', email: `${hold.customerId}@example.com` },
      locale: 'en',
      acceptsEquivalent: false,
      payment: { id: uuid(), provider: 'demo' },
      key: null,
      hash: null,
      pricing: pricing(hold.seats[0]!),
    })
  return { event, jobs, order }
}

const uses = async (pool: Pool, event: string) => {
  const { rows } = await pool.query(
    'select coalesce(sum(code_tickets), 0)::int as uses from orders where event_id = $1 and state in (1, 2)',
    [event],
  )
  return rows[0].uses
}

describe('a code’s limit', () => {
  it('two orders for its last use: the second waits for the first, and is refused', async () => {
    await using database = await freshDatabase()
    const { event, jobs, order } = await house(database.pool, 1, 2)
    const first = await beginOn(database.pool)
    expect((await order(first.client, jobs[0]!)).code).toBe('OPENED')
    const second = order(database.pool, jobs[1]!)
    await someoneWaits(database.pool)
    await first.commit()
    expect(await second).toEqual({ code: 'CODE_REFUSED', refusal: 'used_up', remaining: 0 })
    expect(await uses(database.pool, event)).toBe(1)
  })

  it('if the first is rolled back, the second has it', async () => {
    await using database = await freshDatabase()
    const { event, jobs, order } = await house(database.pool, 1, 2)
    const first = await beginOn(database.pool)
    await order(first.client, jobs[0]!)
    const second = order(database.pool, jobs[1]!)
    await someoneWaits(database.pool)
    await first.rollback()
    expect((await second).code).toBe('OPENED')
    expect(await uses(database.pool, event)).toBe(1)
  })

  it('twelve orders at once use it five times, whether they cost something or nothing', async () => {
    for (const off of [5000, 10_000]) {
      await using database = await freshDatabase()
      const { event, jobs, order } = await house(database.pool, 5, 12, off)
      const verdicts = await Promise.all(jobs.map((hold) => order(database.pool, hold)))
      const granted = verdicts.filter(({ code }) => code === (off === 10_000 ? 'CONFIRMED' : 'OPENED'))
      expect(granted).toHaveLength(5)
      expect(verdicts.filter(({ code }) => code === 'CODE_REFUSED')).toHaveLength(7)
      expect(await uses(database.pool, event)).toBe(5)
    }
  })

  it('an order that a code makes free is sold with its tickets, and there is nothing to pay', async () => {
    await using database = await freshDatabase()
    const { event, jobs, order } = await house(database.pool, 5, 1, 10_000)
    expect((await order(database.pool, jobs[0]!)).code).toBe('CONFIRMED')
    const { rows } = await database.pool.query(
      `select o.state, o.total, o.discount, c.state as claim, h.state as hold,
              (select count(*)::int from tickets t where t.event_id = $1 and t.state = 1) as tickets,
              (select count(*)::int from payments p where p.event_id = $1) as payments
         from orders o join claims c on c.event_id = o.event_id and c.hold_id = o.hold_id
         join holds h on h.event_id = o.event_id and h.id = o.hold_id where o.event_id = $1`,
      [event],
    )
    const sold = { state: 2, total: 0, discount: PRICE, claim: 2, hold: 2, tickets: 1, payments: 0 }
    expect(rows).toEqual([sold])
    expect((await order(database.pool, jobs[0]!)).code).toBe('OPEN_BEFORE')
  })

  it('negative control: without the lock on the code’s row it is used twice', async () => {
    await using database = await freshDatabase()
    await weaken(
      database.pool,
      'use_code',
      /( where c\.event_id = p_event and c\.code = p_code) for update/,
      (text) => text.replace(' for update', ''),
    )
    const { event, jobs, order } = await house(database.pool, 1, 2)
    const first = await beginOn(database.pool)
    await order(first.client, jobs[0]!)
    expect((await order(database.pool, jobs[1]!)).code).toBe('OPENED')
    await first.commit()
    expect(await uses(database.pool, event)).toBe(2)
  })
})
