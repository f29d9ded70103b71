import { type Static, Type } from 'typebox'
import { Instant, Money, SeatId, Uuid } from './basics.ts'
import { CodeText } from './code-text.ts'

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
    code: Type.Optional(CodeText),
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
  extensionsLeft: Type.Integer({ description: 'How often it may still be given more time' }),
  holdSeconds: Type.Integer({ description: 'How long it was given at first, and with each extension' }),
  orderId: Type.Optional(Uuid),
  code: Type.Optional(
    Type.String({ description: 'The code without which these seats cannot be had; the order will use it' }),
  ),
})
export type Hold = Static<typeof Hold>

export const HoldExtension = Type.Object(
  {
    expiresAt: Type.String({
      maxLength: 40,
      description:
        'The hold’s end as the customer sees it. If it ends at another time by now, nothing is extended.',
    }),
  },
  { additionalProperties: false },
)
export type HoldExtension = Static<typeof HoldExtension>

export const BestQuery = Type.Object({
  quantity: Type.Integer({ minimum: 1, maximum: 100 }),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  area: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  adjacent: Type.Optional(Type.Boolean({ description: 'Refuse rather than split the party' })),
  accessible: Type.Optional(
    Type.Boolean({ description: 'One wheelchair place, the rest of the party beside it' }),
  ),
  code: Type.Optional(CodeText),
  except: Type.Optional(
    Type.String({
      maxLength: 2000,
      pattern: '^[0-9]+(,[0-9]+)*$',
      description: 'Indexes of seats to leave out, such as those shown before: `12,13`',
    }),
  ),
})
export type BestQuery = Static<typeof BestQuery>

export const BestSeats = Type.Object({
  seats: Type.Array(BookedSeat),
  total: Money,
  version: Type.Integer({ description: 'Of the availability that they were chosen from' }),
})
export type BestSeats = Static<typeof BestSeats>
