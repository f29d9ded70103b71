import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid } from './basics.ts'

const phases = [
  ...(['off', 'closed', 'gathering', 'drawing', 'open', 'paused', 'sold_out', 'ended'] as const),
] as const
export type QueuePhase = (typeof phases)[number]
export const QueuePhase = Type.Unsafe<QueuePhase>(
  Type.String({
    enum: [...phases],
    description:
      'off: no queue, go to the event; closed: the pre-queue has not opened; gathering: it has, the sale has not; drawing: the order is being drawn; open: people are let in; paused: by the organiser; sold_out: nothing is free or in a basket; ended: the sale is over',
  }),
)

const brakes = ['nobody', 'paused', 'seats', 'inside', 'rate'] as const
export type HeldBackBy = (typeof brakes)[number]
export const HeldBackBy = Type.Unsafe<HeldBackBy>(
  Type.String({
    enum: [...brakes],
    description:
      'Why not more people are let in now: nobody waits, the organiser has paused it, the free seats are for those already inside, enough are inside, the rate',
  }),
)

/** Computed once a tick for everybody, and the same for everybody. */
export const QueueStatus = Type.Object({
  phase: QueuePhase,
  serverTime: Instant,
  opensAt: Nullable(Instant),
  onSaleAt: Nullable(Instant),
  takesNewcomers: Type.Boolean({ description: 'Whether a place can be had now' }),
  entryRule: Type.Unsafe<'anyone' | 'signed_in' | 'code'>(
    Type.String({ enum: ['anyone', 'signed_in', 'code'] }),
  ),
  waiting: Type.Integer(),
  inside: Type.Integer({ description: 'Let in and without an order yet' }),
  serving: Type.Integer({ description: 'Everyone up to this number has been let in, or has left' }),
  perMinute: Type.Number({ description: 'People let in a minute, lately' }),
  heldBackBy: HeldBackBy,
  seats: Type.Object({
    free: Type.Integer(),
    inCheckout: Type.Integer({ description: 'In somebody’s basket or being paid for' }),
    sold: Type.Integer(),
  }),
  draw: Nullable(
    Type.Object({
      commitment: Type.String({ description: 'SHA-256 of the seed, hexadecimal' }),
      entrants: Nullable(Type.Integer()),
      digest: Nullable(Type.String({ description: 'SHA-256 of the list of entrants, hexadecimal' })),
      revealed: Type.Boolean(),
    }),
  ),
})
export type QueueStatus = Static<typeof QueueStatus>

export const QueuePlace = Type.Object({
  id: Uuid,
  state: Type.Unsafe<'waiting' | 'admitted' | 'spent' | 'left' | 'expired'>(
    Type.String({
      enum: ['waiting', 'admitted', 'spent', 'left', 'expired'],
      description:
        'admitted: may hold seats now; spent: has an order; left: was given up; expired: the time inside is over',
    }),
  ),
  joinedAt: Instant,
  number: Nullable(Type.Integer({ description: 'In the order of being let in; null before the draw' })),
  ahead: Nullable(Type.Integer({ description: 'People who wait before this one' })),
  wait: Nullable(
    Type.Object(
      { min: Type.Integer(), max: Type.Integer() },
      { description: 'Whole minutes; null when nobody can say' },
    ),
  ),
  unlikely: Type.Boolean({ description: 'The seats will probably be gone before this turn' }),
  admission: Nullable(
    Type.Object({
      token: Type.String({
        description:
          'Also set as a cookie. Clients without cookies send it as `Fullhouse-Admission` with a hold or order',
      }),
      expiresAt: Instant,
    }),
  ),
})
export type QueuePlace = Static<typeof QueuePlace>

export const QueueView = Type.Object({
  status: QueueStatus,
  place: Nullable(QueuePlace),
  nextMs: Type.Integer({ description: 'Ask again after so many milliseconds, and not before' }),
})
export type QueueView = Static<typeof QueueView>

export const QueueJoin = Type.Object(
  {
    challenge: Type.Optional(
      Type.String({
        maxLength: 1000,
        description: 'A solved challenge: base64 of ALTCHA’s JSON. Needed after CHALLENGE_REQUIRED',
      }),
    ),
    code: Type.Optional(Type.String({ minLength: 4, maxLength: 40, description: 'An invitation code' })),
  },
  { additionalProperties: false },
)
export type QueueJoin = Static<typeof QueueJoin>

export const QueueChallenge = Type.Object({
  algorithm: Type.Unsafe<'SHA-256'>(Type.String({ enum: ['SHA-256'] })),
  challenge: Type.String(),
  salt: Type.String(),
  signature: Type.String(),
  maxnumber: Type.Integer(),
})
export type QueueChallenge = Static<typeof QueueChallenge>

export const QueueDraw = Type.Object({
  commitment: Type.String({ description: 'SHA-256 of the seed, public since `committedAt`' }),
  committedAt: Instant,
  frozenAt: Nullable(Instant),
  entrants: Nullable(Type.Integer()),
  digest: Nullable(
    Type.String({ description: 'SHA-256 of the ids in ascending order, joined by line feeds' }),
  ),
  revealedAt: Nullable(Instant),
  seed: Nullable(Type.String({ description: 'Hexadecimal' })),
  entries: Nullable(Type.Array(Type.String(), { description: 'Ids in ascending order, once revealed' })),
})
export type QueueDraw = Static<typeof QueueDraw>

const settings = {
  mode: Type.Unsafe<'off' | 'scheduled' | 'load'>(
    Type.String({
      enum: ['off', 'scheduled', 'load'],
      description: 'load: on while more people look at the event than should be inside',
    }),
  ),
  prequeueMinutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
  admissionSeconds: Type.Integer({ minimum: 30, maximum: 7200 }),
  targetInside: Type.Integer({ minimum: 1, maximum: 100_000 }),
  admitPerMinute: Type.Integer({ minimum: 1, maximum: 100_000 }),
  entryRule: Type.Unsafe<'anyone' | 'signed_in' | 'code'>(
    Type.String({ enum: ['anyone', 'signed_in', 'code'] }),
  ),
  challenge: Type.Unsafe<'under_pressure' | 'always' | 'never'>(
    Type.String({ enum: ['under_pressure', 'always', 'never'] }),
  ),
  paused: Type.Boolean(),
  draining: Type.Boolean({ description: 'Lets in those who wait, and takes nobody new' }),
}

export const QueueChange = Type.Object(
  {
    ...(Object.fromEntries(
      Object.entries(settings).map(([name, schema]) => [name, Type.Optional(schema)]),
    ) as { [K in keyof typeof settings]: ReturnType<typeof Type.Optional<(typeof settings)[K]>> }),
    open: Type.Optional(
      Type.Boolean({
        description: 'true: opens the pre-queue, or in load mode the queue, now; false: when it is due',
      }),
    ),
    codes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            code: Type.String({ minLength: 4, maxLength: 40 }),
            places: Type.Integer({ minimum: 1, maximum: 100_000 }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 1000 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type QueueChange = Static<typeof QueueChange>

export const QueueDesk = Type.Object({
  settings: Type.Object({ ...settings, openedAt: Nullable(Instant) }),
  status: QueueStatus,
  totals: Type.Object({
    joined: Type.Integer(),
    left: Type.Integer(),
    admitted: Type.Integer(),
    spent: Type.Integer(),
    expired: Type.Integer(),
    codes: Type.Integer(),
    codePlacesUsed: Type.Integer(),
  }),
  seatsPerAdmission: Type.Number({ description: 'Seats that one admission holds on average' }),
})
export type QueueDesk = Static<typeof QueueDesk>
