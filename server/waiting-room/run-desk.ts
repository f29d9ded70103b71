import type { RefusalOf } from '../../contract/refusals.ts'
import type { QueueChange, QueueDesk } from '../../contract/shapes/queue.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { seatsPerAdmission } from '../domain/waiting-room/admissions.ts'
import type { Room } from '../domain/waiting-room/room.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { changeQueue, countPlaces, writeCodes } from '../sql/queue/change-queue.ts'
import { countRoom } from '../sql/queue/count-room.ts'
import { readRoom } from '../sql/queue/read-rooms.ts'
import { statusOf } from './status.ts'
import type { WaitingRoom } from './waiting-room.ts'

type Refused = RefusalOf<'NOT_FOUND'>
type Sales = Pick<Inventory, 'sale'>

/** The organiser's view of a room: settings, live figures, and what became of everyone. */
export async function showDesk(
  rooms: WaitingRoom,
  sales: Sales,
  eventId: string,
  organiserId: string,
): Promise<Outcome<QueueDesk, Refused>> {
  if (!(await isTheirs(sales, eventId, organiserId))) return refuse({ code: 'NOT_FOUND' })
  const room = await readRoom(rooms.pool, eventId)
  if (room !== undefined) return ok(await describe(rooms, room, room.clock))
  // An event that never had a room is shown as one that is off, with the settings it would begin with.
  await changeQueue(rooms.pool, eventId, {})
  const made = (await readRoom(rooms.pool, eventId))!
  return ok(await describe(rooms, made, made.clock))
}

/** Changes what is named, here at once, on other servers as soon as they hear of it, or with their next tick. */
export async function changeDesk(
  rooms: WaitingRoom,
  sales: Sales,
  eventId: string,
  organiserId: string,
  { codes, ...change }: QueueChange,
): Promise<Outcome<QueueDesk, Refused>> {
  if (!(await isTheirs(sales, eventId, organiserId))) return refuse({ code: 'NOT_FOUND' })
  await changeQueue(rooms.pool, eventId, change)
  if (codes !== undefined) await writeCodes(rooms.pool, eventId, codes)
  await rooms.refresh(eventId)
  return showDesk(rooms, sales, eventId, organiserId)
}

async function isTheirs(sales: Sales, eventId: string, organiserId: string): Promise<boolean> {
  return (await sales.sale(eventId))?.event.organiser_id === organiserId
}

async function describe(rooms: WaitingRoom, room: Room, now: Date): Promise<QueueDesk> {
  const open = rooms.room(room.eventId)
  const status =
    open?.status ??
    statusOf(room, await countRoom(rooms.pool, room.eventId), { heldBackBy: 'nobody', perMinute: 0, now })
  const { mode, prequeueMinutes, admissionSeconds, targetInside, admitPerMinute } = room
  const { entryRule, challenge, paused, draining } = room
  return {
    settings: {
      ...{ mode, prequeueMinutes, admissionSeconds, targetInside, admitPerMinute },
      ...{ entryRule, challenge, paused, draining },
      openedAt: room.openedAt?.toISOString() ?? null,
    },
    status: { ...status.view, serverTime: now.toISOString() },
    totals: await countPlaces(rooms.pool, room.eventId),
    seatsPerAdmission: Math.round(seatsPerAdmission(room) * 100) / 100,
  }
}
