import { type Static, Type } from 'typebox'
import { Instant, Money, Nullable, Uuid } from './basics.ts'
import { Venue } from './events.ts'
import { BookedSeat, SeatSelection } from './holds.ts'
import { Ticket } from './tickets.ts'

export const Buyer = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    email: Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+$' }),
  },
  { additionalProperties: false },
)
export type Buyer = Static<typeof Buyer>

export const OrderState = Type.Unsafe<
  'awaiting_payment' | 'confirmed' | 'cancelled' | 'expired' | 'refunded'
>(Type.String({ enum: ['awaiting_payment', 'confirmed', 'cancelled', 'expired', 'refunded'] }))

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

export const Payment = Type.Object({
  provider: Type.String({ examples: ['demo', 'stripe'] }),
  clientSecret: Type.Optional(Type.String()),
  deadline: Instant,
})

export const Order = Type.Object({
  id: Uuid,
  number: Type.String({ examples: ['7K3M-Q2XD'] }),
  state: OrderState,
  eventId: Uuid,
  event: OrderEvent,
  holdId: Uuid,
  buyer: Type.Object({ name: Type.String(), email: Type.String() }),
  seats: Type.Array(BookedSeat),
  total: Money,
  payment: Type.Optional(Payment),
  tickets: Type.Array(Ticket),
  cancellable: Type.Boolean(),
  createdAt: Instant,
  serverTime: Instant,
})
export type Order = Static<typeof Order>

export const NewOrder = Type.Object(
  {
    holdId: Type.Optional(Uuid),
    eventId: Type.Optional(Uuid),
    ...SeatSelection.properties,
    buyer: Buyer,
  },
  {
    additionalProperties: false,
    description: 'Either `holdId`, or `eventId` with `quantity` or `seatIds` to hold and order in one call',
  },
)
export type NewOrder = Static<typeof NewOrder>
