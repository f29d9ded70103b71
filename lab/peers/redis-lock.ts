import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createClient } from '@redis/client'
import { Pool } from 'pg'
import { putOnEvent } from './put-on-event.ts'
import { servePeer, type Verdict } from './serve-peer.ts'
import { inTransaction } from './textbook-statements.ts'

/**
 * The common design for a rush: `SET seat hold NX PX` in Redis for each seat, all or none, then a row in PostgreSQL. Written to do
 * well at what it is: commands of one turn share a round trip, who loses a seat never reaches PostgreSQL, a hold there is
 * one prepared statement that commits by itself, and locks are given back by a script that frees only what is its own.
 *
 * What it cannot do is part of the design: the hold is two writes that can part (a crash in between leaves seats locked for five
 * minutes), and the end of a hold is Redis's clock, which the order has to trust.
 *
 * Environment: DATABASE_URL, REDIS_URL. Started with `fork`.
 */
const holdMs = 5 * 60_000
const giveBackScript = `for _, key in ipairs(KEYS) do if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end end`

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
const redis = createClient({ url: process.env.REDIS_URL })
// Either may go first when a benchmark is interrupted; whoever waits for an answer is told by that answer.
pool.on('error', () => {})
redis.on('error', () => {})
await redis.connect()
await pool.query(readFileSync(new URL('./redis-lock.sql', import.meta.url), 'utf8'))
const giveBackHash = await redis.scriptLoad(giveBackScript)

servePeer({ createEvent: (seats) => putOnEvent(pool, seats), holdSeats, orderHold, releaseHold })

async function holdSeats(eventId: string, customerId: string, seatIds: string[]): Promise<Verdict> {
  const id = randomUUID()
  const keys = keysOf(eventId, seatIds)
  const answers = await Promise.all(
    keys.map((key) => redis.set(key, id, { condition: 'NX', expiration: { type: 'PX', value: holdMs } })),
  )
  const taken = seatIds.filter((_, at) => answers[at] === null)
  if (taken.length > 0) {
    if (taken.length < seatIds.length) await giveBack(keys, id)
    return { status: 409, value: { code: 'SEATS_TAKEN', seatIds: taken } }
  }
  const now = new Date()
  const expiresAt = new Date(now.getTime() + holdMs)
  try {
    const { rowCount } = await pool.query({
      name: 'insert-hold',
      // Only of seats that exist and are not sold: a lock says nothing of those.
      text: `insert into holds (id, event_id, customer_id, seat_ids, created_at, expires_at)
             select $1, $2, $3, $4, $5, $6
              where (select count(*) from seats
                      where event_id = $2 and seat_id = any ($4) and order_id is null) = cardinality($4)`,
      values: [id, eventId, customerId, seatIds, now, expiresAt],
    })
    if (rowCount === 0) {
      await giveBack(keys, id)
      return { status: 409, value: { code: 'SEATS_TAKEN', seatIds } }
    }
  } catch (cause) {
    await giveBack(keys, id)
    throw cause
  }
  const price = { amount: 0, currency: 'EUR' }
  const seats = seatIds.map((seatId) => ({ seatId, label: `Seat ${seatId}`, category: 'Stalls', price }))
  return {
    status: 201,
    value: { id, eventId, state: 'live', seats, total: price, expiresAt, serverTime: now },
  }
}

async function orderHold(
  holdId: string,
  customerId: string,
  buyer: { name: string; email: string },
): Promise<Verdict> {
  const { rows } = await pool.query({
    name: 'read-hold',
    text: 'select event_id, seat_ids from holds where id = $1 and customer_id = $2',
    values: [holdId, customerId],
  })
  const hold: { event_id: string; seat_ids: string[] } | undefined = rows[0]
  if (!hold) return { status: 404, value: { code: 'NOT_FOUND' } }
  const keys = keysOf(hold.event_id, hold.seat_ids)
  const owners = await redis.mGet(keys)
  if (owners.some((owner) => owner !== holdId)) return { status: 410, value: { code: 'HOLD_EXPIRED' } }

  const id = randomUUID()
  const tickets = hold.seat_ids.map(() => randomUUID())
  const verdict = await inTransaction(pool, async (client) => {
    const sold = await client.query({
      name: 'mark-sold',
      text: `update seats set order_id = $3 where event_id = $1 and seat_id = any ($2) and order_id is null`,
      values: [hold.event_id, hold.seat_ids, id],
    })
    if (sold.rowCount !== hold.seat_ids.length) return { status: 409, value: { code: 'HOLD_ENDED' } }
    await client.query({
      name: 'insert-order',
      text: `insert into orders (id, hold_id, customer_id, buyer_name, buyer_email) values ($1, $2, $3, $4, $5)`,
      values: [id, holdId, customerId, buyer.name, buyer.email],
    })
    await client.query({
      name: 'insert-tickets',
      text: `insert into tickets (id, order_id, seat_id) select unnest($1::uuid[]), $2, unnest($3::text[])`,
      values: [tickets, id, hold.seat_ids],
    })
    return {
      status: 201,
      value: { id, holdId, state: 'confirmed', seats: hold.seat_ids, tickets, buyer },
    }
  })
  await giveBack(keys, holdId)
  return verdict
}

async function releaseHold(holdId: string): Promise<Verdict> {
  const { rows } = await pool.query({
    name: 'delete-hold',
    text: 'delete from holds where id = $1 returning event_id, seat_ids',
    values: [holdId],
  })
  if (rows[0]) await giveBack(keysOf(rows[0].event_id, rows[0].seat_ids), holdId)
  return { status: 204, value: null }
}

function keysOf(eventId: string, seatIds: readonly string[]): string[] {
  return seatIds.map((seatId) => `seat:{${eventId}}:${seatId}`)
}

/** Frees what is locked for this hold, and nothing that has become somebody else's meanwhile. */
function giveBack(keys: string[], holdId: string): Promise<unknown> {
  return redis.evalSha(giveBackHash, { keys, arguments: [holdId] })
}
