import type { BookedSeat, Hold } from '../../contract/shapes/holds.ts'
import { rulesOf } from '../domain/event-prices.ts'
import { allIn } from '../domain/pricing.ts'
import type { Sale } from '../inventory/sale.ts'

/** What a reply needs of a hold, whether it comes from memory or from the ledger. */
export interface HoldFacts {
  readonly id: string
  readonly eventId: string
  readonly seats: readonly number[]
  readonly amounts: readonly number[]
  readonly total: number
  readonly expiresAt: string
  readonly orderId: string | null
  /** The code without which its seats could not have been held. */
  readonly code: string | null
}

/** A hold as it stands at a moment. */
export interface HoldStanding {
  readonly sale: Sale
  readonly hold: HoldFacts
  readonly state: Hold['state']
  readonly serverTime: string
  readonly extensionsUsed: number
}

export function describeHold({ sale, hold, state, serverTime, extensionsUsed }: HoldStanding): Hold {
  const amounts = shownAmounts(sale, hold.amounts)
  const isExtendable = state === 'live' && hold.orderId === null
  const described: Hold = {
    id: hold.id,
    eventId: hold.eventId,
    state,
    seats: describeSeats(sale, hold.seats, amounts),
    total: { amount: amounts.reduce((sum, amount) => sum + amount, 0), currency: sale.event.currency },
    expiresAt: hold.expiresAt,
    serverTime,
    holdSeconds: sale.event.hold_seconds,
    extensionsLeft: isExtendable ? Math.max(0, sale.event.hold_extensions - extensionsUsed) : 0,
  }
  if (hold.orderId !== null) described.orderId = hold.orderId
  if (hold.code !== null) described.code = hold.code
  return described
}

/** Prices as they are shown before an order: with everything that cannot be avoided, but for the fee on the order. */
export function shownAmounts({ event }: Sale, prices: readonly number[]): number[] {
  const rules = rulesOf(event)
  return prices.map((price) => allIn(price, rules))
}

export function describeSeats(
  sale: Sale,
  seats: readonly number[],
  amounts: readonly number[],
): BookedSeat[] {
  const { index, event } = sale
  return seats.map((seat, at) => ({
    seatId: index.seatIdOf(seat),
    index: seat,
    label: index.labelOf(seat),
    category: index.categories[index.categoryOf[seat]!]?.name ?? '',
    price: { amount: amounts[at]!, currency: event.currency },
  }))
}
