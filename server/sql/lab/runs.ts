import type { LabEvent, LabProgress, LabReport, LabSettings, LabTick } from '../../../contract/shapes/lab.ts'
import { type LabPlan, type LabRunState, labRunStates } from '../../../contract/shapes/lab-runs.ts'
import type { Queryable } from '../../postgres/pool.ts'

/** A report without its events, which are kept beside it. */
export type StoredReport = Omit<LabReport, 'log'>

export interface RunRow {
  id: string
  eventId: string
  state: LabRunState
  plan: LabPlan | null
  places: number
  settings: LabSettings
  progress: Omit<LabProgress, 'log'> | null
  history: LabTick[]
  report: StoredReport | null
  fault: string | null
  createdAt: Date
  endedAt: Date | null
}

const stateNumber = (state: LabRunState) => labRunStates.indexOf(state) + 1

const columns = `id, event_id as "eventId", state, plan, places, settings, progress, history, report, fault,
  created_at as "createdAt", ended_at as "endedAt"`

function named(row: Omit<RunRow, 'state'> & { state: number }): RunRow {
  return { ...row, state: labRunStates[row.state - 1] ?? 'failed' }
}

/** False when another run goes on, on this server or on another one. */
export async function insertRun(
  db: Queryable,
  run: Pick<RunRow, 'id' | 'eventId' | 'plan' | 'places' | 'settings'> & { organiserId: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into lab_runs (id, organiser_id, event_id, state, plan, places, settings)
     values ($1, $2, $3, 1, $4, $5, $6) on conflict do nothing`,
    [run.id, run.organiserId, run.eventId, run.plan, run.places, JSON.stringify(run.settings)],
  )
  return rowCount === 1
}

export async function isAnyRunning(db: Queryable): Promise<boolean> {
  const { rows } = await db.query('select from lab_runs where state = 1')
  return rows.length > 0
}

/** Says how a run stands, and that somebody still looks after it. False when it has been declared over meanwhile. */
export async function noteRun(
  db: Queryable,
  id: string,
  progress: RunRow['progress'],
  history: readonly LabTick[],
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update lab_runs set seen_at = clock_timestamp(), progress = $2, history = $3 where id = $1 and state = 1`,
    [id, progress && JSON.stringify(progress), JSON.stringify(history)],
  )
  return rowCount === 1
}

export interface RunEnd {
  state: Exclude<LabRunState, 'running'>
  report: StoredReport | null
  events: readonly LabEvent[]
  html: string | null
  fault: string | null
}

/** Ends a run once: what comes later changes nothing. */
export async function endRun(db: Queryable, id: string, end: RunEnd): Promise<void> {
  await db.query(
    `update lab_runs
        set state = $2, report = $3, events = $4, report_html = $5, fault = $6, ended_at = clock_timestamp()
      where id = $1 and state = 1`,
    [
      id,
      stateNumber(end.state),
      end.report && JSON.stringify(end.report),
      JSON.stringify(end.events),
      end.html,
      end.fault,
    ],
  )
}

/** Ends runs whose server has not been heard of for so long. */
export async function endSilentRuns(db: Queryable, silentMs: number, fault: string): Promise<void> {
  await db.query(
    `update lab_runs set state = $2, fault = $3, ended_at = clock_timestamp()
      where state = 1 and seen_at < clock_timestamp() - $1 * interval '1 millisecond'`,
    [silentMs, stateNumber('failed'), fault],
  )
}

/** An organiser's runs, the newest first. */
export async function listRuns(db: Queryable, organiserId: string, limit: number): Promise<RunRow[]> {
  const { rows } = await db.query(
    `select ${columns} from lab_runs where organiser_id = $1 order by created_at desc, id desc limit $2`,
    [organiserId, limit],
  )
  return rows.map(named)
}

export async function readRun(db: Queryable, organiserId: string, id: string): Promise<RunRow | undefined> {
  const { rows } = await db.query(`select ${columns} from lab_runs where organiser_id = $1 and id = $2`, [
    organiserId,
    id,
  ])
  return rows[0] && named(rows[0])
}

/** The whole report of a run that has one. */
export async function readReport(
  db: Queryable,
  organiserId: string,
  id: string,
): Promise<{ report: LabReport; html: string | null } | undefined> {
  const { rows } = await db.query(
    `select report || jsonb_build_object('log', events) as report, report_html as html
       from lab_runs where organiser_id = $1 and id = $2 and report is not null`,
    [organiserId, id],
  )
  return rows[0]
}

export async function deleteRun(
  db: Queryable,
  organiserId: string,
  id: string,
): Promise<{ eventId: string } | undefined> {
  const { rows } = await db.query<{ eventId: string }>(
    `delete from lab_runs where organiser_id = $1 and id = $2 and state <> 1 returning event_id as "eventId"`,
    [organiserId, id],
  )
  return rows[0]
}

/** Runs that are over, beyond the newest `keep` of an organiser. */
export async function listOldRuns(db: Queryable, organiserId: string, keep: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from lab_runs where organiser_id = $1 and state <> 1
      order by created_at desc, id desc offset $2`,
    [organiserId, keep],
  )
  return rows.map(({ id }) => id)
}
