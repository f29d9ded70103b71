import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { LAB_PASS_HEADER } from '../../contract/lab-pass.ts'
import type { Booking } from '../booking/booking.ts'
import { seeEvent } from '../booking/see-event.ts'
import { liveLimits } from '../limits/live-limits.ts'
import './edge.ts'
import { type AnyRefusal, invalidRequest, replyRefusal } from './error-reply.ts'
import { createTrust, type Origins } from './origin.ts'
import { createSocketPlaces } from './socket-places.ts'

type Seen = NonNullable<Awaited<ReturnType<typeof seeEvent>>>

/** Takes over an open socket (realtime/hub.ts). */
export interface LiveDoor {
  accept(visitor: {
    socket: WebSocket
    wire: Socket
    sale: Seen
    customerIds: readonly string[]
    version?: number
  }): void
}

export interface LiveRouteParts {
  booking: Pick<Booking, 'eventIds' | 'inventory'>
  door: LiveDoor
  origins: Origins
  /** False lifts the bound on sockets from one address. */
  rateLimits: boolean
}

interface Upgrade {
  wire: Socket
  head: Buffer
  response: ServerResponse
}

type LiveRequest = FastifyRequest<{ Params: { idOrSlug: string }; Querystring: { version?: string } }>

/**
 * `GET /api/v1/events/{idOrSlug}/live`. An upgrade goes through the same router, edge and refusals as any request;
 * only when nothing speaks against it does the connection become a WebSocket.
 */
export function liveRoute(
  app: FastifyInstance,
  { booking, door, origins, rateLimits }: LiveRouteParts,
): void {
  const isTrusted = createTrust(origins)
  const places = createSocketPlaces({
    total: liveLimits.sockets,
    perAddress: rateLimits ? liveLimits.socketsPerAddress : liveLimits.sockets,
  })
  const webSockets = new WebSocketServer({
    noServer: true,
    // The hub frames once for all viewers, which compression for each would undo; frames are small and binary.
    perMessageDeflate: false,
    maxPayload: liveLimits.messageBytes,
    clientTracking: false,
  })
  const upgrades = new WeakMap<IncomingMessage, Upgrade>()

  app.server.on('upgrade', (request, wire: Socket, head) => {
    // Node has let go of this connection: nobody else listens to its errors or closes it after a refusal.
    wire.on('error', () => wire.destroy())
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.once('finish', () => wire.end(() => wire.destroy()))
    response.assignSocket(wire)
    upgrades.set(request, { wire, head, response })
    app.routing(request, response)
  })

  function refusalOfOrigin(request: FastifyRequest): AnyRefusal | null {
    const { origin } = request.headers
    // A page's socket carries its cookies wherever it came from, and no other rule of browsers stops it.
    return origin === undefined || isTrusted(origin, request.host) ? null : { code: 'FORBIDDEN_ORIGIN' }
  }

  async function open(request: LiveRequest, reply: FastifyReply): Promise<AnyRefusal | null> {
    const upgrade = upgrades.get(request.raw)
    if (upgrade === undefined) return invalidRequest('', 'this is a WebSocket: connect with an upgrade')
    const refused = refusalOfOrigin(request)
    if (refused !== null) return refused
    const isBuyerOfRun = app.edge.labPasses.read(request.raw.headers[LAB_PASS_HEADER]) !== null
    const place = places.take(request.ip, isBuyerOfRun)
    if (place === 'full') return { code: 'UNAVAILABLE', retryAfterSeconds: 5 }
    if (place === 'address full') return { code: 'RATE_LIMITED', retryAfterSeconds: 5 }
    upgrade.wire.once('close', place.leave)

    const { identity } = await app.edge.recognise(request.raw.headers)
    if (identity === null) return { code: 'UNAUTHENTICATED' }
    const sale = await seeEvent(booking, request.params.idOrSlug, identity.user?.id)
    if (sale === undefined) return { code: 'NOT_FOUND' }

    const { wire, head, response } = upgrade
    reply.hijack()
    response.detachSocket(wire)
    const version = versionOf(request.query.version)
    webSockets.handleUpgrade(request.raw, wire, head, (socket) =>
      door.accept({
        socket,
        wire,
        sale,
        customerIds: identity.customerIds,
        ...(version !== undefined && { version }),
      }),
    )
    return null
  }

  app.get<{ Params: { idOrSlug: string }; Querystring: { version?: string } }>(
    '/api/v1/events/:idOrSlug/live',
    {
      schema: { hide: true },
      onRequest(request, reply, done) {
        const refusal = app.edge.admit(request)
        if (refusal !== null) replyRefusal(reply, refusal)
        else done()
      },
    },
    async (request, reply) => {
      const refusal = await open(request, reply)
      if (refusal !== null) replyRefusal(reply, refusal)
      return reply
    },
  )
}

/** Anything but a version is no version: the visitor gets a snapshot, which is never wrong. */
function versionOf(text: unknown): number | undefined {
  const version = typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(version) ? version : undefined
}
