import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenForParent } from './listen.ts'

export interface Verdict {
  status: number
  value: unknown
  cookie?: string
}

/** What a peer can do; each in its own way. */
export interface PeerActs {
  createEvent(seats: number): Promise<Verdict>
  holdSeats(eventId: string, customerId: string, seatIds: string[]): Promise<Verdict>
  orderHold(holdId: string, customerId: string, buyer: { name: string; email: string }): Promise<Verdict>
  releaseHold(holdId: string): Promise<Verdict>
}

/**
 * The HTTP side of every peer: bare `node:http`, no framework in the way. Says `{ url }` to its parent when it listens, and
 * ends when that hangs up.
 *
 *   POST /events { seats: n }                    → 201 { id }, seats `floor:1` to `floor:n`
 *   POST /api/v1/events/{id}/holds { seatIds }   → 201 hold, 409 SEATS_TAKEN
 *   DELETE /api/v1/holds/{id}                    → 204
 *   POST /api/v1/orders { holdId, buyer }        → 201 order, 410 HOLD_EXPIRED
 *   anything else                                → 200, and a guest's cookie
 */
export function servePeer(acts: PeerActs): void {
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      answer(acts, request, text).then(
        (verdict) => reply(response, verdict),
        (cause: Error) =>
          reply(response, { status: 500, value: { code: 'INTERNAL', detail: cause.message } }),
      )
    })
  })
  listenForParent(server)
}

async function answer(acts: PeerActs, request: IncomingMessage, text: string): Promise<Verdict> {
  const [, first, , kind, id] = request.url!.split('/')
  if (request.method === 'POST' && first === 'events') return acts.createEvent(JSON.parse(text).seats)
  if (kind === 'events' && request.method === 'POST')
    return acts.holdSeats(id!, customerOf(request), JSON.parse(text).seatIds)
  if (kind === 'holds' && request.method === 'DELETE') return acts.releaseHold(id!)
  if (kind === 'orders' && request.method === 'POST') {
    const { holdId, buyer } = JSON.parse(text)
    return acts.orderHold(holdId, customerOf(request), buyer)
  }
  return { status: 200, value: {}, cookie: `guest=${randomUUID()}` }
}

/** The cookie is believed as it is: checking a signature would only slow the peer down. */
function customerOf(request: IncomingMessage): string {
  const cookie = request.headers.cookie ?? ''
  const at = cookie.indexOf('guest=')
  return at < 0 ? randomUUID() : cookie.slice(at + 6, at + 42)
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
