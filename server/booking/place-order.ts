import type { RefusalOf } from '../../contract/refusals.ts'
import type { SeatSelection } from '../../contract/shapes/holds.ts'
import type { NewOrder, Order } from '../../contract/shapes/orders.ts'
import type { WaitlistJoined } from '../../contract/shapes/waitlist.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Sale } from '../inventory/sale.ts'
import { waitlistLimits } from '../limits/waitlist-limits.ts'
import { noMoney } from '../sql/order-money.ts'
import type { SellVerdict } from '../sql/sell-holds.ts'
import type { Booking, Caller } from './booking.ts'
import { describeOrder } from './describe-order.ts'
import { isPlain } from './describe-pricing.ts'
import { findHold, readFromLedger } from './find-hold.ts'
import { type JoinRefusal, takeWaitingPlace } from './join-waitlist.ts'
import { type PlacedHold, type PlaceHoldRefusal, takeSeats } from './place-hold.ts'
import { type PriceRefusal, priceHold } from './price-hold.ts'
import { readOrder } from './read-orders.ts'
import { readPlace } from './read-waitlist.ts'
import { digest, invalid } from './selection.ts'

type OrderRefusal =
  | RefusalOf<'NOT_FOUND' | 'HOLD_EXPIRED' | 'HOLD_ENDED' | 'IDEMPOTENCY_KEY_REUSED' | 'PRICE_CHANGED'>
  | PriceRefusal
export type PlaceOrderRefusal =
  | OrderRefusal
  | PlaceHoldRefusal
  | Exclude<JoinRefusal, { code: 'NOT_SOLD_OUT' }>

/** In place of an order: a place on the waitlist. */
export type Waits = WaitlistJoined

interface Wish {
  buyer: NewOrder['buyer']
  /** What the buyer chose that has a price, and the sum that they were shown. */
  price: Pick<NewOrder, 'tickets' | 'code' | 'total'>
  locale: string
  acceptsEquivalent: boolean
  key: string | null
  hash: string | null
}

/**
 * Makes an order of a hold; a free one is confirmed at once, one that costs money waits for its payment while the hold is
 * extended. With `eventId` in place of `holdId` the seats are held first; if no order comes of it they are given back.
 */
export async function placeOrder(
  booking: Booking,
  caller: Caller,
  request: NewOrder,
  key: string | undefined,
  /** Of the mails, unless the request names another. */
  usualLocale = 'en',
): Promise<Outcome<Order | Waits, PlaceOrderRefusal>> {
  const {
    holdId,
    eventId,
    buyer,
    tickets,
    total,
    code,
    locale = usualLocale,
    acceptEquivalent = false,
    joinWaitlist = false,
    ...selection
  } = request
  const price = { tickets, code, total }
  const wish = {
    buyer,
    price,
    locale,
    acceptsEquivalent: acceptEquivalent,
    key: key ?? null,
    hash: key === undefined ? null : digest(request),
  }

  if (holdId !== undefined) {
    if (eventId !== undefined || Object.keys(selection).length > 0) {
      return invalid('holdId', 'stands alone: leave out the rest')
    }
    const hold = await findHold(booking, caller, holdId)
    const sale = hold && (await booking.inventory.sale(hold.eventId))
    if (hold === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
    return orderHold(booking, caller, sale, hold, wish)
  }

  if (eventId === undefined) {
    return invalid('', 'needs holdId or eventId')
  }
  const seats = { ...selection, code }
  const ordered = await orderSeats(booking, caller, eventId, seats, wish)
  const { quantity } = seats
  if (ordered.ok || !joinWaitlist || quantity === undefined || !isNothingLeft(ordered.refusal)) return ordered
  return waitInstead(booking, caller, eventId, { ...seats, quantity }, wish)
}

/** Holds seats and orders them; if no order comes of it they are given back. */
async function orderSeats(
  booking: Booking,
  caller: Caller,
  eventId: string,
  seats: SeatSelection,
  wish: Wish,
): Promise<Outcome<Order, PlaceOrderRefusal>> {
  const placed = await takeSeats(booking, caller, eventId, seats, wish.key, wish.hash)
  if (!placed.ok) return placed
  const { sale, hold } = placed.value
  let ordered = false
  try {
    const outcome = await orderHold(booking, caller, sale, hold, wish)
    ordered = outcome.ok
    return outcome
  } finally {
    if (!ordered) await booking.inventory.release(sale, hold.id, hold.customerId).catch(() => {})
  }
}

function isNothingLeft({ code }: PlaceOrderRefusal): boolean {
  return code === 'SOLD_OUT' || code === 'NOT_ENOUGH_SEATS' || code === 'NO_ADJACENT_SEATS'
}

/** Joins the waitlist in place of ordering. Should seats have come free in between, they are ordered after all. */
async function waitInstead(
  booking: Booking,
  caller: Caller,
  eventId: string,
  seats: SeatSelection & { quantity: number },
  wish: Wish,
): Promise<Outcome<Order | Waits, PlaceOrderRefusal>> {
  const sale = await booking.inventory.sale(eventId)
  if (sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const { quantity, category, area, adjacent } = seats
  const { buyer, locale, key, hash } = wish
  const waiting = {
    quantity,
    ...(category !== undefined && { category }),
    ...(area !== undefined && { area }),
    ...(adjacent !== undefined && { adjacent }),
    ...buyer,
    locale,
  }
  for (let tries = 1; tries <= waitlistLimits.joinTries; tries += 1) {
    const joined = await takeWaitingPlace(booking, caller, sale, waiting, key, hash)
    if (joined.ok) {
      const place = await readPlace(booking, caller, joined.value)
      if (place === undefined) throw new UnavailableFault('a place just taken could not be read')
      return ok({ waitlist: { id: place.id, position: place.position ?? 0 } })
    }
    if (joined.refusal.code !== 'NOT_SOLD_OUT') return refuse(joined.refusal)
    const ordered = await orderSeats(booking, caller, eventId, seats, wish)
    if (ordered.ok || !isNothingLeft(ordered.refusal)) return ordered
  }
  throw new UnavailableFault('seats came free and went, again and again')
}

async function orderHold(
  booking: Booking,
  caller: Caller,
  sale: Sale,
  hold: PlacedHold,
  wish: Wish,
): Promise<Outcome<Order, OrderRefusal>> {
  const { tickets, code } = wish.price
  const isFree = hold.total === 0 && hold.code === null && tickets === undefined && code === undefined
  const outcome = await (isFree ? sellFree : openPriced)(booking, sale, hold, wish)
  // The owner may have signed in meanwhile, and the hold moved from the guest to the account.
  if (!outcome.ok && outcome.refusal.code === 'NOT_FOUND') {
    const moved = await readFromLedger(booking, caller, hold.id)
    if (moved !== undefined && moved.customerId !== hold.customerId)
      return orderHold(booking, caller, sale, moved, wish)
  }
  if (!outcome.ok) return outcome
  if (typeof outcome.value !== 'string') return ok(outcome.value)
  const order = await readOrder(booking, caller, outcome.value)
  if (order === undefined) throw new UnavailableFault('an order just made could not be read')
  return ok(order)
}

/** The order itself, or the id of one to be read. */
async function sellFree(
  booking: Booking,
  sale: Sale,
  hold: PlacedHold,
  { buyer, locale, key, hash }: Wish,
): Promise<Outcome<Order | string, OrderRefusal>> {
  const job = {
    holdId: hold.id,
    customerId: hold.customerId,
    orderId: booking.uuid(),
    tickets: hold.seats.map(() => booking.uuid()),
    buyer,
    locale,
    mailIsKept: !booking.sendsMail,
    key,
    hash,
  }
  const verdict = await booking.inventory.sell(sale, job)
  if (verdict.code !== 'SOLD') return explain(verdict)
  if (booking.sendsMail) booking.wakeMail()
  return ok(
    describeOrder(
      booking,
      sale,
      {
        id: verdict.orderId,
        number: verdict.number,
        eventId: sale.event.id,
        customerId: hold.customerId,
        holdId: hold.id,
        state: 'confirmed',
        buyerName: buyer.name,
        buyerEmail: buyer.email,
        seats: [...hold.seats],
        amounts: [...hold.amounts],
        total: hold.total,
        pricing: null,
        createdAt: verdict.clock,
        paymentDeadline: null,
        tickets: verdict.tickets.map((id, at) => ({
          id,
          seat: hold.seats[at]!,
          state: 'valid',
          attendee: null,
        })),
        passedOn: [],
        locale,
        money: noMoney,
        clock: verdict.clock,
      },
      { withCodes: false },
    ),
  )
}

/** An order that costs something, or might if it were not for a code. The id of one to be read. */
async function openPriced(
  booking: Booking,
  sale: Sale,
  hold: PlacedHold,
  { price, ...wish }: Wish,
): Promise<Outcome<string, OrderRefusal>> {
  const { id: holdId, customerId } = hold
  const priced = await priceHold(booking, sale, hold, price)
  if (!priced.ok) return priced
  const total = priced.value?.totals.total ?? hold.total
  if (priced.value !== null && price.total !== undefined && total !== price.total)
    return refuse({ code: 'PRICE_CHANGED', total: { amount: total, currency: sale.event.currency } })
  const { chosen } = booking.payments
  if (chosen === null && total > 0) throw new UnavailableFault('no payment provider is set up')
  const verdict = await booking.inventory.openOrder(sale, {
    holdId,
    customerId,
    orderId: booking.uuid(),
    payment: { id: booking.uuid(), provider: chosen?.name ?? 'none' },
    pricing: priced.value && (isPlain(priced.value) ? null : priced.value),
    ...wish,
  })
  switch (verdict.code) {
    case 'OPENED':
    case 'OPEN_BEFORE':
    case 'CONFIRMED':
      return ok(verdict.orderId)
    case 'CODE_REFUSED':
      return verdict.refusal === 'used_up'
        ? refuse({ code: 'CODE_USED_UP', left: verdict.remaining ?? 0 })
        : refuse({ code: 'INVALID_CODE', reason: verdict.refusal })
    default:
      return refuse({ code: verdict.code })
  }
}

function explain(verdict: Exclude<SellVerdict, { code: 'SOLD' }>): Outcome<string, OrderRefusal> {
  switch (verdict.code) {
    case 'SOLD_BEFORE':
    case 'AWAITING_PAYMENT':
      return ok(verdict.orderId)
    case 'PAYMENT_REQUIRED':
      throw new Error('a hold that costs money was sold as a free one')
    default:
      return refuse({ code: verdict.code })
  }
}
