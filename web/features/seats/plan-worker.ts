import { createClient } from '../../../contract/client.ts'
import type { Problem } from '../../../contract/refusals.ts'
import type { PlanData } from '../../seat-map/plan-data.ts'
import type { PlanDocument } from '../../seat-map/plan-document.ts'
import { readPlan, transferOf } from '../../seat-map/read-plan.ts'

export interface PlanRequest {
  /** Of the page: a script that came with it has no address of its own to go by. */
  origin: string
  idOrSlug: string
}

/** What comes of asking for a plan. `version` is the same for as long as the plan is. */
export type PlanReply =
  | { ok: true; version: string; plan: PlanData }
  | { ok: false; problem: Problem | null; retryAfterSeconds: number | null }

interface Answer {
  reply: PlanReply
  transfer?: ArrayBuffer[]
}

/**
 * Fetches one event's plan and works it out: two megabytes of JSON and 20,000 seats would keep the page from answering a
 * tap for a third of a second on a phone.
 */
self.onmessage = ({ data }: MessageEvent<PlanRequest>) => {
  // A bug is told to whoever waits: an error of this thread, which a promise by itself would keep to itself.
  fetchPlan(data).then(({ reply, transfer }) => self.postMessage(reply, { transfer }), reportError)
}

async function fetchPlan({ origin, idOrSlug }: PlanRequest): Promise<Answer> {
  let version = ''
  const client = createClient(origin, async (url, init) => {
    const response = await fetch(url, init)
    version = response.headers.get('etag') ?? ''
    return response
  })
  const got = await client.getPlan({ params: { idOrSlug } })
  if (!got.ok) {
    const { problem } = got
    const retryAfterSeconds = problem === null ? null : got.retryAfterSeconds
    return { reply: { ok: false, problem, retryAfterSeconds } }
  }
  const plan = readPlan(got.value as PlanDocument)
  return { reply: { ok: true, version, plan }, transfer: transferOf(plan) }
}
