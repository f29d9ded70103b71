import type { RefusalOf } from '../../contract/refusals.ts'
import type { EventRow } from '../sql/tables.ts'
import type { Booking, Caller } from './booking.ts'

type Outside = RefusalOf<'QUEUE_REQUIRED'>
type NotOnSale = RefusalOf<'NOT_ON_SALE'>

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
 * A sandbox is open to the buyers of its run, and on sale to nobody else.
 */
export function refuseOutside(
  { admissions, pool }: Pick<Booking, 'admissions' | 'pool'>,
  { id: eventId, sandbox }: Pick<EventRow, 'id' | 'sandbox'>,
  caller: Caller,
  key: string | null,
): Outside | NotOnSale | null | Promise<Outside | null> {
  if (sandbox && caller.sandbox !== eventId) return { code: 'NOT_ON_SALE', onSaleAt: null }
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
