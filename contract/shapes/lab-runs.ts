import { type Static, Type } from 'typebox'
import { labRunLimits } from '../lab-run-limits.ts'
import { Instant, Nullable, Uuid } from './basics.ts'
import {
  LabCounts,
  LabEvent,
  LabMix,
  LabPattern,
  LabPercentiles,
  LabProgress,
  LabReport,
  LabSettings,
  LabTick,
  labActs,
} from './lab.ts'

/** Runs of the lab that a server starts for its organisers, each in a sandbox of its own. */

/** Sample plans that a run can fill; files of `plans/`. */
export const labPlans = ['workshop-room', 'jazz-cellar', 'chamber-hall', 'grand-theatre', 'arena'] as const
export type LabPlan = (typeof labPlans)[number]
const LabPlan = Type.Unsafe<LabPlan>(Type.String({ enum: [...labPlans] }))

export const NewLabRun = Type.Object(
  {
    seats: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: labRunLimits.seats,
        description: 'A small house of so many seats',
      }),
    ),
    plan: Type.Optional(LabPlan),
    buyers: Type.Integer({ minimum: labRunLimits.fewestBuyers, maximum: labRunLimits.buyers }),
    pattern: LabPattern,
    seconds: Type.Number({ minimum: 0, maximum: labRunLimits.seconds }),
    mix: LabMix,
    party: Type.Integer({ minimum: 1, maximum: labRunLimits.party }),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: labRunLimits.seed })),
  },
  { additionalProperties: false, description: 'Either `seats` or `plan`' },
)
export type NewLabRun = Static<typeof NewLabRun>

export const labRunStates = ['running', 'finished', 'stopped', 'failed'] as const
export type LabRunState = (typeof labRunStates)[number]
export const LabRunState = Type.Unsafe<LabRunState>(
  Type.String({
    enum: [...labRunStates],
    description: 'stopped: on request, before all buyers had come; it is checked all the same',
  }),
)

/** What a report comes to, for a list and for comparing. */
export const LabOutcome = Type.Object({
  passed: Type.Boolean(),
  violations: Type.Integer(),
  checked: Type.Integer({ description: 'Things that were looked at' }),
  seconds: Type.Number(),
  checkSeconds: Type.Number(),
  counts: LabCounts,
  holdLatencyMs: Nullable(LabPercentiles),
  seats: LabReport.properties.seats,
  wanted: Type.Integer({ description: 'Buyers who wanted seats; the others only watched' }),
  withSeats: Type.Integer({ description: 'Of those, who went away with some' }),
})
export type LabOutcome = Static<typeof LabOutcome>

const summary = {
  id: Uuid,
  eventId: Uuid,
  state: LabRunState,
  createdAt: Instant,
  endedAt: Nullable(Instant),
  plan: Nullable(LabPlan),
  places: Type.Integer(),
  settings: LabSettings,
  outcome: Nullable(LabOutcome),
  fault: Nullable(Type.String({ description: 'Why it failed, in words' })),
}
export const LabRunSummary = Type.Object(summary)
export type LabRunSummary = Static<typeof LabRunSummary>

export const LabRun = Type.Object({
  ...summary,
  /** The newest of what it told, without its events. */
  progress: Nullable(Type.Omit(LabProgress, ['log'])),
  history: Type.Array(LabTick, { description: 'Thinned out when it gets long' }),
  report: Nullable(Type.Omit(LabReport, ['log', 'timeline'])),
})
export type LabRun = Static<typeof LabRun>

export const LabRunList = Type.Object({
  runs: Type.Array(LabRunSummary, { description: 'Newest first' }),
  plans: Type.Array(Type.Object({ plan: LabPlan, places: Type.Integer() })),
  takesPayments: Type.Boolean({
    description: 'false: only free seats can be sold here, so nobody pays, and nobody is declined',
  }),
  busy: Type.Boolean({ description: 'A run goes on, perhaps somebody else’s' }),
})
export type LabRunList = Static<typeof LabRunList>

export const LabEventQuery = Type.Object(
  {
    seat: Type.Optional(Type.Integer({ minimum: 0, description: 'Index: the story of one seat' })),
    act: Type.Optional(Type.Unsafe<LabEvent['act']>(Type.String({ enum: [...labActs] }))),
    outcome: Type.Optional(
      Type.Unsafe<LabEvent['outcome']>(Type.String({ enum: ['ok', 'refused', 'unknown'] })),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })),
  },
  { additionalProperties: false },
)
export type LabEventQuery = Static<typeof LabEventQuery>

export const LabEvents = Type.Object({
  events: Type.Array(LabEvent, {
    description: 'In the order of the answers: the first ones of a seat, the last ones otherwise',
  }),
  matching: Type.Integer(),
  kept: Type.Integer({ description: 'Of the whole run' }),
  leftOut: Type.Integer({ description: 'Of the whole run, beyond those that are kept' }),
})
export type LabEvents = Static<typeof LabEvents>

export const LabReportQuery = Type.Object(
  {
    format: Type.Optional(
      Type.Unsafe<'json' | 'html'>(Type.String({ enum: ['json', 'html'], default: 'json' })),
    ),
  },
  { additionalProperties: false },
)
