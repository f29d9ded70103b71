import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { QueueJoin, QueueView } from '../../contract/shapes/queue.ts'
import type { Caller } from '../booking/booking.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { isSolved, makeChallenge } from '../domain/waiting-room/challenge.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import { placeState } from '../sql/queue/read-places.ts'
import type { OpenRoom } from './rooms.ts'
import { describeRow, view } from './show-place.ts'
import type { WaitingRoom } from './waiting-room.ts'

export interface Newcomer extends Caller {
  readonly isSignedIn: boolean
  /** The network that the request came from. */
  readonly network: string
  /** More come than usual, to this event or from this network: a place costs work. */
  readonly underPressure: boolean
}

export type TakePlaceRefusal = RefusalOf<
  'QUEUE_CLOSED' | 'CHALLENGE_REQUIRED' | 'INVITATION_REQUIRED' | 'UNAUTHENTICATED'
>

/** A place in the queue; `fresh` is false for somebody who had one. */
export interface TakenPlace {
  view: QueueView
  fresh: boolean
}

const ADDRESS_CHARACTERS = 32

export async function takePlace(
  rooms: WaitingRoom,
  open: OpenRoom,
  newcomer: Newcomer,
  { challenge, code }: QueueJoin,
): Promise<Outcome<TakenPlace, TakePlaceRefusal>> {
  const { meter } = rooms
  const refusal = await refusalOf(rooms, open, newcomer, challenge)
  if (refusal !== null) {
    meter.refused(refusal.code.toLowerCase())
    return refuse(refusal)
  }
  const { customerId } = newcomer
  const joined = await open.joins.submit({
    id: randomUUID(),
    customerId,
    address: createHmac('sha256', rooms.key)
      .update(newcomer.network)
      .digest('hex')
      .slice(0, ADDRESS_CHARACTERS),
    code: code ?? null,
  })
  if (joined.verdict === 'CODE') {
    meter.refused('invitation_required')
    return refuse({ code: 'INVITATION_REQUIRED' })
  }
  if (joined.verdict === 'CLOSED') {
    meter.refused('queue_closed')
    return refuse({ code: 'QUEUE_CLOSED', opensAt: open.status.view.opensAt })
  }
  if (joined.fresh) meter.joined()
  const row = { ...joined, customerId, state: placeState(joined.state) }
  if (row.state === 'waiting') open.known.set(customerId, row)
  return ok({ view: view(rooms, open, describeRow(rooms, open, row)), fresh: joined.fresh })
}

async function refusalOf(
  rooms: WaitingRoom,
  { room, status }: OpenRoom,
  { customerId, isSignedIn, underPressure }: Newcomer,
  solution: string | undefined,
): Promise<TakePlaceRefusal | null> {
  if (!status.view.takesNewcomers) return { code: 'QUEUE_CLOSED', opensAt: status.view.opensAt }
  if (room.entryRule === 'signed_in' && !isSignedIn) return { code: 'UNAUTHENTICATED' }
  if (room.challenge === 'never' || (room.challenge === 'under_pressure' && !underPressure)) return null
  const whom = { eventId: room.eventId, customerId }
  if (solution !== undefined && isSolved(rooms.key, whom, solution, rooms.nowMs())) return null
  const { maxnumber, seconds } = queueLimits.challenge
  const challenge = makeChallenge(rooms.key, whom, {
    expiresAtMs: rooms.nowMs() + seconds * 1000,
    maxnumber,
    random: randomBytes(12).toString('hex'),
    chance: Math.random(),
  })
  return { code: 'CHALLENGE_REQUIRED', challenge }
}
