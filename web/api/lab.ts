import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LabEvent, LabProgress, LabTick } from '../../contract/shapes/lab.ts'
import type { LabRun } from '../../contract/shapes/lab-runs.ts'
import { api } from './client.ts'
import { unwrap } from './failure.ts'
import { keys } from './queries.ts'

export const labKeys = [...keys.mine, 'lab'] as const

/** The socket brings news twice a second; this is for when it cannot, and for a run on another server. */
const RUNNING_POLL_MS = 3_000
const LIST_POLL_MS = 5_000
const EVENTS_POLL_MS = 1_000
const EVENTS_SHOWN = 100

export const labRunsQuery = queryOptions({
  queryKey: [...labKeys, 'runs'],
  queryFn: async ({ signal }) => unwrap(await api.listLabRuns({}, { signal })),
  refetchInterval: ({ state }) => (state.data?.busy ? LIST_POLL_MS : false),
})

export const labRunQuery = (id: string) =>
  queryOptions({
    queryKey: [...labKeys, 'run', id],
    queryFn: async ({ signal }) => unwrap(await api.getLabRun({ params: { id } }, { signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? RUNNING_POLL_MS : false),
  })

export interface EventChoice {
  /** Index of a seat: its story. */
  seat: number | null
  act: LabEvent['act'] | null
  outcome: LabEvent['outcome'] | null
}

export const labEventsQuery = (id: string, { seat, act, outcome }: EventChoice, isRunning: boolean) =>
  queryOptions({
    queryKey: [...labKeys, 'events', id, seat, act, outcome],
    queryFn: async ({ signal }) => {
      const query = {
        limit: EVENTS_SHOWN,
        ...(seat !== null && { seat }),
        ...(act !== null && { act }),
        ...(outcome !== null && { outcome }),
      }
      return unwrap(await api.listLabEvents({ params: { id }, query }, { signal }))
    },
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? EVENTS_POLL_MS : false,
  })

/** Moments that the page keeps of a run that goes on; beyond that every second one is left out. */
const TICKS_KEPT = 400

/** A run with what the socket has just told of it. What is older than what is known changes nothing. */
export function withProgress(run: LabRun, { log: _, ...progress }: LabProgress): LabRun {
  const last = run.history.at(-1)?.atMs ?? -1
  if (run.state !== 'running' || progress.tick.atMs < last) return run
  if (progress.tick.atMs === last) return { ...run, progress }
  return { ...run, progress, history: thinned([...run.history, progress.tick]) }
}

function thinned(ticks: LabTick[]): LabTick[] {
  if (ticks.length <= TICKS_KEPT) return ticks
  return ticks.filter((_, at) => (ticks.length - 1 - at) % 2 === 0)
}
