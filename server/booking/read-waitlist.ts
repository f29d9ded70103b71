import type { RefusalOf } from '../../contract/refusals.ts'
import type { WaitlistPlace } from '../../contract/shapes/waitlist.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { waitlistLimits } from '../limits/waitlist-limits.ts'
import { asCustomer } from '../postgres/as-customer.ts'
import { type PlaceRow, readPlaceRow, readPlaceRows } from '../sql/waitlist/read-places.ts'
import type { Booking, Caller } from './booking.ts'
import { describeHold } from './describe-hold.ts'
import { describeOrderEvent } from './describe-ticket.ts'
import { readHold } from './read-hold.ts'

/** A place of the caller's. Undefined for anyone else's. */
export async function readPlace(
  booking: Booking,
  caller: Caller,
  id: string,
): Promise<WaitlistPlace | undefined> {
  const row = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readPlaceRow(db, id, caller.customerIds),
  )
  return row && describe(booking, caller, row)
}

/** The caller's places, the latest first; also those that are over. */
export async function listPlaces(booking: Booking, caller: Caller): Promise<WaitlistPlace[]> {
  const rows = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readPlaceRows(db, caller.customerIds, waitlistLimits.listedOwn),
  )
  const places: WaitlistPlace[] = []
  for (const row of rows) {
    const place = await describe(booking, caller, row)
    if (place !== undefined) places.push(place)
  }
  return places
}

async function describe(booking: Booking, caller: Caller, row: PlaceRow): Promise<WaitlistPlace | undefined> {
  const sale = await booking.inventory.sale(row.eventId)
  if (sale === undefined) return undefined
  const { holdId, orderId } = row
  const offer =
    row.state === 'offered' && holdId !== null ? await readHold(booking, caller, holdId) : undefined
  return {
    id: row.id,
    eventId: row.eventId,
    event: describeOrderEvent(sale.event),
    state: row.state,
    position: row.position,
    quantity: row.quantity,
    categories: row.categories,
    area: row.area,
    adjacent: row.adjacent,
    gathered: row.gathered,
    atLimit: row.capped && (row.state === 'waiting' || row.state === 'gathering'),
    ...(offer?.state === 'live' && { offer: describeHold(offer) }),
    ...(orderId !== null && { orderId }),
    joinedAt: row.createdAt.toISOString(),
  }
}

/** Gives the caller's place up, and what is offered or kept with it. The second time there is nothing to give up. */
export async function leaveWaitlist(
  booking: Booking,
  caller: Caller,
  id: string,
): Promise<Outcome<null, RefusalOf<'NOT_FOUND'>>> {
  const row = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readPlaceRow(db, id, caller.customerIds),
  )
  const sale = row && (await booking.inventory.sale(row.eventId))
  if (sale === undefined || !(await booking.inventory.leave(sale, id, caller.customerIds)))
    return refuse({ code: 'NOT_FOUND' })
  booking.wakeMail()
  return ok(null)
}
