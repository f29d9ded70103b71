import { type Static, Type } from 'typebox'
import { Instant, Money, Nullable, Uuid } from './basics.ts'
import { BookedSeat, SeatSelection } from './holds.ts'
import { OrderEvent } from './order-event.ts'
import { Quote, TicketWishes } from './prices.ts'
import { Ticket, Wallets } from './tickets.ts'

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

export const Payment = Type.Object({
  provider: Type.String({ examples: ['demo', 'stripe'] }),
  clientSecret: Type.Optional(Type.String()),
  deadline: Instant,
  state: Type.Unsafe<'open' | 'processing' | 'authorised' | 'captured' | 'failed'>(
    Type.String({
      enum: ['open', 'processing', 'authorised', 'captured', 'failed'],
      description:
        'Of the latest attempt. processing: with the buyer’s bank; failed: over, another may be begun',
    }),
  ),
})

export const Refund = Type.Object({
  amount: Money,
  state: Type.Unsafe<'due' | 'done' | 'failed'>(
    Type.String({
      enum: ['due', 'done', 'failed'],
      description: 'failed: somebody of the staff has to look',
    }),
  ),
  reason: Type.Unsafe<
    'cancelled' | 'paid_late' | 'paid_twice' | 'staff' | 'event_cancelled' | 'provider' | 'wrong_amount'
  >(
    Type.String({
      enum: ['cancelled', 'paid_late', 'paid_twice', 'staff', 'event_cancelled', 'provider', 'wrong_amount'],
    }),
  ),
  createdAt: Instant,
})

export const Cancellation = Type.Object({
  allowed: Type.Boolean({ description: 'Whether its buyer may cancel it at this moment' }),
  until: Nullable(Type.String({ description: 'The last instant for it (RFC 3339, UTC); null: never' })),
  feePerTicket: Money,
  refund: Type.Object(Money.properties, { description: 'What would go back for the whole of it' }),
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
  pricing: Type.Optional(
    Type.Object(Quote.properties, {
      description: 'How it came to the total; absent when that is simply the sum of the prices',
    }),
  ),
  payment: Type.Optional(Payment),
  tickets: Type.Array(Ticket),
  cancellable: Type.Boolean(),
  cancellation: Cancellation,
  refunds: Type.Array(Refund),
  paidLate: Type.Boolean({
    description:
      'The money came when the seats were no longer held. Confirmed: they could be had all the same; expired: it goes back, or was never taken',
  }),
  replacedSeats: Type.Optional(
    Type.Array(BookedSeat, {
      description: 'Those first ordered, when others of their kind had to take their place',
    }),
  ),
  wallets: Wallets,
  createdAt: Instant,
  serverTime: Instant,
})
export type Order = Static<typeof Order>

export const NewOrder = Type.Object(
  {
    holdId: Type.Optional(Uuid),
    eventId: Type.Optional(Uuid),
    ...SeatSelection.properties,
    tickets: Type.Optional(TicketWishes),
    total: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Minor units: what the buyer was shown. If the order comes to anything else it is refused.',
      }),
    ),
    buyer: Buyer,
    locale: Type.Optional(
      Type.String({
        pattern: '^[a-z]{2}$',
        description:
          'Of the mails about it (ISO 639-1); otherwise what the visitor chose, or their browser prefers',
      }),
    ),
    joinWaitlist: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'With `quantity`: when nothing that fits is free, wait for it (202) instead of being refused',
      }),
    ),
    acceptEquivalent: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Seats of the same categories will do if the money comes after the hold is gone',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'Either `holdId`, or `eventId` with `quantity` or `seatIds` to hold and order in one call',
  },
)
export type NewOrder = Static<typeof NewOrder>

export const CancelWish = Type.Object(
  {
    ticketIds: Type.Optional(
      Type.Array(Uuid, {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
        description: 'Only these; else all',
      }),
    ),
  },
  { additionalProperties: false },
)

export const StaffRefund = Type.Object(
  {
    ticketIds: Type.Optional(
      Type.Array(Uuid, {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
        description: 'Tickets that are void by this',
      }),
    ),
    amount: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Minor units. With tickets: instead of their worth. Without: a goodwill, and all tickets stay. Without either the whole order is cancelled.',
      }),
    ),
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  },
  { additionalProperties: false },
)
export type StaffRefund = Static<typeof StaffRefund>
