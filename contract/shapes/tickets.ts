import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid } from './basics.ts'
import { BookedSeat } from './holds.ts'
import { OrderEvent } from './order-event.ts'

export const TicketState = Type.Unsafe<'valid' | 'void' | 'transferred'>(
  Type.String({
    enum: ['valid', 'void', 'transferred'],
    description: '`transferred`: passed on; it is somebody else’s now, under another id and code',
  }),
)

export const Ticket = Type.Object({
  id: Uuid,
  orderId: Uuid,
  eventId: Uuid,
  state: TicketState,
  code: Type.Optional(
    Type.String({
      description:
        'What the QR code says. Only of a valid ticket; and not in the reply that places an order, which would wait for signatures: ask for the order',
    }),
  ),
  seat: BookedSeat,
  attendee: Nullable(Type.String({ description: 'Who comes with it, as far as anyone has said' })),
  nameable: Type.Boolean({ description: 'Whether the attendee may still be changed' }),
  transferable: Type.Boolean({ description: 'Whether it may be passed on' }),
  transferredTo: Type.Optional(Type.Object({ name: Type.String(), email: Type.String(), at: Instant })),
})
export type Ticket = Static<typeof Ticket>

export const Wallets = Type.Array(
  Type.Unsafe<'apple' | 'google'>(Type.String({ enum: ['apple', 'google'] })),
  {
    description: 'The wallet apps that this server makes passes for',
  },
)

/** A ticket by itself, for whoever has it: its buyer, or whoever it was passed on to. */
export const HeldTicket = Type.Object({
  ...Ticket.properties,
  event: OrderEvent,
  orderNumber: Type.String(),
  receivedFrom: Nullable(Type.String({ description: 'Who passed it on' })),
  wallets: Wallets,
  serverTime: Instant,
})
export type HeldTicket = Static<typeof HeldTicket>

const personName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

export const AttendeeChange = Type.Object({ attendee: Nullable(personName) }, { additionalProperties: false })

export const Transfer = Type.Object(
  {
    name: personName,
    email: Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+$' }),
  },
  { additionalProperties: false },
)
export type Transfer = Static<typeof Transfer>

export const Claim = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200, description: 'From the link in the mail' }) },
  { additionalProperties: false },
)

export const TicketCheck = Type.Object({
  state: Type.Unsafe<'valid' | 'void' | 'transferred' | 'unknown'>(
    Type.String({
      enum: ['valid', 'void', 'transferred', 'unknown'],
      description: '`unknown`: not signed by us, or of an event of somebody else',
    }),
  ),
  eventId: Type.Optional(Uuid),
  ticketId: Type.Optional(Uuid),
  seat: Type.Optional(Type.String()),
  category: Type.Optional(Type.String()),
  attendee: Type.Optional(Nullable(Type.String())),
})
export type TicketCheck = Static<typeof TicketCheck>
