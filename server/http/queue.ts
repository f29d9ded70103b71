import type { FastifyInstance, FastifyReply } from 'fastify'
import type { QueueView } from '../../contract/shapes/queue.ts'
import { setCookie } from '../accounts/cookies.ts'
import type { Booking } from '../booking/booking.ts'
import { type Sale, seeEvent } from '../booking/see-event.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import { giveUpPlace } from '../waiting-room/give-up-place.ts'
import { changeDesk, showDesk } from '../waiting-room/run-desk.ts'
import { showDraw } from '../waiting-room/show-draw.ts'
import { showPlace } from '../waiting-room/show-place.ts'
import { takePlace } from '../waiting-room/take-place.ts'
import type { WaitingRoom } from '../waiting-room/waiting-room.ts'
import { ADMISSION_COOKIE } from './admission-token.ts'
import type { Identity } from './identity.ts'
import { createLimiter, networkOf } from './rate-limits.ts'
import { route, withStatus } from './route.ts'

export interface QueueRouteParts {
  booking: Booking
  rooms: WaitingRoom
  rateLimits: boolean
  /** The public address is https: cookies are for it only. */
  secure: boolean
}

const NOT_FOUND = refuse({ code: 'NOT_FOUND' })

/** The waiting room: for visitors, and the organiser's desk. */
export function queueRoutes(app: FastifyInstance, parts: QueueRouteParts): void {
  const { booking, rooms, secure } = parts
  const see = (idOrSlug: string, identity: Identity) => seeEvent(booking, idOrSlug, identity.user?.id)
  const limits = parts.rateLimits ? createQueueLimits() : null

  /** Also as a cookie, so that the shop's own requests carry it without knowing. */
  function hand(reply: FastifyReply, view: QueueView): QueueView {
    const admission = view.place?.admission
    if (!admission) return view
    const seconds = Math.ceil((Date.parse(admission.expiresAt) - rooms.nowMs()) / 1000)
    if (seconds > 0) reply.header('set-cookie', setCookie(ADMISSION_COOKIE, admission.token, seconds, secure))
    return view
  }

  const show = (sale: Sale | undefined, identity: Identity, reply: FastifyReply) => {
    if (sale === undefined) return NOT_FOUND
    const open = rooms.room(sale.event.id)
    if (open === undefined) return ok(noRoom(sale, rooms.nowMs()))
    const shown = showPlace(rooms, open, identity)
    return shown instanceof Promise ? shown.then((view) => ok(hand(reply, view))) : ok(shown)
  }
  route(app, 'showQueue', ({ params, identity, reply }) => {
    const retryAfterSeconds = limits?.looks(identity.customerId) ?? 0
    if (retryAfterSeconds > 0) return refuse({ code: 'RATE_LIMITED', retryAfterSeconds })
    const sale = see(params.idOrSlug, identity)
    return sale instanceof Promise
      ? sale.then((found) => show(found, identity, reply))
      : show(sale, identity, reply)
  })

  route(app, 'joinQueue', async ({ params, body, identity, request, reply }) => {
    const sale = await see(params.idOrSlug, identity)
    if (sale === undefined) return NOT_FOUND
    const open = rooms.room(sale.event.id)
    if (open === undefined) return refuse({ code: 'QUEUE_CLOSED', opensAt: null })
    const network = networkOf(request.ip)
    const retryAfterSeconds = limits?.joinsEver(network) ?? 0
    if (retryAfterSeconds > 0) {
      rooms.meter.refused('rate_limited')
      return refuse({ code: 'RATE_LIMITED', retryAfterSeconds })
    }
    const underPressure = limits !== null && limits.joins(sale.event.id) + limits.joinsOfNetwork(network) > 0
    const { customerId, customerIds, user } = identity
    const newcomer = { customerId, customerIds, isSignedIn: user !== undefined, network, underPressure }
    const taken = await takePlace(rooms, open, newcomer, body)
    if (!taken.ok) return taken
    return ok(withStatus(taken.value.fresh ? 201 : 200, hand(reply, taken.value.view)))
  })

  route(app, 'leaveQueue', async ({ params, identity, reply }) => {
    const sale = await see(params.idOrSlug, identity)
    if (sale === undefined) return NOT_FOUND
    await giveUpPlace(rooms, sale.event.id, identity)
    reply.header('set-cookie', setCookie(ADMISSION_COOKIE, '', 0, secure))
    return ok(null)
  })

  route(app, 'showDraw', async ({ params, identity }) => {
    const sale = await see(params.idOrSlug, identity)
    return sale === undefined ? NOT_FOUND : showDraw(rooms.pool, sale.event.id)
  })

  route(app, 'showQueueDesk', ({ params, identity }) =>
    showDesk(rooms, booking.inventory, params.id, identity.customerId),
  )
  route(app, 'changeQueue', ({ params, body, identity }) =>
    changeDesk(rooms, booking.inventory, params.id, identity.customerId, body),
  )
}

function createQueueLimits() {
  const { joinsPerSecond, joinsBurst } = queueLimits.challenge
  return {
    joins: createLimiter({ burst: joinsBurst, perSecond: joinsPerSecond }),
    joinsOfNetwork: createLimiter(queueLimits.joinsPerAddress),
    joinsEver: createLimiter(queueLimits.joinsPerAddressEver),
    looks: createLimiter(queueLimits.looksPerVisitor),
  }
}

/** For an event without a room: there is nothing to wait for. */
function noRoom({ event, counts }: Sale, nowMs: number): QueueView {
  return {
    status: {
      phase: 'off',
      serverTime: new Date(nowMs).toISOString(),
      opensAt: null,
      onSaleAt: event.on_sale_at?.toISOString() ?? null,
      takesNewcomers: false,
      entryRule: 'anyone',
      waiting: 0,
      inside: 0,
      serving: 0,
      perMinute: 0,
      heldBackBy: 'nobody',
      seats: { free: counts.free, inCheckout: counts.held, sold: counts.sold },
      draw: null,
    },
    place: null,
    nextMs: queueLimits.closedPauseMs,
  }
}
