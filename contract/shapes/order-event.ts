import { type Static, Type } from 'typebox'
import { Instant, Nullable } from './basics.ts'
import { Venue } from './events.ts'

/** What one needs of the event to go there with a ticket. */
export const OrderEvent = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  artwork: Nullable(Type.String()),
  venue: Venue,
  startsAt: Instant,
  endsAt: Nullable(Instant),
  timezone: Type.String(),
})
export type OrderEvent = Static<typeof OrderEvent>
