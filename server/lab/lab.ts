import type { RefusalOf } from '../../contract/refusals.ts'
import type { LabProgress, LabReport } from '../../contract/shapes/lab.ts'
import type {
  LabEventQuery,
  LabEvents,
  LabRun,
  LabRunList,
  LabRunState,
  NewLabRun,
} from '../../contract/shapes/lab-runs.ts'
import type { Booking } from '../booking/booking.ts'
import { createEvent } from '../booking/create-event.ts'
import { type Outcome, ok, type Refused, refuse } from '../domain/outcome.ts'
import { labLimits } from '../limits/lab-limits.ts'
import { transaction } from '../postgres/transaction.ts'
import { clearSandbox } from '../sql/lab/clear-sandbox.ts'
import { readEvents } from '../sql/lab/read-events.ts'
import {
  deleteRun,
  endRun,
  endSilentRuns,
  insertRun,
  isAnyRunning,
  listOldRuns,
  listRuns,
  noteRun,
  type RunEnd,
  readReport,
  readRun,
} from '../sql/lab/runs.ts'
import { describeRun, describeSummary } from './describe-run.ts'
import { type FollowedRun, followRun } from './follow-run.ts'
import type { OwnLabPasses } from './lab-pass.ts'
import { type LabEnding, type LabProcess, startLabProcess } from './lab-process.ts'
import { countSamplePlans, describeCrowd, describeSandbox } from './sandbox.ts'

export interface LabParts {
  booking: Pick<Booking, 'pool' | 'database' | 'inventory' | 'uuid' | 'payments'>
  passes: OwnLabPasses
  now: () => number
  /** A seed for a run that does not ask for one. */
  seed: () => number
  /** Tells the organiser's sockets at the sandbox. */
  tell(organiserId: string, eventId: string, news: LabNews): void
  onFault(message: string, cause: unknown): void
}

export interface LabNews {
  runId: string
  state: LabRunState
  progress?: LabProgress
}

type Invalid = RefusalOf<'INVALID_REQUEST'>
type Busy = RefusalOf<'LAB_BUSY'>
type NotFound = RefusalOf<'NOT_FOUND'>

/** Runs of the lab: one at a time, each in a sandbox of its own, each its organiser's only. */
export interface Lab {
  /** Where this server can be reached from its own machine; before that nothing can be started. */
  setAddress(url: string): void
  start(organiserId: string, run: NewLabRun): Promise<Outcome<LabRun, Invalid | Busy>>
  list(organiserId: string): Promise<LabRunList>
  show(organiserId: string, id: string): Promise<Outcome<LabRun, NotFound>>
  events(organiserId: string, id: string, query: LabEventQuery): Promise<Outcome<LabEvents, NotFound>>
  report(
    organiserId: string,
    id: string,
  ): Promise<Outcome<{ report: LabReport; html: string | null }, NotFound>>
  stop(organiserId: string, id: string): Promise<Outcome<LabRun, NotFound>>
  remove(organiserId: string, id: string): Promise<Outcome<null, NotFound | Busy>>
  /** The server goes down: ends the crowd, and writes down that it did. */
  close(): Promise<void>
}

interface CurrentRun {
  id: string
  organiserId: string
  eventId: string
  process: LabProcess
  followed: FollowedRun
  isStopped: boolean
}

const EVENTS_SHOWN = 200
const LOST = 'the server that ran it ended'

export function createLab(parts: LabParts): Lab {
  const { booking, passes } = parts
  const { pool, inventory } = booking
  let address: string | null = null
  let current: CurrentRun | null = null
  /** Settled when the run before is over and written down. */
  let over: Promise<void> = Promise.resolve()
  let closing = false
  let samplePlans: LabRunList['plans'] | null = null

  const takesPayments = () => booking.payments.chosen?.name === 'demo'
  const clearSilent = () => endSilentRuns(pool, labLimits.silentMs, LOST)
  const hereIs = (id: string) => (current?.id === id ? current : null)

  async function clear(eventId: string): Promise<void> {
    await transaction(pool, (tx) => clearSandbox(tx, eventId))
    await inventory.reload(eventId)
  }

  async function start(organiserId: string, run: NewLabRun): Promise<Outcome<LabRun, Invalid | Busy>> {
    if ((run.plan === undefined) === (run.seats === undefined))
      return invalid('seats', 'stands in place of plan: one of them is needed')
    if (Object.values(run.mix).every((weight) => weight === 0))
      return invalid('mix', 'needs a behaviour with a weight above 0')
    await clearSilent()
    if (closing || address === null || current !== null || (await isAnyRunning(pool)))
      return refuse({ code: 'LAB_BUSY' })

    const settings = describeCrowd(run, parts.seed())
    const sandbox = await describeSandbox(run, {
      now: new Date(parts.now()),
      takesPayments: takesPayments(),
    })
    const made = await createEvent(booking, sandbox.event, {
      organiserId,
      sandbox: true,
      paymentSeconds: sandbox.paymentSeconds,
    })
    if (!made.ok) throw new Error(`a sandbox was refused: ${JSON.stringify(made.refusal)}`)
    const { id: eventId, places } = made.value
    const id = booking.uuid()
    // Of two that came at the same time, on whichever servers, the ledger lets one begin.
    const isFirst = await insertRun(pool, {
      ...{ id, organiserId, eventId, settings, places },
      plan: run.plan ?? null,
    })
    if (!isFirst) {
      await clear(eventId)
      return refuse({ code: 'LAB_BUSY' })
    }
    begin({ id, organiserId, eventId, url: address, settings })
    return show(organiserId, id).then((shown) => (shown.ok ? shown : refuse({ code: 'LAB_BUSY' })))
  }

  function begin({
    id,
    organiserId,
    eventId,
    url,
    settings,
  }: Pick<CurrentRun, 'id' | 'organiserId' | 'eventId'> & {
    url: string
    settings: ReturnType<typeof describeCrowd>
  }): void {
    const pass = passes.issue({ eventId, organiserId })
    const followed = followRun()
    const process = startLabProcess({ url, event: eventId, exclusive: true, pass, settings }, (progress) => {
      followed.hear(progress)
      parts.tell(organiserId, eventId, { runId: id, state: 'running', progress })
    })
    const noting = setInterval(() => void note(), labLimits.noteEveryMs)
    const note = async () => {
      try {
        if (!(await noteRun(pool, id, followed.progress(), followed.history()))) process.kill(LOST)
      } catch (cause) {
        parts.onFault('A run of the lab could not be noted', cause)
      }
    }
    const run: CurrentRun = { id, organiserId, eventId, process, followed, isStopped: false }
    current = run
    over = process.ended.then(async (ending) => {
      clearInterval(noting)
      // All that is this run's here is given up before its row is: from then on another one may begin.
      passes.withdraw()
      current = null
      try {
        await note()
        await endRun(pool, id, endOf(ending, run.isStopped, followed))
        await forgetOldRuns(organiserId)
      } catch (cause) {
        parts.onFault('What came of a run of the lab could not be written down', cause)
      }
      parts.tell(organiserId, eventId, { runId: id, state: stateOf(ending, run.isStopped) })
    })
  }

  async function forgetOldRuns(organiserId: string): Promise<void> {
    for (const id of await listOldRuns(pool, organiserId, labLimits.runsKept)) await forget(organiserId, id)
  }

  async function forget(organiserId: string, id: string): Promise<boolean> {
    const gone = await deleteRun(pool, organiserId, id)
    if (gone !== undefined) await clear(gone.eventId)
    return gone !== undefined
  }

  async function show(organiserId: string, id: string): Promise<Outcome<LabRun, NotFound>> {
    const row = await readRun(pool, organiserId, id)
    if (row === undefined) return refuse({ code: 'NOT_FOUND' })
    const here = hereIs(id)?.followed
    return ok(describeRun(row, here && { progress: here.progress(), history: [...here.history()] }))
  }

  return {
    setAddress(url) {
      address = url
    },
    start,

    async list(organiserId) {
      await clearSilent()
      samplePlans ??= await countSamplePlans()
      const [rows, busy] = await Promise.all([
        listRuns(pool, organiserId, labLimits.runsKept + 1),
        isAnyRunning(pool),
      ])
      return { runs: rows.map(describeSummary), plans: samplePlans, takesPayments: takesPayments(), busy }
    },

    async show(organiserId, id) {
      await clearSilent()
      return show(organiserId, id)
    },

    async events(organiserId, id, query) {
      const row = await readRun(pool, organiserId, id)
      if (row === undefined) return refuse({ code: 'NOT_FOUND' })
      const limit = query.limit ?? EVENTS_SHOWN
      return ok(hereIs(id)?.followed.events(query, limit) ?? (await readEvents(pool, id, query, limit)))
    },

    async report(organiserId, id) {
      const report = await readReport(pool, organiserId, id)
      return report === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(report)
    },

    async stop(organiserId, id) {
      const run = hereIs(id)
      if (run !== null && run.organiserId === organiserId) {
        run.isStopped = true
        run.process.stop()
      }
      return show(organiserId, id)
    },

    async remove(organiserId, id) {
      await clearSilent()
      if (await forget(organiserId, id)) return ok(null)
      const row = await readRun(pool, organiserId, id)
      return row === undefined ? refuse({ code: 'NOT_FOUND' }) : refuse({ code: 'LAB_BUSY' })
    },

    async close() {
      closing = true
      current?.process.kill('the server was stopped')
      await over
    },
  }
}

function stateOf(ending: LabEnding, isStopped: boolean): RunEnd['state'] {
  if ('fault' in ending) return 'failed'
  return isStopped ? 'stopped' : 'finished'
}

function endOf(ending: LabEnding, isStopped: boolean, followed: FollowedRun): RunEnd {
  const state = stateOf(ending, isStopped)
  if ('fault' in ending) {
    const { events } = followed.events({}, labLimits.eventsKept)
    return { state, report: null, events, html: null, fault: ending.fault }
  }
  const { log, ...report } = ending.report
  return { state, report, events: log, html: ending.html, fault: null }
}

function invalid(path: string, message: string): Refused<Invalid> {
  return { ok: false, refusal: { code: 'INVALID_REQUEST', errors: [{ path, message }] } }
}
