import type { Transaction } from '../../postgres/transaction.ts'

/**
 * A guest's places become an account's. Where the account waits for the same event already it keeps its own, as one customer
 * has one place; those come back, to be left with what they have.
 */
export async function adoptWaitlistPlaces(
  tx: Transaction,
  guestId: string,
  customerId: string,
): Promise<{ eventId: string; id: string }[]> {
  const { rows } = await tx.query<{ eventId: string; id: string }>(
    `with mine as (
       select w.event_id, w.id, w.state in (1, 2, 3) and exists (
                select from waitlist o
                 where o.event_id = w.event_id and o.customer_id = $2 and o.state in (1, 2, 3)) as doubled
         from waitlist w where w.customer_id = $1
     ), moved as (
       update waitlist w set customer_id = $2
         from mine m where w.event_id = m.event_id and w.id = m.id and not m.doubled
     )
     select event_id as "eventId", id from mine where doubled`,
    [guestId, customerId],
  )
  return rows
}
