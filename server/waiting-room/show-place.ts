import type { QueuePlace, QueueView } from '../../contract/shapes/queue.ts'
import type { Caller } from '../booking/booking.ts'
import { signAdmission } from '../domain/waiting-room/admission-token.ts'
import { estimate } from '../domain/waiting-room/estimate.ts'
import { pauseBeforeDraw, pauseOf, spread } from '../domain/waiting-room/pace.ts'
import { aheadOf, isAmong } from '../domain/waiting-room/room.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import { type PlaceRow, readPlace } from '../sql/queue/read-places.ts'
import type { KnownPlace, OpenRoom } from './rooms.ts'
import type { WaitingRoom } from './waiting-room.ts'

const pace = {
  perSecond: queueLimits.requestsPerSecond,
  drawPerSecond: queueLimits.drawRequestsPerSecond,
}

/** The queue, and the caller's place in it. From memory for everyone who waits; a promise for all others. */
export function showPlace(
  rooms: WaitingRoom,
  open: OpenRoom,
  { customerIds }: Pick<Caller, 'customerIds'>,
): QueueView | Promise<QueueView> {
  const known = knownPlace(open, customerIds)
  if (known !== undefined) return view(rooms, open, describeWaiting(open, known))
  return readPlace(rooms.pool, open.room.eventId, customerIds).then((row) => {
    if (row === undefined) return view(rooms, open, null)
    if (row.state === 'waiting') open.known.set(row.customerId, row)
    // Told so now, so the gate must know it now, also for clients that keep no cookies.
    if (row.state === 'admitted') open.inside.add(row.customerId)
    return view(rooms, open, describeRow(rooms, open, row))
  })
}

/** A place that is certainly waiting still. Before the draw that is any; then one whose turn has not come. */
function knownPlace(open: OpenRoom, customerIds: readonly string[]): KnownPlace | undefined {
  let best: KnownPlace | undefined
  for (const customerId of customerIds) {
    const place = open.known.get(customerId)
    if (place === undefined || !isWaiting(open, place)) continue
    if (best === undefined || (place.number ?? 0) < (best.number ?? 0)) best = place
  }
  return best
}

function isWaiting({ room, left }: OpenRoom, { number }: KnownPlace): boolean {
  if (number === null) return room.draw !== null && room.draw.frozenAt === null
  return number > room.serving && !isAmong(left, number)
}

function describeWaiting(open: OpenRoom, { id, number, joinedAt }: KnownPlace): QueuePlace {
  const ahead = number === null ? null : aheadOf(number, open.room.serving, open.left)
  return {
    id,
    state: 'waiting',
    joinedAt: joinedAt.toISOString(),
    number,
    ahead,
    ...(ahead === null ? { wait: null, unlikely: false } : estimate(ahead, open.status.pace)),
    admission: null,
  }
}

export function describeRow(rooms: WaitingRoom, open: OpenRoom, row: PlaceRow): QueuePlace {
  const { state, expiresAt, customerId } = row
  const place = describeWaiting(open, row)
  if (state === 'waiting') return place
  const admission = state === 'admitted' &&
    expiresAt !== null && {
      token: signAdmission(rooms.key, open.room.eventId, customerId, expiresAt.getTime()),
      expiresAt: expiresAt.toISOString(),
    }
  return { ...place, state, ahead: null, wait: null, unlikely: false, admission: admission || null }
}

export function view(rooms: WaitingRoom, open: OpenRoom, place: QueuePlace | null): QueueView {
  const status = { ...open.status.view, serverTime: new Date(rooms.nowMs()).toISOString() }
  return { status, place, nextMs: Math.round(nextMs(rooms, open, place)) }
}

function nextMs(rooms: WaitingRoom, open: OpenRoom, place: QueuePlace | null): number {
  const { phase } = open.status
  const { room, figures } = open
  const chance = Math.random()
  if (phase === 'gathering' || phase === 'drawing') {
    const drawnAtMs = (room.onSaleAt?.getTime() ?? 0) + queueLimits.digestShownMs + 2 * queueLimits.tickMs
    return pauseBeforeDraw(drawnAtMs - rooms.nowMs(), figures.waiting, pace, chance)
  }
  if (place?.state === 'admitted') return spread(queueLimits.insidePauseMs, chance)
  if (place?.state === 'waiting' && phase !== 'closed')
    return spread(pauseOf(place.ahead ?? figures.waiting, figures.waiting, pace), chance)
  return spread(queueLimits.closedPauseMs, chance)
}
