import type { RefusalOf } from '../../contract/refusals.ts'
import type { Hold, SeatSelection } from '../../contract/shapes/holds.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { HoldOutcome, HoldRefusal, HoldRequest } from '../inventory/inventory.ts'
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

type Placing<T> = Outcome<T, PlaceHoldRefusal> | Promise<Outcome<T, PlaceHoldRefusal>>

/** Holds seats for the caller: those named, or the best that fit. Refuses at once what can be refused from memory. */
export function placeHold(
  booking: Booking,
  caller: Caller,
  idOrSlug: string,
  selection: SeatSelection,
  key: string | undefined,
): Placing<Hold> {
  const hash = key ? digest(selection) : null
  const placed = takeSeats(booking, caller, idOrSlug, selection, key ?? null, hash)
  return placed instanceof Promise ? placed.then(describe) : describe(placed)
}

function describe(placed: Outcome<Placement, PlaceHoldRefusal>): Outcome<Hold, PlaceHoldRefusal> {
  return placed.ok ? ok(describeHold(placed.value)) : placed
}

export function takeSeats(
  booking: Booking,
  caller: Caller,
  idOrSlug: string,
  selection: SeatSelection,
  key: string | null,
  hash: string | null,
): Placing<Placement> {
  const found = seeEvent(booking, idOrSlug, undefined)
  if (found instanceof Promise)
    return found.then((sale) => takeFrom(booking, caller, sale, selection, key, hash))
  return takeFrom(booking, caller, found, selection, key, hash)
}

function takeFrom(
  booking: Booking,
  caller: Caller,
  sale: Sale | undefined,
  selection: SeatSelection,
  key: string | null,
  hash: string | null,
): Placing<Placement> {
  if (sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const { code, ...seats } = selection
  const wish = readSelection(sale, seats)
  if (!wish.ok) return wish
  const request = { customerId: caller.customerId, wish: wish.value, key, hash }
  const outside = refuseOutside(booking, sale.event, caller, key)
  if (outside instanceof Promise || code !== undefined || asksForCodes(sale))
    return askThenClaim(booking, caller, sale, request, outside, code)
  return outside === null ? claim(booking, caller, sale, request) : refuse(outside)
}

/** Where somebody has to be asked first: the room whether the buyer was let in, the event what their code opens. */
async function askThenClaim(
  booking: Booking,
  caller: Caller,
  sale: Sale,
  request: HoldRequest,
  outside: ReturnType<typeof refuseOutside>,
  code: string | undefined,
): Promise<Outcome<Placement, PlaceHoldRefusal>> {
  const refusal = await outside
  if (refusal !== null) return refuse(refusal)
  if (code === undefined && !asksForCodes(sale)) return claim(booking, caller, sale, request)
  const asked = await withCode(booking, sale, request, code)
  return asked.ok ? claim(booking, caller, sale, asked.value) : asked
}

function claim(booking: Booking, caller: Caller, sale: Sale, request: HoldRequest): Placing<Placement> {
  const outcome = booking.inventory.hold(sale, request)
  return outcome instanceof Promise
    ? outcome.then((settled) => place(booking, caller, sale, settled))
    : place(booking, caller, sale, outcome)
}

function place(booking: Booking, caller: Caller, sale: Sale, outcome: HoldOutcome): Placing<Placement> {
  if (outcome.ok) {
    const { hold, clock } = outcome.value
    return ok({ sale, hold, state: 'live', serverTime: clock.toISOString(), extensionsUsed: 0 })
  }
  if (outcome.refusal.code !== 'DUPLICATE') return refuse(explain(sale, outcome.refusal))
  return readHold(booking, caller, outcome.refusal.hold).then((first) =>
    first === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(first),
  )
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
