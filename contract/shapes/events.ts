import { type Static, Type } from 'typebox'
import { Instant, Money, Nullable, Uuid } from './basics.ts'
import { EventConcession, TaxRule } from './prices.ts'

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
  price: Type.Object(Money.properties, {
    description:
      'What a ticket costs, with fees per ticket and tax: all that cannot be avoided but the fee on the order',
  }),
  locked: Type.Boolean({ description: 'Sold only to who has a code that opens it' }),
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
  priceRange: Type.Object(
    { min: Money, max: Money },
    { description: 'Of what anybody can book, with fees per ticket and tax; concessions are not in it' },
  ),
  concessions: Type.Array(EventConcession),
  fees: Type.Object({ perTicket: Money, perOrder: Money }, { description: 'Before tax, if that is added' }),
  tax: Nullable(TaxRule),
  presaleAt: Nullable(Instant),
  capacity: Type.Integer(),
  available: Type.Integer(),
  maxPerOrder: Type.Integer(),
  maxPerCustomer: Nullable(Type.Integer()),
  holdSeconds: Type.Integer(),
  cancellation: Type.Object(
    {
      allowed: Type.Boolean(),
      untilSeconds: Type.Integer({ description: 'Until so long before the event begins' }),
      feePerTicket: Money,
    },
    { description: 'Whether buyers may cancel, until when, and what is kept' },
  ),
  waitlist: Nullable(
    Type.Object({
      offerSeconds: Type.Integer({ description: 'How long an offer is good for' }),
      promotes: Type.Boolean({
        description: 'Who left a name and an address gets free seats at once, as a confirmed order',
      }),
    }),
  ),
  holdExtensions: Type.Integer({ description: 'How often a hold may be given as long again before payment' }),
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
  past: Type.Optional(
    Type.Boolean({ description: 'true: only events that have begun, instead of those to come' }),
  ),
  currency: Type.Optional(
    Type.String({ pattern: '^[A-Z]{3}$', description: 'Events sold in this currency' }),
  ),
  priceMin: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100_000_000,
      description: 'Minor units, with `currency`: events with a price of this or more',
    }),
  ),
  priceMax: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100_000_000,
      description: 'Minor units, with `currency`: events with a price of this or less',
    }),
  ),
  availability: Type.Optional(
    Type.Unsafe<'any' | 'available'>(Type.String({ enum: ['any', 'available'], default: 'any' })),
  ),
  sort: Type.Optional(
    Type.Unsafe<'date' | 'price' | 'title'>(
      Type.String({
        enum: ['date', 'price', 'title'],
        default: 'date',
        description: 'price: by the lowest, within each currency; amounts of two currencies are not compared',
      }),
    ),
  ),
  order: Type.Optional(Type.Unsafe<'asc' | 'desc'>(Type.String({ enum: ['asc', 'desc'], default: 'asc' }))),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
})
export type EventQuery = Static<typeof EventQuery>

export const ChoicesQuery = Type.Object({
  past: Type.Optional(Type.Boolean({ description: 'Of events that have begun, instead of those to come' })),
})

/** What a list of events can be narrowed to. */
export const EventChoices = Type.Object({
  kinds: Type.Array(Type.String(), { description: 'Kinds of event, in alphabetical order' }),
  prices: Type.Array(Type.Object({ min: Money, max: Money }), {
    description: 'The lowest and the highest price in each currency, the most used currency first',
  }),
})
export type EventChoices = Static<typeof EventChoices>

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
