import type { RefusalOf } from '../../contract/refusals.ts'
import type { AdmissionGate } from '../booking/admission-gate.ts'
import { isAdmissionOf } from '../domain/waiting-room/admission-token.ts'
import { isGuarded } from '../domain/waiting-room/room.ts'
import { isAdmitted } from '../sql/queue/read-places.ts'
import type { WaitingRoom } from './waiting-room.ts'

type Parts = Pick<WaitingRoom, 'pool' | 'key' | 'meter' | 'nowMs' | 'room'>

/**
 * Who may hold seats. An event without a room is through with one look into a Map. Whoever was not let in as far as this
 * server knows, and shows no token that we have signed, is refused without a query: that is the rush outside. All others
 * are looked up in the ledger, which knows what is spent, given up or over, on every server at once; they are few, because
 * it is the room that let them in.
 */
export function createAdmissionGate({ pool, key, meter, nowMs, room }: Parts): AdmissionGate['refuse'] {
  return (eventId, caller) => {
    const open = room(eventId)
    if (open === undefined || !isGuarded(open.status.phase)) return null
    const { customerIds, admission } = caller
    const refusal: RefusalOf<'QUEUE_REQUIRED'> = {
      code: 'QUEUE_REQUIRED',
      queue: `/events/${open.room.slug}/queue`,
    }
    const maybe =
      customerIds.some((id) => open.inside.has(id)) ||
      (admission !== undefined && isAdmissionOf(key, admission, eventId, customerIds, nowMs()))
    if (!maybe) {
      meter.refused('hold_without_admission')
      return refusal
    }
    return isAdmitted(pool, eventId, customerIds).then((admitted) => {
      if (admitted) return null
      meter.refused('hold_after_admission')
      return refusal
    })
  }
}
