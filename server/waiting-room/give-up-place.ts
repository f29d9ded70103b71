import type { Caller } from '../booking/booking.ts'
import { leaveQueue } from '../sql/queue/move-places.ts'
import type { WaitingRoom } from './waiting-room.ts'

/** Gives up the caller's place, or their admission: the next one's turn comes sooner. Twice is once. */
export async function giveUpPlace(
  rooms: WaitingRoom,
  eventId: string,
  { customerIds }: Pick<Caller, 'customerIds'>,
): Promise<void> {
  const left = await leaveQueue(rooms.pool, eventId, customerIds)
  for (const customerId of customerIds) rooms.room(eventId)?.known.delete(customerId)
  rooms.meter.ended('left', left.length)
}
