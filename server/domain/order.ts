/**
 * The way of an order.
 *
 * An order that costs money **awaits its payment** while its hold lives. What happens next is a race between the buyer's
 * money, the clock, and the buyer's own change of mind, and the order is what keeps score.
 *
 * The money comes while the seats are held: it is **confirmed**; the seats are sold and tickets issued, and money that was only
 * authorised is captured after that, not before. It comes when the hold is gone: if the same seats are still free they are
 * taken again, and if not, others of their kind if the buyer agreed to that; either way it is confirmed, late. If no seats can
 * be had the order has **expired**, and the money is given back: let go if it was only authorised, refunded if captured.
 * Money that nobody waits for (a second payment, one for an order that was cancelled) is given back the same way, and never
 * touches the tickets that another payment paid for. Another amount than was asked for confirms nothing.
 *
 * Time goes by without money: **expired**. The buyer gives up before paying: **cancelled**. In both cases open payments are to
 * be cancelled at the provider, and should the money be quicker, see above.
 *
 * A confirmed order is cancelled by its buyer, within the event's policy, or by the staff: **refunded** when money goes back,
 * **cancelled** when there was none to go back, or only an authorisation to let go. Some of its tickets may be cancelled: it
 * stays confirmed for the others. If the authorised money cannot be captured after all it is **cancelled**: nothing was
 * charged. If all of it was given back at the provider's own desk it is **refunded**.
 *
 * `server/sql/functions/settle_payment.sql`, `cancel_order.sql` and `release_holds.sql` repeat this table, under locks;
 * `test/races/order-states.test.ts` walks both.
 */
export const orderStates = ['awaiting_payment', 'confirmed', 'cancelled', 'expired', 'refunded'] as const
export type OrderState = (typeof orderStates)[number]

export const orderEvents = [
  /** Money, of a payment that is news: authorised or captured. */
  'paid_while_held',
  'paid_late_seats_free',
  'paid_late_seats_replaced',
  'paid_late_seats_gone',
  'paid_another_amount',
  /** The payment that the order was confirmed by has been captured. */
  'captured',
  /** Money of another payment than the one that counts. */
  'paid_again',
  /** A refused card: the payment stays open, and the buyer may try again. */
  'declined',
  /** An attempt has ended with nothing charged, and it is not the one that counts. */
  'attempt_ended',
  /** The payment that counts has ended with nothing charged. */
  'capture_failed',
  'time_over',
  /** By buyer or staff: all of it, with money to give back. */
  'cancelled_with_refund',
  /** All of it, with nothing to give back, or only an authorisation to let go. */
  'cancelled_without_refund',
  'tickets_cancelled',
  'goodwill',
  'refunded_at_provider',
] as const
export type OrderEvent = (typeof orderEvents)[number]

export type OrderEffect =
  | 'sell_seats'
  | 'take_seats_again'
  | 'sell_replacement'
  | 'issue_tickets'
  | 'free_seats'
  | 'void_tickets'
  | 'free_some_seats'
  | 'void_some_tickets'
  /** Wanted of the provider, if the money was only authorised. */
  | 'capture'
  /** All of this payment: let go what was authorised, refund what was captured. */
  | 'give_back'
  /** What the policy, or the staff, says. */
  | 'refund'
  | 'record_refund'
  /** Open payments of this order are to be cancelled at the provider. */
  | 'end_other_payments'
  | 'mail'

export interface Step {
  readonly to: OrderState
  readonly effects: readonly OrderEffect[]
}

const stays = (state: OrderState, ...effects: OrderEffect[]): Step => ({ to: state, effects })

const confirms = (...taking: OrderEffect[]): Step => ({
  to: 'confirmed',
  effects: [...taking, 'issue_tickets', 'capture', 'end_other_payments', 'mail'],
})
const comesTooLate: Step = { to: 'expired', effects: ['give_back', 'end_other_payments', 'mail'] }
const givesBack = (state: OrderState): Step => ({ to: state, effects: ['give_back', 'mail'] })

/** Of an order that is over: no money can bring it back, and none is kept. */
const over = (state: 'cancelled' | 'refunded'): Record<OrderEvent, Step> => ({
  paid_while_held: givesBack(state),
  paid_late_seats_free: givesBack(state),
  paid_late_seats_replaced: givesBack(state),
  paid_late_seats_gone: givesBack(state),
  paid_another_amount: givesBack(state),
  // An authorisation that was to be let go, or that a kept fee is taken from, was captured.
  captured: givesBack(state),
  paid_again: givesBack(state),
  declined: stays(state),
  attempt_ended: stays(state),
  capture_failed: stays(state),
  time_over: stays(state),
  cancelled_with_refund: stays(state),
  cancelled_without_refund: stays(state),
  tickets_cancelled: stays(state),
  goodwill: stays(state, 'refund', 'mail'),
  refunded_at_provider: stays(state, 'record_refund'),
})

const table: Record<OrderState, Record<OrderEvent, Step>> = {
  awaiting_payment: {
    paid_while_held: confirms('sell_seats'),
    paid_late_seats_free: confirms('take_seats_again'),
    paid_late_seats_replaced: confirms('sell_replacement'),
    paid_late_seats_gone: comesTooLate,
    paid_another_amount: givesBack('awaiting_payment'),
    captured: stays('awaiting_payment'),
    paid_again: givesBack('awaiting_payment'),
    declined: stays('awaiting_payment'),
    attempt_ended: stays('awaiting_payment'),
    capture_failed: stays('awaiting_payment'),
    time_over: { to: 'expired', effects: ['free_seats', 'end_other_payments'] },
    cancelled_with_refund: stays('awaiting_payment'),
    cancelled_without_refund: { to: 'cancelled', effects: ['free_seats', 'end_other_payments'] },
    tickets_cancelled: stays('awaiting_payment'),
    goodwill: stays('awaiting_payment'),
    refunded_at_provider: stays('awaiting_payment', 'record_refund'),
  },
  confirmed: {
    paid_while_held: givesBack('confirmed'),
    paid_late_seats_free: givesBack('confirmed'),
    paid_late_seats_replaced: givesBack('confirmed'),
    paid_late_seats_gone: givesBack('confirmed'),
    paid_another_amount: givesBack('confirmed'),
    captured: stays('confirmed'),
    paid_again: givesBack('confirmed'),
    declined: stays('confirmed'),
    attempt_ended: stays('confirmed'),
    capture_failed: { to: 'cancelled', effects: ['free_seats', 'void_tickets', 'mail'] },
    time_over: stays('confirmed'),
    cancelled_with_refund: { to: 'refunded', effects: ['free_seats', 'void_tickets', 'refund', 'mail'] },
    cancelled_without_refund: {
      to: 'cancelled',
      effects: ['free_seats', 'void_tickets', 'give_back', 'mail'],
    },
    tickets_cancelled: stays('confirmed', 'free_some_seats', 'void_some_tickets', 'refund', 'mail'),
    goodwill: stays('confirmed', 'refund', 'mail'),
    refunded_at_provider: {
      to: 'refunded',
      effects: ['record_refund', 'free_seats', 'void_tickets', 'mail'],
    },
  },
  expired: {
    paid_while_held: comesTooLate, // A hold of an expired order is over: what comes is late.
    paid_late_seats_free: confirms('take_seats_again'),
    paid_late_seats_replaced: confirms('sell_replacement'),
    paid_late_seats_gone: comesTooLate,
    paid_another_amount: givesBack('expired'),
    captured: givesBack('expired'),
    paid_again: givesBack('expired'),
    declined: stays('expired'),
    attempt_ended: stays('expired'),
    capture_failed: stays('expired'),
    time_over: stays('expired'),
    cancelled_with_refund: stays('expired'),
    cancelled_without_refund: stays('expired'),
    tickets_cancelled: stays('expired'),
    goodwill: stays('expired'),
    refunded_at_provider: stays('expired', 'record_refund'),
  },
  cancelled: over('cancelled'),
  refunded: over('refunded'),
}

/** What an event comes to for an order: where it goes, and what has to be done in the same transaction. */
export function stepOf(state: OrderState, event: OrderEvent): Step {
  return table[state][event]
}
