import { type Static, Type } from 'typebox'
import { Instant, SeatId } from './basics.ts'
import { Venue } from './events.ts'
import { PriceSettings } from './prices.ts'
import { WaitlistSettings } from './waitlist.ts'

/** Until when, and at what cost, buyers may cancel what they have bought. */
const CancellationPolicy = {
  cancellable: Type.Optional(Type.Boolean({ default: true })),
  cancelUntilSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 31_536_000,
      default: 0,
      description: 'Buyers may cancel until so long before the event begins',
    }),
  ),
  cancelFee: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100_000_000,
      default: 0,
      description: 'Minor units: what is kept of each ticket that its buyer cancels',
    }),
  ),
}

/** What may be done with tickets after they were bought. */
const TicketRules = {
  transferable: Type.Optional(Type.Boolean({ default: true, description: 'Tickets may be passed on' })),
  namesUntilSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 31_536_000,
      default: 0,
      description: 'Names on tickets may be changed until so long before the event begins',
    }),
  ),
}

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
    holdExtensions: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
    ...CancellationPolicy,
    waitlist: Type.Optional(WaitlistSettings),
    ...TicketRules,
    ...PriceSettings,
    published: Type.Optional(Type.Boolean()),
    listed: Type.Optional(Type.Boolean({ description: 'false: reachable by its address, not in the list' })),
  },
  { additionalProperties: false },
)
export type NewEvent = Static<typeof NewEvent>

export const EventChange = Type.Object(
  {
    ...CancellationPolicy,
    waitlist: Type.Optional(WaitlistSettings),
    ...TicketRules,
    published: Type.Optional(Type.Boolean()),
    onSaleAt: Type.Optional(Instant),
    saleEndsAt: Type.Optional(Instant),
    ...PriceSettings,
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
