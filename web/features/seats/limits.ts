import type { Event } from '../../../contract/shapes/events.ts'
import { texts } from '../../i18n/texts.ts'

type Limits = Pick<Event, 'maxPerOrder' | 'maxPerCustomer'>

/** How many places the visitor may still take in one go, given how many they own of this event. */
export function placesLeftToTake(event: Limits, owned: number): number {
  const byPerson = event.maxPerCustomer === null ? event.maxPerOrder : event.maxPerCustomer - owned
  return Math.max(0, Math.min(event.maxPerOrder, byPerson))
}

/** The event's limits in one sentence. */
export function explainLimits(event: Limits): string {
  const { maxPerOrder, maxPerCustomer } = event
  const { limits } = texts().seats
  if (maxPerCustomer === null) return limits.perOrder(maxPerOrder)
  return maxPerCustomer <= maxPerOrder
    ? limits.perPerson(maxPerCustomer)
    : limits.both(maxPerOrder, maxPerCustomer)
}

/** Why nothing more can be selected; null while something can. */
export function whyFull(event: Limits, owned: number, chosen: number): string | null {
  if (chosen < placesLeftToTake(event, owned)) return null
  const { limits } = texts().seats
  if (event.maxPerCustomer !== null && event.maxPerCustomer - owned < event.maxPerOrder) {
    return owned > 0 ? limits.owned(owned, event.maxPerCustomer) : limits.person(event.maxPerCustomer)
  }
  return limits.order(event.maxPerOrder)
}
