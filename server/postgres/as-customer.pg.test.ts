import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { createUuidMaker } from '../ids.ts'
import { asCustomer } from './as-customer.ts'
import type { Pool } from './pool.ts'

const uuid = createUuidMaker()
const TABLES = ['holds', 'orders', 'tickets', 'payments', 'waitlist'] as const

/** One customer with one row in every table that has owners. */
async function customerWithThings(pool: Pool, eventId: string): Promise<string> {
  const [customer, hold, order] = [uuid(), uuid(), uuid()]
  await pool.query(
    `insert into holds (event_id, id, customer_id, state, seats, amounts, total, created_at, expires_at, ended_at)
     values ($1, $2, $3, 2, '{1}', '{0}', 0, now(), now(), now())`,
    [eventId, hold, customer],
  )
  await pool.query(
    `insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total, created_at)
     values ($1, $2, $3, $4, 2, 'A', 'a@example.com', '{1}', '{0}', 0, now())`,
    [eventId, order, customer, hold],
  )
  await pool.query(`insert into tickets (event_id, order_id, seat) values ($1, $2, floor(random() * 1e9))`, [
    eventId,
    order,
  ])
  await pool.query(
    `insert into payments (event_id, id, order_id, provider, provider_ref, state, amount, currency)
     values ($1, $2, $3, 'demo', gen_random_uuid()::text, 2, 0, 'EUR')`,
    [eventId, uuid(), order],
  )
  await pool.query(
    `insert into waitlist (event_id, id, number, customer_id, quantity)
     select $1, $2, count(*) + 1, $3, 1 from waitlist where event_id = $1`,
    [eventId, uuid(), customer],
  )
  return customer
}

async function createEvent(pool: Pool, published: boolean): Promise<string> {
  const id = uuid()
  await pool.query(
    `insert into events (id, slug, title, venue, starts_at, timezone, published, currency, prices, min_price,
                         max_price, plan_version, places, max_per_order, hold_seconds)
     values ($1, $2, 'T', '{}', now(), 'UTC', $3, 'EUR', '{}', 0, 0, 1, 10, 10, 300)`,
    [id, id, published],
  )
  return id
}

function countAll(pool: Pool, customerIds: string[]): Promise<number[]> {
  return asCustomer(pool, customerIds, async (db) => {
    const counts: number[] = []
    for (const table of TABLES) {
      const { rows } = await db.query<{ count: number }>(`select count(*) from ${table}`)
      counts.push(rows[0]!.count)
    }
    return counts
  })
}

test('a query without a WHERE shows a customer their own rows and nobody else’s', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await createEvent(pool, true)
  const alice = await customerWithThings(pool, event)
  const bob = await customerWithThings(pool, event)

  expect(await countAll(pool, [alice])).toEqual([1, 1, 1, 1, 1])
  expect(await countAll(pool, [alice, bob])).toEqual([2, 2, 2, 2, 2])
  expect(await countAll(pool, [uuid()])).toEqual([0, 0, 0, 0, 0])
  const owners = await asCustomer(pool, [bob], (db) => db.query('select customer_id from orders'))
  expect(owners.rows).toEqual([{ customer_id: bob }])
})

test('no customer sees nothing, with an empty list and with none set', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  await customerWithThings(pool, await createEvent(pool, true))
  expect(await countAll(pool, [])).toEqual([0, 0, 0, 0, 0])

  const client = await pool.connect()
  try {
    await client.query('begin; set local role fullhouse_customer')
    for (const table of TABLES) expect((await client.query(`select from ${table}`)).rowCount, table).toBe(0)
    await client.query('rollback')
  } finally {
    client.release()
  }
})

test('an unpublished event is seen by those who have an order for it, and nobody else', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await createEvent(pool, false)
  const alice = await customerWithThings(pool, event)
  const seen = (customer: string) =>
    asCustomer(pool, [customer], async (db) => (await db.query('select id from events')).rowCount)
  expect(await seen(alice)).toBe(1)
  expect(await seen(uuid())).toBe(0)
})

test('a customer’s reader can neither write nor look at claims, accounts or settings', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await createEvent(pool, true)
  const alice = await customerWithThings(pool, event)
  const attempt = (sql: string) => asCustomer(pool, [alice], (db) => db.query(sql))

  for (const table of ['claims', 'settings', 'users', 'sessions', 'accounts', 'verifications'])
    await expect(attempt(`select * from ${table}`), table).rejects.toMatchObject({ code: '42501' })
  for (const sql of ['delete from holds', `update orders set state = 1`, 'delete from events'])
    await expect(attempt(sql), sql).rejects.toThrow(/read-only transaction|permission denied/)
})

test('the connection goes back without the role and the ids', async () => {
  await using database = await freshDatabase({ max: 1 })
  const { pool } = database
  const alice = await customerWithThings(pool, await createEvent(pool, true))
  await countAll(pool, [alice])
  await asCustomer(pool, [alice], () => Promise.reject(new Error('stop'))).catch(() => {})
  const { rows } = await pool.query(
    `select current_user::text = session_user::text as own, current_setting('fullhouse.customers', true) as ids`,
  )
  expect(rows).toEqual([{ own: true, ids: '' }])
})

test('what is no id never reaches the statement', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  for (const id of [`'; reset role; --`, `${uuid()}' or true`, '', uuid().toUpperCase()])
    expect(() => asCustomer(pool, [id], async () => 1), id).toThrow('customer ids are UUIDs')
})
