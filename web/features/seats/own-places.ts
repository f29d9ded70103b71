import type { Hold } from '../../../contract/shapes/holds.ts'
import type { Order } from '../../../contract/shapes/orders.ts'

/** Indexes of the places that the visitor has bought for an event. */
export function ownSold(orders: readonly Order[] | undefined, eventId: string): ReadonlySet<number> {
  const indexes = new Set<number>()
  for (const order of orders ?? []) {
    if (order.eventId !== eventId || order.state !== 'confirmed') continue
    for (const ticket of order.tickets) if (ticket.state === 'valid') indexes.add(ticket.seat.index)
  }
  return indexes
}

export function ownHeld(hold: Hold | null): ReadonlySet<number> {
  return new Set(hold?.seats.map((seat) => seat.index))
}
