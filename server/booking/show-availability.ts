import type { Availability } from '../../contract/shapes/events.ts'

interface AvailableSale {
  readonly event: { readonly plan_version: number }
  readonly availability: {
    readonly version: number
    readonly states: Uint8Array
    readonly counts: Availability['counts']
  }
}

const shown = new WeakMap<AvailableSale['availability'], { value: Availability; text: string }>()

/**
 * Every seat's state as the contract shows it, as a value and as JSON text. Made once a version: in a rush thousands
 * ask between two changes.
 */
export function showAvailability(sale: AvailableSale): { value: Availability; text: string } {
  const { availability, event } = sale
  const before = shown.get(availability)
  if (before?.value.version === availability.version && before.value.planVersion === event.plan_version)
    return before
  const { version, counts, states } = availability
  const seats = Buffer.from(states.buffer, states.byteOffset, states.length).toString('base64')
  const { free, held, sold, blocked } = counts
  const value = { version, planVersion: event.plan_version, counts: { free, held, sold, blocked }, seats }
  const now = { value, text: JSON.stringify(value) }
  shown.set(availability, now)
  return now
}
