import type { Event } from '../../../contract/shapes/events.ts'
import { countOf } from '../../format/counts.ts'

type Limits = Pick<Event, 'maxPerOrder' | 'maxPerCustomer'>

/** How many places the visitor may still take in one go, given how many they own of this event. */
export function placesLeftToTake(event: Limits, owned: number): number {
  const byPerson = event.maxPerCustomer === null ? event.maxPerOrder : event.maxPerCustomer - owned
  return Math.max(0, Math.min(event.maxPerOrder, byPerson))
}

/** The event's limits in one sentence. */
export function explainLimits(event: Limits): string {
  const { maxPerOrder, maxPerCustomer } = event
  const order = countOf(maxPerOrder, 'place', 'places')
  if (maxPerCustomer === null) return `Up to ${order} in one booking.`
  if (maxPerCustomer <= maxPerOrder)
    return `At most ${countOf(maxPerCustomer, 'place', 'places')} per person.`
  return `Up to ${order} in one booking, and at most ${maxPerCustomer} per person.`
}

/** Why nothing more can be selected; null while something can. */
export function whyFull(event: Limits, owned: number, chosen: number): string | null {
  if (chosen < placesLeftToTake(event, owned)) return null
  if (event.maxPerCustomer !== null && event.maxPerCustomer - owned < event.maxPerOrder) {
    return owned > 0
      ? `You already have ${countOf(owned, 'place', 'places')} of the ${event.maxPerCustomer} that one person may have.`
      : `One person may have at most ${countOf(event.maxPerCustomer, 'place', 'places')}.`
  }
  return `One booking may have at most ${countOf(event.maxPerOrder, 'place', 'places')}.`
}
