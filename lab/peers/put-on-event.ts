import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Verdict } from './serve-peer.ts'

/** An event with so many free seats, `floor:1` and on, in a peer's table of seats. */
export async function putOnEvent(pool: Pool, seats: number): Promise<Verdict> {
  const id = randomUUID()
  await pool.query(
    `insert into seats (event_id, seat_id) select $1, 'floor:' || n from generate_series(1, $2::integer) n`,
    [id, seats],
  )
  await pool.query('vacuum analyze seats')
  return { status: 201, value: { id } }
}
