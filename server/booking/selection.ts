import { hash } from 'node:crypto'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { SeatSelection } from '../../contract/shapes/holds.ts'
import { type Outcome, ok, type Refused, refuse } from '../domain/outcome.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import type { Wish } from '../inventory/availability.ts'
import type { Sale } from '../inventory/sale.ts'

export type SelectionRefusal = RefusalOf<'INVALID_REQUEST' | 'LIMIT_EXCEEDED' | 'UNKNOWN_SEATS'>

/** Turns what the client wrote into what the engine takes, or says what is wrong with it. */
export function readSelection(sale: Sale, selection: SeatSelection): Outcome<Wish, SelectionRefusal> {
  const { event, index } = sale
  const { seatIds, quantity, category, area, adjacent } = selection

  if (seatIds !== undefined) {
    if (quantity !== undefined || category !== undefined || area !== undefined || adjacent !== undefined) {
      return invalid('seatIds', 'stands alone: leave out quantity, category, area and adjacent')
    }
    const limit = limitOf(event)
    if (seatIds.length > limit) return refuse({ code: 'LIMIT_EXCEEDED', limit })
    const seats: number[] = []
    const unknown: string[] = []
    for (const seatId of seatIds) {
      const seat = index.indexOf(seatId)
      if (seat === undefined) unknown.push(seatId)
      else seats.push(seat)
    }
    if (unknown.length > 0) return refuse({ code: 'UNKNOWN_SEATS', seatIds: unknown })
    return ok({ seats })
  }

  if (quantity === undefined) return invalid('', 'needs seatIds or quantity')
  return readWish(sale, { ...selection, quantity })
}

/** The same for those who leave the choice to us. */
export function readWish(
  { event, index }: Sale,
  { quantity, category, area, adjacent, accessible }: Omit<SeatSelection, 'seatIds'> & { quantity: number },
): Outcome<SeatWish, RefusalOf<'INVALID_REQUEST' | 'LIMIT_EXCEEDED'>> {
  const limit = limitOf(event)
  if (quantity > limit) return refuse({ code: 'LIMIT_EXCEEDED', limit })
  if (category !== undefined && !index.categories.some(({ name }) => name === category)) {
    return invalid('category', `this event has no category “${category}”`)
  }
  if (area !== undefined && !index.areas.some(({ id }) => id === area)) {
    return invalid('area', `this event has no area “${area}”`)
  }
  const wish: SeatWish = { quantity }
  if (category !== undefined) wish.category = category
  if (area !== undefined) wish.area = area
  if (adjacent) wish.adjacent = true
  if (accessible) wish.accessible = true
  return ok(wish)
}

/** The most that one order, and one customer, may have. */
function limitOf(event: Sale['event']): number {
  return Math.min(event.max_per_order, event.max_per_customer ?? event.max_per_order)
}

/** A digest of a request, to tell a retry from another request under the same key. */
export function digest(request: unknown): string {
  return hash('sha256', JSON.stringify(request), 'base64url')
}

export function invalid(path: string, message: string): Refused<RefusalOf<'INVALID_REQUEST'>> {
  return { ok: false, refusal: { code: 'INVALID_REQUEST', errors: [{ path, message }] } }
}
