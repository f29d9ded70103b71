import { readFileSync } from 'node:fs'
import { Pool } from 'pg'
import { putOnEvent } from './put-on-event.ts'
import { servePeer } from './serve-peer.ts'
import { holdSeats, orderHold, releaseHold } from './textbook-statements.ts'

/**
 * The textbook locker: `BEGIN; SELECT … FOR UPDATE; check; UPDATE; INSERT; COMMIT` behind `node:http`, as books and
 * tutorials teach it and as most shops run it. Written to do well at what it is: a pool of 20, every statement
 * prepared, rows locked in one order, nothing done twice, no framework in the way.
 *
 * Environment: DATABASE_URL. Started with `fork`.
 */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
// The database may go first when a benchmark is interrupted; whoever waits for a query is told by that query.
pool.on('error', () => {})
await pool.query(readFileSync(new URL('./textbook.sql', import.meta.url), 'utf8'))

servePeer({
  createEvent: (seats) => putOnEvent(pool, seats),
  holdSeats: (eventId, customerId, seatIds) => holdSeats(pool, eventId, customerId, seatIds),
  orderHold: (holdId, customerId, buyer) => orderHold(pool, holdId, customerId, buyer),
  releaseHold: (holdId) => releaseHold(pool, holdId),
})
