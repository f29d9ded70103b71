import type { Sale } from '../inventory/sale.ts'
import type { Booking } from './booking.ts'

export type { Sale }

/**
 * The sale of an event that this person may look at: any published one, and an organiser's own. Undefined when there is
 * none. Answers at once when the event is loaded.
 */
export function seeEvent(
  { eventIds, inventory }: Pick<Booking, 'eventIds' | 'inventory'>,
  idOrSlug: string,
  userId: string | undefined,
): Sale | undefined | Promise<Sale | undefined> {
  const mayBeSeen = (sale: Sale | undefined) => {
    if (sale === undefined || sale.event.published) return sale
    return userId !== undefined && sale.event.organiser_id === userId ? sale : undefined
  }
  const load = async (known: string | undefined) =>
    known === undefined ? undefined : mayBeSeen(await inventory.sale(known))

  const id = eventIds.of(idOrSlug)
  if (id instanceof Promise) return id.then(load)
  const sale = id === undefined ? undefined : inventory.loaded(id)
  return sale === undefined ? load(id) : mayBeSeen(sale)
}
