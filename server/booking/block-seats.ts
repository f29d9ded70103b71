import type { RefusalOf } from '../../contract/refusals.ts'
import type { Availability } from '../../contract/shapes/events.ts'
import type { Blocks } from '../../contract/shapes/organiser.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { setBlocked } from '../inventory/block-seats.ts'
import type { Booking } from './booking.ts'
import { showAvailability } from './show-availability.ts'

type Refusal = RefusalOf<'NOT_FOUND' | 'UNKNOWN_SEATS' | 'SEATS_TAKEN'>

/** Takes seats of this organiser's event out of the sale, or puts them back: all that are named, or none. */
export async function blockSeats(
  { pool, inventory }: Pick<Booking, 'pool' | 'inventory'>,
  eventId: string,
  organiserId: string,
  { seatIds, blocked }: Blocks,
): Promise<Outcome<Availability, Refusal>> {
  const sale = await inventory.sale(eventId)
  if (sale === undefined || sale.event.organiser_id !== organiserId) return refuse({ code: 'NOT_FOUND' })
  const seats: number[] = []
  const unknown: string[] = []
  for (const seatId of seatIds) {
    const seat = sale.index.indexOf(seatId)
    if (seat === undefined) unknown.push(seatId)
    else seats.push(seat)
  }
  if (unknown.length > 0) return refuse({ code: 'UNKNOWN_SEATS', seatIds: unknown })

  const outcome = await setBlocked(pool, inventory, sale, seats, blocked)
  if (!outcome.ok) {
    return refuse({
      code: 'SEATS_TAKEN',
      seatIds: outcome.refusal.seats.map((seat) => sale.index.seatIdOf(seat)),
    })
  }
  return ok(showAvailability((await inventory.sale(eventId)) ?? sale).value)
}
