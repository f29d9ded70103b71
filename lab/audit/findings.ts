/** What an auditor may find wrong, and what each means. */
export const rules = {
  'seat-outside-plan': 'a claim, hold, order or ticket names a place that the event does not have',
  'seat-claimed-twice': 'two claims on one seat',
  'claim-without-hold': 'a held or sold seat that belongs to no hold, or a blocked one that belongs to one',
  'ghost-claim': 'a claim of a hold that does not hold this seat, or has ended without selling it',
  'held-claim-of-sold-hold': 'a hold was sold and its claim still says held',
  'lost-claim': 'a live hold, or a confirmed order, without the claim on one of its seats',
  'seat-twice-in-hold': 'a hold or an order lists a seat twice, or none',
  'sold-hold-without-order': 'a hold is sold and has no order that sold it',
  'two-orders-for-hold': 'a hold became two orders',
  'order-without-hold': 'an order whose hold does not exist',
  'order-differs-from-hold': 'an order has other seats, or another customer, than its hold',
  'order-and-hold-disagree': 'an order is confirmed and its hold not sold, or the other way round',
  'seat-in-two-orders': 'two confirmed orders for one seat',
  'ticket-missing': 'a seat of a confirmed order has no valid ticket',
  'ticket-twice': 'a seat has two valid tickets',
  'ticket-without-order': 'a valid ticket of no confirmed order, or for a seat that its order does not have',
  'paid-order-without-money':
    'an order that costs money is confirmed, and its payment is neither captured nor about to be',
  'charged-for-nothing': 'money was captured for which there are no tickets, and no refund is done or due',
  'refunded-too-much': 'more goes back of a payment than was captured',
  'refunded-and-kept':
    'money goes back for a confirmed order, and neither tickets of it were cancelled nor did somebody give it back by hand',
  'cap-exceeded': 'a customer has more seats than the event allows',
  'waiting-twice': 'a customer has two places on the waitlist at the same time',
  'offer-differs':
    'an offer is no hold of the customer’s, or of another number of seats than they wait for; or what is gathered is somebody’s, or enough',
  'sums-differ': 'sold claims, seats of confirmed orders and valid tickets are not equally many',
  'availability-miscounts': 'availability’s own counts, or its length, do not agree with its seats',
  'availability-drifts': 'availability says something else than the ledger, and keeps saying it',
} as const

export type Rule = keyof typeof rules

export interface Finding {
  rule: Rule
  detail: string
}
