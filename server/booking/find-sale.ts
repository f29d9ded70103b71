import type { Sale } from '../inventory/sale.ts'
import type { Booking } from './booking.ts'

/** The sale of a published event. Answers at once when the event is loaded; undefined when there is none to be seen. */
export function findSale(booking: Booking, idOrSlug: string): Sale | undefined | Promise<Sale | undefined> {
  const id = booking.eventIds.of(idOrSlug)
  if (typeof id === 'string') {
    const sale = booking.inventory.loaded(id)
    if (sale !== undefined) return visible(sale)
  }
  return load(booking, id)
}

async function load(
  booking: Booking,
  id: string | undefined | Promise<string | undefined>,
): Promise<Sale | undefined> {
  const known = await id
  return known === undefined ? undefined : visible(await booking.inventory.sale(known))
}

function visible(sale: Sale | undefined): Sale | undefined {
  return sale?.event.published ? sale : undefined
}
