import type { RefusalOf } from '../../contract/refusals.ts'
import type { Booking, Caller } from './booking.ts'

type Outside = RefusalOf<'QUEUE_REQUIRED'>

/**
 * The waiting room as the act of holding sees it: says who may not hold seats of an event now. For an event without a
 * room it answers `null` at once, which is all that such an event pays. At once, too, for those who were certainly never
 * let in; a promise for those who have to be looked up.
 */
export interface AdmissionGate {
  refuse(eventId: string, caller: Caller): Outside | null | Promise<Outside | null>
}

/**
 * The gate's answer; but a retry of what was granted gets the first answer, also when the admission has been spent by it.
 */
export function refuseOutside(
  { admissions, pool }: Pick<Booking, 'admissions' | 'pool'>,
  eventId: string,
  caller: Caller,
  key: string | null,
): Outside | null | Promise<Outside | null> {
  const refusal = admissions.refuse(eventId, caller)
  if (!(refusal instanceof Promise) || key === null) return refusal
  return refusal.then(async (outside) => {
    if (outside === null) return null
    const { rows } = await pool.query(
      'select from holds where event_id = $1 and customer_id = $2 and idempotency_key = $3',
      [eventId, caller.customerId, key],
    )
    return rows.length > 0 ? null : outside
  })
}
