import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { adoptQueuePlaces } from '../sql/queue/move-places.ts'
import { adoptWaitlistPlaces } from '../sql/waitlist/adopt-places.ts'

/** What the engine must know of it: it keeps the owners of live holds in memory. */
export interface OwnerMemory {
  adopt(guestId: string, customerId: string): void | Promise<void>
  /** Leaves a place on a waitlist, with whatever is offered or kept for it. */
  giveUpPlace?(eventId: string, placeId: string, customerId: string): Promise<void>
}

/**
 * Makes a guest's holds, orders, tickets and places in queues and on waitlists an account's, when the guest signs in or up. Doing it again
 * changes nothing.
 *
 * An idempotency key is unique for a customer and an event. Where both used the same one, the guest's row gives its
 * key up: that request was answered long ago, and losing a hold over it would be worse. A hold that is being placed at
 * this very moment may stay the guest's; it stays reachable, because the caller is known by both ids.
 */
export async function adoptGuest(
  pool: Pool,
  memory: OwnerMemory,
  guestId: string,
  customerId: string,
): Promise<void> {
  if (guestId === customerId) return
  const doubled = await transaction(pool, async (tx) => {
    for (const table of ['holds', 'orders'])
      await tx.query(
        `update ${table} mine
            set customer_id = $2,
                idempotency_key = case when exists (
                  select from ${table} theirs
                   where theirs.event_id = mine.event_id
                     and theirs.customer_id = $2
                     and theirs.idempotency_key = mine.idempotency_key
                ) then null else mine.idempotency_key end
          where mine.customer_id = $1`,
        [guestId, customerId],
      )
    await tx.query('update tickets set holder_id = $2 where holder_id = $1', [guestId, customerId])
    await tx.query('update ticket_transfers set from_id = $2 where from_id = $1', [guestId, customerId])
    await adoptQueuePlaces(tx, guestId, customerId)
    return adoptWaitlistPlaces(tx, guestId, customerId)
  })
  await memory.adopt(guestId, customerId)
  for (const { eventId, id } of doubled) await memory.giveUpPlace?.(eventId, id, guestId)
}
