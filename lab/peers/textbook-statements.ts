import { randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Verdict } from './serve-peer.ts'

const HOLD_MINUTES = 5

/** Seats by id: locked, looked at, marked, and written down as a hold, in one transaction. */
export function holdSeats(
  pool: Pool,
  eventId: string,
  customerId: string,
  seatIds: string[],
): Promise<Verdict> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query({
      name: 'lock-seats',
      // In one order for everybody, so that two buyers of overlapping seats cannot wait for each other.
      text: `select seat_id, state, expires_at <= now() as lapsed from seats
              where event_id = $1 and seat_id = any ($2) order by seat_id for update`,
      values: [eventId, seatIds],
    })
    if (rows.length < seatIds.length) return { status: 422, value: { code: 'UNKNOWN_SEATS' } }
    const taken = rows.filter(({ state, lapsed }) => state === 'sold' || (state === 'held' && !lapsed))
    if (taken.length > 0) {
      return { status: 409, value: { code: 'SEATS_TAKEN', seatIds: taken.map((row) => row.seat_id) } }
    }
    const id = randomUUID()
    const now = new Date()
    const expiresAt = new Date(now.getTime() + HOLD_MINUTES * 60_000)
    await client.query({
      name: 'mark-held',
      text: `update seats set state = 'held', hold_id = $3, expires_at = $4
              where event_id = $1 and seat_id = any ($2)`,
      values: [eventId, seatIds, id, expiresAt],
    })
    await client.query({
      name: 'insert-hold',
      text: `insert into holds (id, event_id, customer_id, seat_ids, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)`,
      values: [id, eventId, customerId, seatIds, now, expiresAt],
    })
    const price = { amount: 0, currency: 'EUR' }
    const seats = seatIds.map((seatId) => ({ seatId, label: `Seat ${seatId}`, category: 'Stalls', price }))
    const hold = { id, eventId, state: 'live', seats, total: price, expiresAt, serverTime: now }
    return { status: 201, value: hold }
  })
}

/** A live hold of this customer becomes an order with a ticket a seat. */
export function orderHold(
  pool: Pool,
  holdId: string,
  customerId: string,
  buyer: { name: string; email: string },
): Promise<Verdict> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query({
      name: 'lock-hold',
      text: `select event_id, seat_ids, expires_at <= now() as lapsed from holds
              where id = $1 and customer_id = $2 for update`,
      values: [holdId, customerId],
    })
    const hold = rows[0]
    if (!hold) return { status: 404, value: { code: 'NOT_FOUND' } }
    if (hold.lapsed) return { status: 410, value: { code: 'HOLD_EXPIRED' } }
    const sold = await client.query({
      name: 'mark-sold',
      text: `update seats set state = 'sold', expires_at = null
              where event_id = $1 and seat_id = any ($2) and hold_id = $3 and state = 'held'`,
      values: [hold.event_id, hold.seat_ids, holdId],
    })
    if (sold.rowCount !== hold.seat_ids.length) return { status: 409, value: { code: 'HOLD_ENDED' } }
    const id = randomUUID()
    await client.query({
      name: 'insert-order',
      text: `insert into orders (id, hold_id, customer_id, buyer_name, buyer_email) values ($1, $2, $3, $4, $5)`,
      values: [id, holdId, customerId, buyer.name, buyer.email],
    })
    const tickets = (hold.seat_ids as string[]).map(() => randomUUID())
    await client.query({
      name: 'insert-tickets',
      text: `insert into tickets (id, order_id, seat_id) select unnest($1::uuid[]), $2, unnest($3::text[])`,
      values: [tickets, id, hold.seat_ids],
    })
    return { status: 201, value: { id, holdId, state: 'confirmed', seats: hold.seat_ids, tickets, buyer } }
  })
}

export function releaseHold(pool: Pool, holdId: string): Promise<Verdict> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query({
      name: 'delete-hold',
      text: 'delete from holds where id = $1 returning event_id, seat_ids',
      values: [holdId],
    })
    if (rows[0]) {
      await client.query({
        name: 'mark-free',
        text: `update seats set state = 'free', hold_id = null, expires_at = null
                where event_id = $1 and seat_id = any ($2) and hold_id = $3 and state = 'held'`,
        values: [rows[0].event_id, rows[0].seat_ids, holdId],
      })
    }
    return { status: 204, value: null }
  })
}

/** Commits what succeeded; a refusal has changed nothing, and is rolled back to give up its locks. */
export async function inTransaction(
  pool: Pool,
  act: (client: PoolClient) => Promise<Verdict>,
): Promise<Verdict> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const verdict = await act(client)
    await client.query(verdict.status < 400 ? 'commit' : 'rollback')
    client.release()
    return verdict
  } catch (cause) {
    client.release(cause instanceof Error ? cause : true)
    throw cause
  }
}
