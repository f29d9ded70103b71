import type { Problem } from '../../../contract/refusals.ts'
import type { PlanData } from '../../seat-map/plan-data.ts'
import type { PlanDocument } from '../../seat-map/plan-document.ts'
import { readPlan, transferOf } from '../../seat-map/read-plan.ts'

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
self.onmessage = ({ data: address }: MessageEvent<string>) => {
  // A bug is told to whoever waits: an error of this thread, which a promise by itself would keep to itself.
  fetchPlan(address).then(({ reply, transfer }) => self.postMessage(reply, { transfer }), reportError)
}

/** Asked without the typed client, whose list of every operation the page has already and this thread would bring again. */
async function fetchPlan(address: string): Promise<Answer> {
  let response: Response
  let value: unknown
  try {
    response = await fetch(address, { headers: { accept: 'application/json' } })
    value = await response.json()
  } catch {
    return { reply: { ok: false, problem: null, retryAfterSeconds: null } }
  }
  if (!response.ok) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    const retryAfterSeconds = Number.isFinite(seconds) ? seconds : null
    return { reply: { ok: false, problem: value as Problem, retryAfterSeconds } }
  }
  const plan = readPlan(value as PlanDocument)
  const version = response.headers.get('etag') ?? ''
  return { reply: { ok: true, version, plan }, transfer: transferOf(plan) }
}
