import type { RefusalOf } from '../../contract/refusals.ts'
import type { QuoteRequest, TicketWish } from '../../contract/shapes/prices.ts'
import { applied, coversAny, judgeCode, readCode, ticketsLeft } from '../domain/code.ts'
import { type Concession, rulesOf } from '../domain/event-prices.ts'
import type { Fault } from '../domain/new-event.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { type AppliedCode, type Pricing, priceOrder, type SeatToPrice } from '../domain/pricing.ts'
import { categoriesOf, type Sale } from '../inventory/sale.ts'
import { readCodeUse } from '../sql/codes.ts'
import { readPricing } from '../sql/read-pricing.ts'
import type { Booking } from './booking.ts'
import type { PlacedHold } from './place-hold.ts'

export type PriceRefusal = RefusalOf<'NOT_FOUND' | 'INVALID_REQUEST' | 'INVALID_CODE' | 'CODE_USED_UP'>

/**
 * What an order of this hold comes to: for a quote, and for the order itself. A category's price is the hold's; concessions,
 * fees, tax and the code are the event's at this moment, read from the ledger and not from this server's copy. The code's
 * limits are looked at here so that the buyer learns of them early; open_order guards them. Null: it has an order already.
 */
export async function priceHold(
  { pool }: Pick<Booking, 'pool'>,
  sale: Sale,
  hold: PlacedHold,
  { tickets = [], code: text }: QuoteRequest,
): Promise<Outcome<Pricing | null, PriceRefusal>> {
  const row = await readPricing(pool, sale.event.id, hold.id, hold.customerId)
  if (row === undefined) return refuse({ code: 'NOT_FOUND' })
  if (row.orderId !== null) return ok(null)
  const seats = seatsToPrice(sale, hold, tickets, row.concessions)
  if (!seats.ok) return seats
  const wanted = text === undefined ? null : readCode(text)
  if (text !== undefined && wanted === null) return refuse({ code: 'INVALID_CODE', reason: 'unknown' })
  if (row.holdCode !== null && wanted !== null && wanted !== row.holdCode)
    return refuse({ code: 'INVALID_CODE', reason: 'not_combinable' })

  const name = row.holdCode ?? wanted
  const code = name === null ? ok(null) : await findCode(pool, sale, hold, name, row.holdCode !== null)
  if (!code.ok) return code
  const pricing = priceOrder(seats.value, rulesOf(row), code.value?.applied ?? null)
  if (code.value?.left != null && pricing.codeTickets > code.value.left)
    return refuse({ code: 'CODE_USED_UP', left: code.value.left })
  return ok(pricing)
}

interface UsableCode {
  applied: AppliedCode
  left: number | null
}

async function findCode(
  pool: Booking['pool'],
  sale: Sale,
  hold: PlacedHold,
  name: string,
  isHolds: boolean,
): Promise<Outcome<UsableCode, PriceRefusal>> {
  const found = await readCodeUse(pool, sale.event.id, name, hold.customerId)
  const fault = judgeCode(found?.rule, found?.clock ?? new Date(0))
  if (found === undefined || fault !== null)
    return refuse({ code: 'INVALID_CODE', reason: fault ?? 'unknown' })
  const { rule, used } = found
  const covers = coversAny(rule, categoriesOf(sale, hold.seats))
  if (!covers && !isHolds) return refuse({ code: 'INVALID_CODE', reason: 'not_for_these_seats' })
  // A code that opened these seats counts for all of them, whatever its discount is for.
  return ok({ applied: { ...applied(rule), countsAll: isHolds }, left: ticketsLeft(rule, used) })
}

/** Each seat of the hold at its category's price or its concession's; every seat not named is at full price. */
function seatsToPrice(
  sale: Sale,
  hold: PlacedHold,
  tickets: readonly TicketWish[],
  concessions: readonly Concession[],
): Outcome<SeatToPrice[], RefusalOf<'INVALID_REQUEST'>> {
  const errors: Fault[] = []
  const categories = categoriesOf(sale, hold.seats)
  const chosen = new Map<number, Concession | null>()
  tickets.forEach(({ seatId, concession: name }, at) => {
    const seat = sale.index.indexOf(seatId)
    const place = seat === undefined ? -1 : hold.seats.indexOf(seat)
    if (place < 0) {
      errors.push({ path: `tickets[${at}].seatId`, message: 'is no seat of this hold' })
    } else if (chosen.has(place)) {
      errors.push({ path: `tickets[${at}].seatId`, message: 'comes twice' })
    } else {
      const concession = name === null ? null : concessions.find((each) => each.name === name)
      if (
        concession === undefined ||
        (concession?.prices[categories[place]!] === undefined && concession !== null)
      )
        errors.push({ path: `tickets[${at}].concession`, message: 'is no price of this seat' })
      else chosen.set(place, concession)
    }
  })
  if (errors.length > 0) return refuse({ code: 'INVALID_REQUEST', errors })
  return ok(
    hold.seats.map((seat, at) => {
      const category = categories[at]!
      const concession = chosen.get(at) ?? null
      // A concession is never dearer than the seat, also when the seat was held at a lower price than today's.
      const price = Math.min(hold.amounts[at]!, concession?.prices[category] ?? hold.amounts[at]!)
      return { seat, category, concession: concession?.name ?? null, price }
    }),
  )
}
