import { type Static, Type } from 'typebox'
import { Instant, Money, Nullable, Uuid } from './basics.ts'

/** What a page needs to let its buyer pay. */
export const BegunPayment = Type.Object({
  provider: Type.String({ examples: ['demo', 'stripe'] }),
  clientSecret: Type.String({
    description: 'Lets this buyer, and nobody else, confirm this payment with the provider',
  }),
  publicSettings: Type.Record(Type.String(), Type.String(), {
    description: 'What the provider’s script needs, such as a publishable key',
  }),
  deadline: Type.String({ description: 'Until then the seats are held (RFC 3339, UTC)' }),
  serverTime: Instant,
})
export type BegunPayment = Static<typeof BegunPayment>

/** What the buyer's bank does, as the demo's payment page lets them choose it. */
const behaviours = [
  'succeed',
  'decline',
  /** The bank asks the buyer to confirm it is them (3-D Secure). */
  'challenge',
  /** Some seconds pass before the bank answers. */
  'slow',
  /** The bank answers after the seats' time is over, and will not be stopped meanwhile. */
  'late',
  'webhook_lost',
  'webhook_twice',
  /** The news of it reaches the shop before the buyer's own page hears anything. */
  'webhook_first',
] as const
export type DemoBehaviour = (typeof behaviours)[number]

export const DemoOutcome = Type.Object(
  {
    outcome: Type.Unsafe<DemoBehaviour>(
      Type.String({
        enum: [...behaviours],
        description:
          'What the buyer’s bank does. challenge: asks the buyer first; slow: answers after some seconds; late: only when the hold is over; webhook_…: how the news reaches the shop',
      }),
    ),
  },
  { additionalProperties: false },
)

export const DemoPayment = Type.Object({
  state: Type.Unsafe<'open' | 'challenge' | 'processing' | 'authorised' | 'captured' | 'cancelled'>(
    Type.String({ enum: ['open', 'challenge', 'processing', 'authorised', 'captured', 'cancelled'] }),
  ),
  declined: Nullable(Type.String({ description: 'Why the last attempt failed' })),
  total: Money,
})
export type DemoPayment = Static<typeof DemoPayment>
export type DemoState = DemoPayment['state']

export const PaymentAttention = Type.Object({
  items: Type.Array(
    Type.Object({
      what: Type.Unsafe<'capture' | 'cancel' | 'refund' | 'ask'>(
        Type.String({
          enum: ['capture', 'cancel', 'refund', 'ask'],
          description: 'What is wanted of the provider',
        }),
      ),
      id: Uuid,
      orderId: Uuid,
      eventId: Uuid,
      provider: Type.String(),
      amount: Money,
      tries: Type.Integer(),
      givenUp: Type.Boolean(),
      message: Nullable(Type.String()),
      since: Instant,
    }),
  ),
})
export type PaymentAttention = Static<typeof PaymentAttention>
