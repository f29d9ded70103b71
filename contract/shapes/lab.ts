import { type Static, Type } from 'typebox'
import { Instant, Nullable } from './basics.ts'

/*
 * A run of the lab: what is asked for, what is seen of it while it goes on, and what is reported. The same whether it is started
 * on the command line or on the page. Times of a run are milliseconds since its first buyer could come.
 */

const choice = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>(Type.String({ enum: [...values], description }))

export const labPatterns = ['steady', 'ramp', 'spike'] as const
export type LabPattern = (typeof labPatterns)[number]
export const LabPattern = choice(
  labPatterns,
  'How buyers arrive: steady: evenly; ramp: more and more; spike: half of them in the first twentieth of the time, as when a sale opens',
)

/** Everybody but watchers wants seats; who picks or takes the best, or is not named otherwise here, goes on to pay. */
export const labBehaviours = [
  /** Looks at the map, picks seats that are shown as free, buys. */
  'pick',
  /** Best available, buys. */
  'best',
  /** Holds, thinks about it, gives it back, holds again, buys. */
  'hesitate',
  /** Holds, sometimes orders, and is never seen again. */
  'abandon',
  /** The card is declined; some try another one. */
  'decline',
  /** The bank answers when the seats' time is over. */
  'pay_late',
  /** Buys, cancels from two windows at once, sometimes buys again. */
  'cancel',
  /** Reloads the page between any two steps. */
  'refresh',
  /** A bot: many requests at once over several connections, for more than it may have. */
  'hammer',
  /** Follows the live map over a WebSocket and buys nothing. */
  'watch',
] as const
export type LabBehaviour = (typeof labBehaviours)[number]

const weight = Type.Optional(Type.Number({ minimum: 0, maximum: 1000 }))
export const LabMix = Type.Object(
  Object.fromEntries(labBehaviours.map((name) => [name, weight])) as Record<LabBehaviour, typeof weight>,
  { additionalProperties: false, description: 'Weights of the behaviours; those not named have none' },
)
export type LabMix = Static<typeof LabMix>

export const labLimits = {
  buyers: 50_000,
  seconds: 600,
  party: 10,
  connections: 2_000,
  processes: 16,
} as const

export const LabSettings = Type.Object(
  {
    buyers: Type.Integer({ minimum: 1, maximum: labLimits.buyers }),
    pattern: LabPattern,
    seconds: Type.Number({
      minimum: 0,
      maximum: labLimits.seconds,
      description: 'From the first arrival to the last; what they begin is waited for',
    }),
    mix: LabMix,
    party: Type.Integer({
      minimum: 1,
      maximum: labLimits.party,
      description: 'Most seats that a buyer wants at once; never more than the event allows',
    }),
    seed: Type.Integer({
      minimum: 0,
      maximum: 4_294_967_295,
      description: 'The same seed and settings: the same buyers, wishes and times',
    }),
    connections: Type.Integer({
      minimum: 1,
      maximum: labLimits.connections,
      description: 'Most that are open at a time; a buyer who finds none waits for one',
    }),
    processes: Type.Integer({ minimum: 1, maximum: labLimits.processes }),
  },
  { additionalProperties: false },
)
export type LabSettings = Static<typeof LabSettings>

/** What a run does where nothing else was asked for. */
export const labDefaults: LabSettings = {
  buyers: 500,
  pattern: 'spike',
  seconds: 10,
  mix: {
    pick: 30,
    best: 40,
    hesitate: 5,
    abandon: 5,
    decline: 5,
    pay_late: 2,
    cancel: 5,
    refresh: 4,
    hammer: 2,
    watch: 2,
  },
  party: 2,
  seed: 1,
  connections: 256,
  processes: 1,
}

export const labPhases = ['preparing', 'running', 'settling', 'checking', 'done'] as const
export const LabPhase = choice(
  labPhases,
  'settling: all buyers are done, holds and payments that are still under way come to their end',
)
export type LabPhase = Static<typeof LabPhase>

export const LabPercentiles = Type.Object({
  count: Type.Integer(),
  p50: Type.Number(),
  p95: Type.Number(),
  p99: Type.Number(),
  max: Type.Number(),
})
export type LabPercentiles = Static<typeof LabPercentiles>

/** What buyers ask for that changes something. */
export const labActs = ['hold', 'release', 'order', 'pay', 'cancel'] as const
export type LabAct = (typeof labActs)[number]

/** One request that mattered, with its answer. */
export const LabEvent = Type.Object({
  atMs: Type.Number({ description: 'When it was answered, or given up' }),
  tookMs: Type.Number(),
  buyer: Type.Integer({ description: 'From 0' }),
  behaviour: choice(labBehaviours, 'Of its buyer'),
  act: choice(labActs, 'What was asked for'),
  outcome: choice(['ok', 'refused', 'unknown'], 'unknown: no answer came, whatever has happened'),
  code: Nullable(Type.String({ description: 'Of a refusal' })),
  seats: Type.Array(Type.Integer(), {
    description: 'Indexes: those got, or asked for by name, or that a refusal named',
  }),
  text: Type.String({ description: 'In a sentence, English' }),
})
export type LabEvent = Static<typeof LabEvent>

export const LabCounts = Type.Object({
  arrived: Type.Integer(),
  done: Type.Integer({ description: 'Buyers who have gone away, with or without seats' }),
  attempts: Type.Integer({ description: 'Wishes for seats that were answered, or given up' }),
  acquired: Type.Integer({ description: 'Of those, granted' }),
  collisions: Type.Integer({
    description: 'Of those, refused because somebody else has a seat asked for by name',
  }),
  refused: Type.Record(Type.String(), Type.Integer(), {
    description: 'Refused wishes for seats, by code',
  }),
  confirmed: Type.Integer({ description: 'Orders' }),
  confirmedSeats: Type.Integer(),
  cancelled: Type.Integer({ description: 'Orders' }),
  declined: Type.Integer({ description: 'Payments' }),
  released: Type.Integer({ description: 'Holds' }),
  requests: Type.Integer({ description: 'Of every kind, retries included' }),
  retries: Type.Integer({ description: 'Sent again, with the same Idempotency-Key' }),
  unknown: Type.Integer({ description: 'Given up without an answer' }),
  viewers: Type.Integer({ description: 'Live sockets that are open' }),
  frames: Type.Integer({ description: 'Live frames seen' }),
})
export type LabCounts = Static<typeof LabCounts>

/** A moment of a run, for charts. Rates are of the time since the moment before. */
export const LabTick = Type.Object({
  atMs: Type.Number(),
  arrived: Type.Integer(),
  done: Type.Integer(),
  attempts: Type.Integer(),
  acquired: Type.Integer(),
  refused: Type.Integer(),
  confirmedSeats: Type.Integer(),
  requestsPerSecond: Type.Number(),
  holdsPerSecond: Type.Number({ description: 'Granted' }),
  p50Ms: Nullable(Type.Number({ description: 'Of the wishes for seats answered since' })),
  p99Ms: Nullable(Type.Number()),
})
export type LabTick = Static<typeof LabTick>

/** Said about twice a second while a run goes on. */
export const LabProgress = Type.Object({
  type: Type.Literal('progress'),
  phase: LabPhase,
  planned: Type.Integer({ description: 'Buyers in all' }),
  counts: LabCounts,
  tick: LabTick,
  holdLatencyMs: LabPercentiles,
  log: Type.Array(LabEvent, {
    maxItems: 200,
    description: 'Since the last time; the first of them, if there were more',
  }),
})
export type LabProgress = Static<typeof LabProgress>

export const LabViolation = Type.Object({
  rule: Type.String({ description: 'Stable name of what was broken' }),
  detail: Type.String(),
  seats: Type.Array(Type.Integer()),
  buyers: Type.Array(Type.Integer()),
})
export type LabViolation = Static<typeof LabViolation>

export const LabCheck = Type.Object({
  name: Type.String(),
  what: Type.String({ description: 'What must be true, in a sentence' }),
  checked: Type.Integer({ description: 'How many things were looked at' }),
  violations: Type.Integer(),
})
export type LabCheck = Static<typeof LabCheck>

export const LabVerdict = Type.Object({
  passed: Type.Boolean(),
  checks: Type.Array(LabCheck),
  violations: Type.Array(LabViolation, {
    maxItems: 200,
    description: 'The first of them; `checks` has the counts',
  }),
  checkSeconds: Type.Number({ description: 'That it took to check the whole run' }),
})
export type LabVerdict = Static<typeof LabVerdict>

export const LabSeatCounts = Type.Object({
  places: Type.Integer(),
  free: Type.Integer(),
  held: Type.Integer(),
  sold: Type.Integer(),
  blocked: Type.Integer(),
})

export const LabUse = Type.Object({
  seconds: Type.Number(),
  cpuSeconds: Type.Object({
    lab: Type.Number({ description: 'All processes of the lab' }),
    checker: Type.Number(),
    server: Nullable(Type.Number({ description: 'null: not on this machine, or not told' })),
    database: Nullable(Type.Number()),
  }),
  labMegabytes: Type.Number({ description: 'Most resident memory of one of its processes' }),
  historyMegabytes: Type.Number({ description: 'Size of what was recorded' }),
})
export type LabUse = Static<typeof LabUse>

export const LabReport = Type.Object({
  type: Type.Literal('report'),
  settings: LabSettings,
  url: Type.String(),
  event: Type.Object({ id: Type.String(), slug: Type.String(), title: Type.String() }),
  startedAt: Instant,
  seconds: Type.Number({ description: 'From the first arrival until the last buyer was done' }),
  machine: Type.String({ description: 'Of the lab: processors and their kind' }),
  counts: LabCounts,
  latencyMs: Type.Record(Type.String(), LabPercentiles, {
    description: 'By act: from sending a request until its answer is whole',
  }),
  connectionWaitMs: Type.Object(LabPercentiles.properties, {
    description: 'How long requests waited for one of the connections, before they were sent',
  }),
  behaviours: Type.Array(
    Type.Object({
      name: choice(labBehaviours, ''),
      buyers: Type.Integer(),
      withSeats: Type.Integer({ description: 'Who went away with a confirmed order' }),
    }),
  ),
  timeline: Type.Array(LabTick),
  seats: Type.Object(LabSeatCounts.properties, { description: 'At the end, as the ledger has them' }),
  verdict: LabVerdict,
  use: LabUse,
  log: Type.Array(LabEvent, { maxItems: 20_000, description: 'In the order of the answers' }),
  logLeftOut: Type.Integer({ description: 'Events after those' }),
})
export type LabReport = Static<typeof LabReport>

/** The last line of a run that could not be finished. */
export const LabFault = Type.Object({ type: Type.Literal('fault'), message: Type.String() })
export type LabFault = Static<typeof LabFault>

/** What `npm run lab -- --progress json` says on its output, a line each: progress, and at last a report or a fault. */
export type LabLine = LabProgress | LabReport | LabFault

/** What `npm run lab -- --order -` reads from its input: one JSON document. For a program that starts runs for somebody else. */
export const LabOrder = Type.Object(
  {
    url: Type.String({ description: 'Of the server, without a path' }),
    event: Type.String({ description: 'Id or slug' }),
    exclusive: Type.Boolean({
      description:
        'Nobody but these buyers takes seats of the event: whatever the ledger has is then theirs, or a fault',
    }),
    organiserCookie: Type.Optional(
      Type.String({
        description: 'Cookie header of somebody who may read the event’s ledger; not kept, not reported',
      }),
    ),
    pass: Type.Optional(
      Type.String({
        description:
          'In place of a cookie, from the server itself: sent as the header `fullhouse-lab` with every request and upgrade. It opens the sandbox, lifts the limits by address, and reads this event’s ledger; not kept, not reported',
      }),
    ),
    settings: LabSettings,
  },
  { additionalProperties: false },
)
export type LabOrder = Static<typeof LabOrder>
