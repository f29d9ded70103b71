import { type Static, type TSchema, Type } from 'typebox'

/** Shapes on the wire. One source for types, validation, serialisation and OpenAPI. */

export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export const Instant = Type.String({ description: 'RFC 3339, UTC', examples: ['2027-03-14T19:30:00.000Z'] })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Money = Type.Object(
  {
    amount: Type.Integer({ description: 'Minor units: 4500 is €45.00' }),
    currency: Type.String({ description: 'ISO 4217', examples: ['EUR'] }),
  },
  { additionalProperties: false },
)
export type Money = Static<typeof Money>

export const SeatId = Type.String({ minLength: 1, maxLength: 100 })

// ── Events ──────────────────────────────────────────────────────────────────────────────────────

export const Venue = Type.Object({
  name: Type.String(),
  address: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
  country: Type.Optional(Type.String({ description: 'ISO 3166-1 alpha-2' })),
})
export type Venue = Static<typeof Venue>

export const EventStatus = Type.Unsafe<
  'draft' | 'scheduled' | 'on_sale' | 'sold_out' | 'closed' | 'past' | 'cancelled'
>(
  Type.String({
    enum: ['draft', 'scheduled', 'on_sale', 'sold_out', 'closed', 'past', 'cancelled'],
    description:
      'scheduled: the sale has not opened; sold_out: nothing is free at this moment; closed: the sale has ended; past: the event has begun',
  }),
)
export type EventStatus = Static<typeof EventStatus>

export const EventCategory = Type.Object({
  name: Type.String(),
  color: Type.String({ description: 'CSS colour from the plan' }),
  price: Money,
  capacity: Type.Integer(),
  available: Type.Integer(),
})
export type EventCategory = Static<typeof EventCategory>

export const EventArea = Type.Object({
  id: Type.String(),
  label: Type.String(),
  category: Type.String(),
  capacity: Type.Integer(),
  available: Type.Integer(),
})
export type EventArea = Static<typeof EventArea>

export const Event = Type.Object({
  id: Uuid,
  slug: Type.String(),
  title: Type.String(),
  summary: Type.String({ description: 'One sentence, for lists and link previews' }),
  description: Type.String({ description: 'Plain text, paragraphs separated by an empty line' }),
  category: Type.String({ description: 'Kind of event: Concert, Theatre, Workshop …' }),
  artwork: Nullable(Type.String({ description: 'Path of an image on this server' })),
  venue: Venue,
  startsAt: Instant,
  endsAt: Nullable(Instant),
  timezone: Type.String({ description: 'IANA time zone of the venue' }),
  onSaleAt: Nullable(Instant),
  saleEndsAt: Nullable(Instant),
  status: EventStatus,
  seating: Type.Unsafe<'seats' | 'general' | 'mixed'>(
    Type.String({
      enum: ['seats', 'general', 'mixed'],
      description: 'What can be booked: numbered seats, standing areas, or both',
    }),
  ),
  categories: Type.Array(EventCategory),
  areas: Type.Array(EventArea),
  priceRange: Type.Object({ min: Money, max: Money }),
  capacity: Type.Integer(),
  available: Type.Integer(),
  maxPerOrder: Type.Integer(),
  maxPerCustomer: Nullable(Type.Integer()),
  holdSeconds: Type.Integer(),
  planVersion: Type.Integer(),
})
export type Event = Static<typeof Event>

export const EventPage = Type.Object({
  events: Type.Array(Event),
  page: Type.Integer(),
  limit: Type.Integer(),
  total: Type.Integer(),
})
export type EventPage = Static<typeof EventPage>

export const EventQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  category: Type.Optional(Type.String({ maxLength: 100 })),
  from: Type.Optional(
    Type.String({ maxLength: 40, description: 'Events that start at or after this instant' }),
  ),
  to: Type.Optional(Type.String({ maxLength: 40, description: 'Events that start before this instant' })),
  availability: Type.Optional(
    Type.Unsafe<'any' | 'available'>(Type.String({ enum: ['any', 'available'], default: 'any' })),
  ),
  sort: Type.Optional(
    Type.Unsafe<'date' | 'price' | 'title'>(
      Type.String({ enum: ['date', 'price', 'title'], default: 'date' }),
    ),
  ),
  order: Type.Optional(Type.Unsafe<'asc' | 'desc'>(Type.String({ enum: ['asc', 'desc'], default: 'asc' }))),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
})
export type EventQuery = Static<typeof EventQuery>

export const Availability = Type.Object({
  version: Type.Integer({
    description: 'Grows with every change; comparable with the live socket’s versions',
  }),
  planVersion: Type.Integer(),
  counts: Type.Object({
    free: Type.Integer(),
    held: Type.Integer(),
    sold: Type.Integer(),
    blocked: Type.Integer(),
  }),
  seats: Type.String({
    description: 'base64, one byte a seat in index order: 0 free, 1 held, 2 sold, 3 blocked',
  }),
})
export type Availability = Static<typeof Availability>

// ── Holds ───────────────────────────────────────────────────────────────────────────────────────

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

// ── Orders ──────────────────────────────────────────────────────────────────────────────────────

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

export const Ticket = Type.Object({
  id: Uuid,
  orderId: Uuid,
  eventId: Uuid,
  state: Type.Unsafe<'valid' | 'void'>(Type.String({ enum: ['valid', 'void'] })),
  code: Type.String({ description: 'What the QR code says' }),
  seat: BookedSeat,
})
export type Ticket = Static<typeof Ticket>

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

// ── The organiser's desk ────────────────────────────────────────────────────────────────────────

export const NewEvent = Type.Object(
  {
    slug: Type.Optional(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 })),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    summary: Type.Optional(Type.String({ maxLength: 300 })),
    description: Type.Optional(Type.String({ maxLength: 20_000 })),
    category: Type.Optional(Type.String({ maxLength: 60 })),
    venue: Venue,
    startsAt: Instant,
    endsAt: Type.Optional(Instant),
    timezone: Type.String({ maxLength: 60 }),
    onSaleAt: Type.Optional(Instant),
    saleEndsAt: Type.Optional(Instant),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    prices: Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: 100_000_000 }), {
      description: 'Minor units, by category name of the plan',
    }),
    plan: Type.Unknown({
      description: 'A seat plan (docs/api.md); a room without seats is a plan with one area',
    }),
    maxPerOrder: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    maxPerCustomer: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    holdSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 3600 })),
    published: Type.Optional(Type.Boolean()),
    listed: Type.Optional(Type.Boolean({ description: 'false: reachable by its address, not in the list' })),
  },
  { additionalProperties: false },
)
export type NewEvent = Static<typeof NewEvent>

export const EventChange = Type.Object(
  {
    published: Type.Optional(Type.Boolean()),
    onSaleAt: Type.Optional(Instant),
    saleEndsAt: Type.Optional(Instant),
    plan: Type.Optional(
      Type.Unknown({ description: 'The whole new plan; seats are matched by `seat_guid`' }),
    ),
  },
  { additionalProperties: false },
)
export type EventChange = Static<typeof EventChange>

export const Blocks = Type.Object(
  {
    seatIds: Type.Array(SeatId, { minItems: 1, maxItems: 10_000, uniqueItems: true }),
    blocked: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type Blocks = Static<typeof Blocks>

/** Every row the ledger has for one event, read in one snapshot, beside what availability says. */
export const LedgerDump = Type.Object({
  eventId: Uuid,
  serverTime: Instant,
  places: Type.Integer(),
  maxPerCustomer: Nullable(Type.Integer()),
  claims: Type.Array(
    Type.Object({
      seat: Type.Integer(),
      state: Type.Unsafe<'held' | 'sold' | 'blocked' | 'retired'>(Type.String()),
      holdId: Nullable(Type.String()),
      lapsed: Type.Boolean({
        description: 'A hold whose time is over by the database’s clock: free to anyone',
      }),
    }),
  ),
  holds: Type.Array(
    Type.Object({
      id: Type.String(),
      customerId: Type.String(),
      state: HoldState,
      lapsed: Type.Boolean(),
      seats: Type.Array(Type.Integer()),
    }),
  ),
  orders: Type.Array(
    Type.Object({
      id: Type.String(),
      holdId: Type.String(),
      customerId: Type.String(),
      state: OrderState,
      seats: Type.Array(Type.Integer()),
      total: Type.Integer(),
    }),
  ),
  tickets: Type.Array(
    Type.Object({ id: Type.String(), orderId: Type.String(), seat: Type.Integer(), state: Type.String() }),
  ),
  availability: Availability,
})
export type LedgerDump = Static<typeof LedgerDump>
