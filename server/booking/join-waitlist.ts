import type { RefusalOf } from '../../contract/refusals.ts'
import type { WaitlistPlace, WaitlistWish } from '../../contract/shapes/waitlist.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Sale } from '../inventory/sale.ts'
import type { JoinVerdict } from '../inventory/waitlist-acts.ts'
import type { Booking, Caller } from './booking.ts'
import { readPlace } from './read-waitlist.ts'
import { seeEvent } from './see-event.ts'
import { digest, invalid, readWish } from './selection.ts'

export type JoinRefusal = RefusalOf<
  | 'NOT_FOUND'
  | 'INVALID_REQUEST'
  | 'LIMIT_EXCEEDED'
  | 'NOT_ON_SALE'
  | 'NOT_SOLD_OUT'
  | 'ALREADY_WAITING'
  | 'WAITLIST_CLOSED'
  | 'CODE_REQUIRED'
  | 'IDEMPOTENCY_KEY_REUSED'
>

/**
 * Puts the caller on the waitlist of an event where nothing that fits them is free. No admission is asked for: the waiting
 * room sends people here when there is nothing left to let them in for.
 */
export async function joinWaitlist(
  booking: Booking,
  caller: Caller,
  idOrSlug: string,
  wish: WaitlistWish,
  key: string | undefined,
): Promise<Outcome<WaitlistPlace, JoinRefusal>> {
  const sale = await seeEvent(booking, idOrSlug, undefined)
  if (sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const joined = await takeWaitingPlace(booking, caller, sale, wish, key ?? null, key ? digest(wish) : null)
  if (!joined.ok) return joined
  const place = await readPlace(booking, caller, joined.value)
  if (place === undefined) throw new UnavailableFault('a place just taken could not be read')
  return ok(place)
}

/** The id of the place. */
export async function takeWaitingPlace(
  booking: Booking,
  caller: Caller,
  sale: Sale,
  wish: WaitlistWish,
  key: string | null,
  hash: string | null,
): Promise<Outcome<string, JoinRefusal>> {
  const { quantity, category, area, adjacent = false, name, email, locale = 'en' } = wish
  const categories = wish.categories ?? (category === undefined ? null : [category])
  if (wish.categories !== undefined && category !== undefined)
    return invalid('categories', 'stands in place of category')
  const known = new Set(sale.index.categories.map(({ name }) => name))
  const unknown = categories?.find((name) => !known.has(name))
  if (unknown !== undefined) return invalid('categories', `this event has no category “${unknown}”`)
  const checked = readWish(sale, { quantity, ...(area !== undefined && { area }) })
  if (!checked.ok) return checked
  const verdict = await booking.inventory.join(sale, {
    entryId: booking.uuid(),
    customerId: caller.customerId,
    quantity,
    categories,
    area: area ?? null,
    adjacent,
    name: name ?? null,
    email: email ?? null,
    locale,
    key,
    hash,
  })
  return explain(sale, verdict)
}

function explain({ event }: Sale, verdict: JoinVerdict): Outcome<string, JoinRefusal> {
  switch (verdict.code) {
    case 'JOINED':
    case 'JOINED_BEFORE':
      return ok(verdict.entryId)
    case 'NOT_ON_SALE':
      return refuse({ code: 'NOT_ON_SALE', onSaleAt: event.on_sale_at?.toISOString() ?? null })
    case 'LIMIT_EXCEEDED':
      return refuse({ code: 'LIMIT_EXCEEDED', limit: event.max_per_customer ?? event.max_per_order })
    case 'IMPOSSIBLE':
      return invalid('quantity', 'no such party could be seated here, were the house empty')
    case 'CODE_REQUIRED':
      return refuse(verdict)
    default:
      return refuse({ code: verdict.code })
  }
}
