import { readPlan } from '../sql/read-plan.ts'
import type { Booking } from './booking.ts'

/** One version of an event's plan as JSON text; a version never changes. Undefined when there is none. */
export function showPlan(
  { pool }: Pick<Booking, 'pool'>,
  eventId: string,
  version: number,
): Promise<string | undefined> {
  return readPlan(pool, eventId, version)
}
