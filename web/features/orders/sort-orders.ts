import type { Order } from '../../../contract/shapes/orders.ts'

export type OrderGroup = 'upcoming' | 'past' | 'cancelled'

/** How long an event goes on when nobody says: a ticket is needed until then. */
const USUAL_MS = 4 * 3_600_000

export function groupOf(order: Pick<Order, 'state' | 'event'>, nowMs: number): OrderGroup {
  if (order.state === 'cancelled' || order.state === 'expired' || order.state === 'refunded')
    return 'cancelled'
  const { startsAt, endsAt } = order.event
  const endMs = endsAt ? Date.parse(endsAt) : Date.parse(startsAt) + USUAL_MS
  return endMs > nowMs ? 'upcoming' : 'past'
}

/** Upcoming: the next one first. Past and cancelled: the latest first. */
export function sortOrders(orders: readonly Order[], group: OrderGroup, nowMs: number): Order[] {
  const members = orders.filter((order) => groupOf(order, nowMs) === group)
  if (group === 'cancelled') return members.sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  const direction = group === 'upcoming' ? 1 : -1
  return members.sort((a, b) => direction * (Date.parse(a.event.startsAt) - Date.parse(b.event.startsAt)))
}
