import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid } from './basics.ts'
import { Hold } from './holds.ts'
import { OrderEvent } from './order-event.ts'
import { Buyer } from './orders.ts'

/** An event's rules for those who wait. */
export const WaitlistSettings = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean({ default: true })),
    offerSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 604_800,
        default: 900,
        description: 'How long an offer is good for',
      }),
    ),
    passes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1000,
        default: 3,
        description: 'How often a party may be passed by those behind, before seats are gathered for it',
      }),
    ),
    passMinutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_080,
        default: 30,
        description: 'The same, in time since the first pass',
      }),
    ),
    auto: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Free seats go straight into a confirmed order of whoever left a name and an address',
      }),
    ),
  },
  { additionalProperties: false },
)
export type WaitlistSettings = Static<typeof WaitlistSettings>

export const WaitlistWish = Type.Object(
  {
    quantity: Type.Integer({ minimum: 1, maximum: 100 }),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    categories: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        description: 'Any of these; without `category` and `categories`, any at all',
      }),
    ),
    area: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    adjacent: Type.Optional(Type.Boolean({ description: 'Only seats together' })),
    name: Type.Optional(Buyer.properties.name),
    email: Type.Optional(Buyer.properties.email),
    locale: Type.Optional(
      Type.String({ pattern: '^[a-z]{2}$', default: 'en', description: 'Of the mails about it (ISO 639-1)' }),
    ),
  },
  { additionalProperties: false },
)
export type WaitlistWish = Static<typeof WaitlistWish>

export const WaitlistState = Type.Unsafe<
  'waiting' | 'gathering' | 'offered' | 'fulfilled' | 'left' | 'lapsed'
>(
  Type.String({
    enum: ['waiting', 'gathering', 'offered', 'fulfilled', 'left', 'lapsed'],
    description:
      'gathering: passed too often, seats are kept for it until there are enough; lapsed: the offer’s time ran out, or the sale ended',
  }),
)
export type WaitlistState = Static<typeof WaitlistState>

export const WaitlistPlace = Type.Object({
  id: Uuid,
  eventId: Uuid,
  event: OrderEvent,
  state: WaitlistState,
  position: Nullable(
    Type.Integer({
      description: 'One more than wait in front of it, counted now; null when it waits no more',
    }),
  ),
  quantity: Type.Integer(),
  categories: Nullable(Type.Array(Type.String())),
  area: Nullable(Type.String()),
  adjacent: Type.Boolean(),
  gathered: Type.Integer({ description: 'Seats that are kept for it already' }),
  atLimit: Type.Boolean({
    description: 'It was its turn, but with these seats the customer would have more than the event allows',
  }),
  offer: Type.Optional(Hold),
  orderId: Type.Optional(Uuid),
  joinedAt: Instant,
})
export type WaitlistPlace = Static<typeof WaitlistPlace>

/** In place of an order, when there was nothing left. */
export const WaitlistJoined = Type.Object({ waitlist: Type.Object({ id: Uuid, position: Type.Integer() }) })
export type WaitlistJoined = Static<typeof WaitlistJoined>

/** What an organiser sees of somebody who waits. */
export const WaitlistDesk = Type.Object({
  settings: Type.Object({
    enabled: Type.Boolean(),
    offerSeconds: Type.Integer(),
    passes: Type.Integer(),
    passMinutes: Type.Integer(),
    auto: Type.Boolean(),
  }),
  waiting: Type.Integer(),
  places: Type.Array(
    Type.Object({
      id: Uuid,
      state: WaitlistState,
      position: Nullable(Type.Integer()),
      quantity: Type.Integer(),
      categories: Nullable(Type.Array(Type.String())),
      area: Nullable(Type.String()),
      adjacent: Type.Boolean(),
      name: Nullable(Type.String()),
      email: Nullable(Type.String()),
      passed: Type.Integer(),
      gathered: Type.Integer(),
      joinedAt: Instant,
    }),
    { description: 'In the order in which they came, the latest thousand of those that are over last' },
  ),
})
export type WaitlistDesk = Static<typeof WaitlistDesk>
