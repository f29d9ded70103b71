import type { Event } from '../../contract/shapes/events.ts'
import type { QueueChallenge, QueueDraw, QueueJoin, QueueView } from '../../contract/shapes/queue.ts'

/** The few calls that this page makes. The shop's own client brings all of the contract's paths, which nobody needs here. */

export interface Problem {
  code: string
  retryAfterSeconds?: number
  challenge?: QueueChallenge
}

export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem | null }

async function call<T>(path: string, init: RequestInit = {}): Promise<Reply<T>> {
  try {
    const response = await fetch(`/api/v1/events/${path}`, {
      headers: { accept: 'application/json' },
      ...init,
    })
    const text = await response.text()
    const value = text === '' ? null : JSON.parse(text)
    return response.ok ? { ok: true, value } : { ok: false, problem: value }
  } catch {
    // No network, or not our server: there is nothing to tell apart for somebody who waits.
    return { ok: false, problem: null }
  }
}

export const getEvent = (slug: string) => call<Event>(slug)
export const getQueue = (slug: string) => call<QueueView>(`${slug}/queue`)
export const getDraw = (slug: string) => call<QueueDraw>(`${slug}/queue/draw`)
export const leave = (slug: string) => call<null>(`${slug}/queue`, { method: 'DELETE' })
export const join = (slug: string, body: QueueJoin) =>
  call<QueueView>(`${slug}/queue`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
