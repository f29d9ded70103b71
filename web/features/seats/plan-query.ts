import { queryOptions } from '@tanstack/react-query'
import { paths } from '../../../contract/paths.ts'
import { CallFailed } from '../../api/failure.ts'
import { keys } from '../../api/queries.ts'
import { nextTurn } from '../../clock/next-turn.ts'
import { openPlan, type PlanIndex } from '../../seat-map/plan-index.ts'
import type { PlanReply } from './plan-worker.ts'
// Brought along: asked for by itself it would be another journey before the plan is asked for.
import PlanWorker from './plan-worker.ts?worker&inline'

interface LoadedPlan {
  /** Empty when the server did not say. */
  version: string
  index: PlanIndex
}

/** An event's plan, ready to be drawn and read. It never changes within its version. */
export const planQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: [...keys.event(idOrSlug), 'plan'],
    queryFn: ({ signal }) => loadPlan(idOrSlug, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // The same plan asked for again stays the same object, or the map would be built anew.
    structuralSharing: (before, after) => (isSameVersion(before, after) ? before : after),
  })

/** One thread for one plan: it is rarely needed twice, and holds all of the plan's text while it lives. */
async function loadPlan(idOrSlug: string, signal: AbortSignal): Promise<LoadedPlan> {
  // A thread is dear to begin, and the page begins much else at that moment.
  await nextTurn()
  signal.throwIfAborted()
  const worker = new PlanWorker()
  const { promise, resolve, reject } = Promise.withResolvers<LoadedPlan>()
  worker.onmessage = ({ data }: MessageEvent<PlanReply>) => {
    if (data.ok) resolve({ version: data.version, index: openPlan(data.plan) })
    else reject(new CallFailed(data.problem, data.retryAfterSeconds))
  }
  worker.onerror = ({ message }) => reject(new Error(`The plan could not be read: ${message}`))
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  // In full: a script that came with the page has no address of its own to go by.
  const path = paths.getPlan[1].replace(':idOrSlug', encodeURIComponent(idOrSlug))
  worker.postMessage(location.origin + path)
  return promise.finally(() => worker.terminate())
}

function isSameVersion(before: unknown, after: unknown): boolean {
  const [known, version] = [before, after].map((plan) => (plan as LoadedPlan | undefined)?.version)
  return known !== undefined && known !== '' && known === version
}
