import { type Static, Type } from 'typebox'
import { Instant, Money, SeatId, Uuid } from './basics.ts'

export const SeatSelection = Type.Object(
  {
    seatIds: Type.Optional(Type.Array(SeatId, { minItems: 1, maxItems: 100, uniqueItems: true })),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    area: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    adjacent: Type.Optional(Type.Boolean({ description: 'Refuse rather than split the party' })),
    accessible: Type.Optional(
      Type.Boolean({ description: 'One wheelchair place, the rest of the party beside it' }),
    ),
  },
  { additionalProperties: false, description: 'Either `seatIds`, or `quantity` with wishes' },
)
export type SeatSelection = Static<typeof SeatSelection>

export const BookedSeat = Type.Object({
  seatId: Type.String(),
  index: Type.Integer({ description: 'The seat’s place in the availability bytes' }),
  label: Type.String({ description: 'For people: “Stalls, row C, seat 12”' }),
  category: Type.String(),
  price: Money,
})
export type BookedSeat = Static<typeof BookedSeat>

export const HoldState = Type.Unsafe<'live' | 'sold' | 'released' | 'expired'>(
  Type.String({ enum: ['live', 'sold', 'released', 'expired'] }),
)
export const Hold = Type.Object({
  id: Uuid,
  eventId: Uuid,
  state: HoldState,
  seats: Type.Array(BookedSeat),
  total: Money,
  expiresAt: Instant,
  serverTime: Type.String({ description: 'The database’s clock, to count down by' }),
  orderId: Type.Optional(Uuid),
})
export type Hold = Static<typeof Hold>
