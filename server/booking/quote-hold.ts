import type { RefusalOf } from '../../contract/refusals.ts'
import type { Quote, QuoteRequest } from '../../contract/shapes/prices.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking, Caller } from './booking.ts'
import { describePricing } from './describe-pricing.ts'
import { type PriceRefusal, priceHold } from './price-hold.ts'
import { readHold } from './read-hold.ts'

/** What an order of the caller's hold would come to. Nothing is kept, and no use of a code is taken. */
export async function quoteHold(
  booking: Booking,
  caller: Caller,
  holdId: string,
  wish: QuoteRequest,
): Promise<Outcome<Quote, PriceRefusal | RefusalOf<'HOLD_EXPIRED' | 'HOLD_ENDED'>>> {
  const found = await readHold(booking, caller, holdId)
  if (found === undefined) return refuse({ code: 'NOT_FOUND' })
  if (found.state === 'expired') return refuse({ code: 'HOLD_EXPIRED' })
  if (found.state !== 'live') return refuse({ code: 'HOLD_ENDED' })
  const priced = await priceHold(booking, found.sale, found.hold, wish)
  if (!priced.ok) return priced
  return priced.value === null
    ? refuse({ code: 'HOLD_ENDED' })
    : ok(describePricing(found.sale, priced.value))
}
