import type { RefusalOf } from '../../contract/refusals.ts'
import type { Hold, SeatSelection } from '../../contract/shapes/holds.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { HoldRefusal, HoldRequest } from '../inventory/inventory.ts'
import { asksForCodes, type Sale } from '../inventory/sale.ts'
import { refuseOutside } from './admission-gate.ts'
import type { Booking, Caller } from './booking.ts'
import { findRule } from './check-code.ts'
import { describeHold, type HoldFacts, type HoldStanding } from './describe-hold.ts'
import { readHold } from './read-hold.ts'
import { seeEvent } from './see-event.ts'
import { digest, readSelection, type SelectionRefusal } from './selection.ts'

export type PlaceHoldRefusal =
  | SelectionRefusal
  | RefusalOf<'CODE_REQUIRED' | 'INVALID_CODE'>
  | RefusalOf<
      | 'SEATS_TAKEN'
      | 'SOLD_OUT'
      | 'NOT_ENOUGH_SEATS'
      | 'NO_ADJACENT_SEATS'
      | 'NOT_ON_SALE'
      | 'QUEUE_REQUIRED'
      | 'NOT_FOUND'
      | 'IDEMPOTENCY_KEY_REUSED'
    >

/** A hold just placed, or placed before under the same key. */
export interface PlacedHold extends HoldFacts {
  readonly customerId: string
}

export interface Placement extends HoldStanding {
  readonly hold: PlacedHold
}

/** Holds seats for the caller: those named, or the best that fit. */
export async function placeHold(
  booking: Booking,
  caller: Caller,
  idOrSlug: string,
  selection: SeatSelection,
  key: string | undefined,
): Promise<Outcome<Hold, PlaceHoldRefusal>> {
  const placed = await takeSeats(
    booking,
    caller,
    idOrSlug,
    selection,
    key ?? null,
    key ? digest(selection) : null,
  )
  return placed.ok ? ok(describeHold(placed.value)) : placed
}

export async function takeSeats(
  booking: Booking,
  caller: Caller,
  idOrSlug: string,
  selection: SeatSelection,
  key: string | null,
  hash: string | null,
): Promise<Outcome<Placement, PlaceHoldRefusal>> {
  const found = seeEvent(booking, idOrSlug, undefined)
  const sale = found instanceof Promise ? await found : found
  if (sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const { code: text, ...seats } = selection
  const wish = readSelection(sale, seats)
  if (!wish.ok) return wish
  const outside = refuseOutside(booking, sale.event, caller, key)
  if (outside !== null) {
    const refusal = await outside
    if (refusal !== null) return refuse(refusal)
  }

  const { customerId } = caller
  const request = { customerId, wish: wish.value, key, hash }
  const asked =
    text === undefined && !asksForCodes(sale) ? ok(request) : await withCode(booking, sale, request, text)
  if (!asked.ok) return asked
  const outcome = await booking.inventory.hold(sale, asked.value)
  if (outcome.ok) {
    const { hold, clock } = outcome.value
    return ok({ sale, hold, state: 'live', serverTime: clock.toISOString(), extensionsUsed: 0 })
  }
  if (outcome.refusal.code !== 'DUPLICATE') return refuse(explain(sale, outcome.refusal))
  const first = await readHold(booking, caller, outcome.refusal.hold)
  return first === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(first)
}

/** Brings the buyer's code to the wish. What it opens is judged again by the ledger, in the claim itself. */
async function withCode(
  booking: Booking,
  sale: Sale,
  request: HoldRequest,
  text: string | undefined,
): Promise<Outcome<HoldRequest, RefusalOf<'CODE_REQUIRED' | 'INVALID_CODE'>>> {
  const found =
    text === undefined ? ok(null) : await findRule(booking, sale.event.id, request.customerId, text)
  if (!found.ok) return found
  const rule = found.value
  const { wish } = request
  if ('seats' in wish) return ok({ ...request, code: rule?.code ?? null })
  const unlocked = rule?.unlocks ?? []
  const { category } = wish
  if (
    category !== undefined &&
    sale.event.locked_categories.includes(category) &&
    !unlocked.includes(category)
  )
    return rule === null
      ? refuse({ code: 'CODE_REQUIRED', categories: [category] })
      : refuse({ code: 'INVALID_CODE', reason: 'not_for_these_seats' })
  return ok({ ...request, wish: { ...wish, unlocked }, code: rule?.code ?? null })
}

function explain(sale: Sale, refusal: Exclude<HoldRefusal, { code: 'DUPLICATE' }>): PlaceHoldRefusal {
  const { event, index } = sale
  switch (refusal.code) {
    case 'SEATS_TAKEN':
      return { code: 'SEATS_TAKEN', seatIds: refusal.seats.map((seat) => index.seatIdOf(seat)) }
    case 'LIMIT_EXCEEDED':
      return { code: 'LIMIT_EXCEEDED', limit: event.max_per_customer ?? event.max_per_order }
    case 'NOT_ON_SALE':
      return { code: 'NOT_ON_SALE', onSaleAt: event.on_sale_at?.toISOString() ?? null }
    case 'NOT_ENOUGH_SEATS':
      return { code: 'NOT_ENOUGH_SEATS', available: refusal.available }
    case 'CODE_REQUIRED':
      return { code: 'CODE_REQUIRED', categories: refusal.categories }
    case 'INVALID_CODE':
      return { code: 'INVALID_CODE', reason: refusal.reason }
    case 'SOLD_OUT':
    case 'NO_ADJACENT_SEATS':
    case 'NOT_FOUND':
    case 'IDEMPOTENCY_KEY_REUSED':
      return { code: refusal.code }
  }
}
