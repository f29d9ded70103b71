import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Pool } from 'pg'
import { holdSeats, orderHold, releaseHold, type Verdict } from './textbook-statements.ts'

/**
 * The textbook locker: `BEGIN; SELECT … FOR UPDATE; check; UPDATE; INSERT; COMMIT` behind `node:http`, as books and
 * tutorials teach it and as most shops run it. Written to do well at what it is: a pool of 20, every statement
 * prepared, rows locked in one order, nothing done twice, no framework in the way.
 *
 * Environment: DATABASE_URL. Started with `fork`; says `{ url }` when it listens. Calls:
 *   POST /events { seats: n }                    → 201 { id }, seats `floor:1` to `floor:n`
 *   POST /api/v1/events/{id}/holds { seatIds }   → 201 hold, 409 SEATS_TAKEN
 *   DELETE /api/v1/holds/{id}                    → 204
 *   POST /api/v1/orders { holdId, buyer }        → 201 order, 410 HOLD_EXPIRED
 *   anything else                                → 200, and a guest's cookie
 */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
// The database may go first when a benchmark is interrupted; whoever waits for a query is told by that query.
pool.on('error', () => {})
await pool.query(readFileSync(new URL('./textbook.sql', import.meta.url), 'utf8'))

const server = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    text += chunk
  })
  request.on('end', () => {
    answer(request, text).then(
      (verdict) => reply(response, verdict),
      (cause: Error) => reply(response, { status: 500, value: { code: 'INTERNAL', detail: cause.message } }),
    )
  })
})

async function answer(request: IncomingMessage, text: string): Promise<Verdict> {
  const [, first, , kind, id] = request.url!.split('/')
  if (request.method === 'POST' && first === 'events') return createEvent(JSON.parse(text).seats)
  if (kind === 'events' && request.method === 'POST')
    return holdSeats(pool, id!, customerOf(request), JSON.parse(text).seatIds)
  if (kind === 'holds' && request.method === 'DELETE') return releaseHold(pool, id!)
  if (kind === 'orders' && request.method === 'POST') {
    const { holdId, buyer } = JSON.parse(text)
    return orderHold(pool, holdId, customerOf(request), buyer)
  }
  return { status: 200, value: {}, cookie: `guest=${randomUUID()}` }
}

/** The cookie is believed as it is: checking a signature would only slow the textbook down. */
function customerOf(request: IncomingMessage): string {
  const cookie = request.headers.cookie ?? ''
  const at = cookie.indexOf('guest=')
  return at < 0 ? randomUUID() : cookie.slice(at + 6, at + 42)
}

async function createEvent(seats: number): Promise<Verdict> {
  const id = randomUUID()
  await pool.query(
    `insert into seats (event_id, seat_id) select $1, 'floor:' || n from generate_series(1, $2::integer) n`,
    [id, seats],
  )
  await pool.query('vacuum analyze seats')
  return { status: 201, value: { id } }
}

function reply(response: ServerResponse, { status, value, cookie }: Verdict): void {
  const body = value === null ? '' : JSON.stringify(value)
  const headers: Record<string, string | number> = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  }
  if (cookie) headers['set-cookie'] = `${cookie}; Path=/; HttpOnly; SameSite=Lax`
  response.writeHead(status, headers)
  response.end(body)
}

server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('listening without an address')
  process.send?.({ url: `http://127.0.0.1:${address.port}` })
})
process.on('disconnect', () => process.exit())
