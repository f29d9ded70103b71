import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { createUuidMaker } from '../ids.ts'
import type { Pool } from '../postgres/pool.ts'
import { adoptGuest } from './adopt-guest.ts'

const uuid = createUuidMaker()

async function placeHold(pool: Pool, event: string, customer: string, key: string | null): Promise<string> {
  const id = uuid()
  await pool.query(
    `insert into holds (event_id, id, customer_id, seats, amounts, total, created_at, expires_at, idempotency_key)
     values ($1, $2, $3, '{1}', '{0}', 0, now(), now() + interval '5 minutes', $4)`,
    [event, id, customer, key],
  )
  return id
}

async function placeOrder(pool: Pool, event: string, customer: string, key: string | null): Promise<string> {
  const id = uuid()
  await pool.query(
    `insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total,
                         created_at, idempotency_key)
     values ($1, $2, $3, $4, 2, 'A', 'a@example.com', '{1}', '{0}', 0, now(), $5)`,
    [event, id, customer, uuid(), key],
  )
  return id
}

async function ownersOf(pool: Pool, table: 'holds' | 'orders', ids: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ customer_id: string }>(
    `select customer_id from ${table} where id = any ($1::uuid[]) order by array_position($1::uuid[], id)`,
    [ids],
  )
  return rows.map((row) => row.customer_id)
}

test('a guest’s holds and orders become the account’s, those of others do not, and again changes nothing', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const [event, guest, account, other] = [uuid(), uuid(), uuid(), uuid()]
  const holds = [await placeHold(pool, event, guest, 'k1'), await placeHold(pool, event, other, 'k1')]
  const orders = [await placeOrder(pool, event, guest, null), await placeOrder(pool, event, other, 'k1')]
  const told: [string, string][] = []
  const memory = { adopt: (from: string, to: string) => void told.push([from, to]) }

  for (let time = 1; time <= 2; time += 1) {
    await adoptGuest(pool, memory, guest, account)
    expect(await ownersOf(pool, 'holds', holds)).toEqual([account, other])
    expect(await ownersOf(pool, 'orders', orders)).toEqual([account, other])
    expect(told).toEqual(Array(time).fill([guest, account]))
  }
})

test('the same idempotency key on both sides does not stop it, and keys that do not meet are kept', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const [event, guest, account] = [uuid(), uuid(), uuid()]
  const mine = await placeHold(pool, event, account, 'same')
  const theirs = await placeHold(pool, event, guest, 'same')
  const kept = await placeHold(pool, event, guest, 'other')
  await placeOrder(pool, event, account, 'same')
  const order = await placeOrder(pool, event, guest, 'same')

  await adoptGuest(pool, { adopt: () => {} }, guest, account)
  expect(await ownersOf(pool, 'holds', [mine, theirs, kept])).toEqual([account, account, account])
  expect(await ownersOf(pool, 'orders', [order])).toEqual([account])
  const { rows } = await pool.query('select idempotency_key from holds where id = any ($1) order by id', [
    [mine, theirs, kept],
  ])
  expect(rows.map((row) => row.idempotency_key)).toEqual(['same', null, 'other'])
})

test('nobody adopts themselves', async () => {
  await using database = await freshDatabase()
  const id = uuid()
  await adoptGuest(database.pool, { adopt: () => expect.unreachable() }, id, id)
})
