/** What decides the status of an event. Times are instants. */
export interface EventFacts {
  published: boolean
  cancelledAt: Date | null
  startsAt: Date
  onSaleAt: Date | null
  saleEndsAt: Date | null
}

/**
 * The status that people are shown at a moment. Whether a hold is granted is decided by the ledger, by its own clock;
 * `claim_seats` refuses what is not `on_sale` or `sold_out` here.
 */
export function statusOf(event: EventFacts, available: number, now: Date) {
  if (event.cancelledAt !== null) return 'cancelled'
  if (!event.published) return 'draft'
  if (event.startsAt <= now) return 'past'
  if (event.saleEndsAt !== null && event.saleEndsAt <= now) return 'closed'
  if (event.onSaleAt !== null && event.onSaleAt > now) return 'scheduled'
  return available === 0 ? 'sold_out' : 'on_sale'
}
