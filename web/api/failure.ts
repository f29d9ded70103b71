import type { Reply } from '../../contract/client.ts'
import type { Problem, RefusalCode, RefusalOf } from '../../contract/refusals.ts'

/** What TanStack Query is thrown when a call is refused, or when nothing answered (`problem` is null). */
export class CallFailed extends Error {
  readonly problem: Problem | null
  readonly retryAfterSeconds: number | null

  constructor(problem: Problem | null, retryAfterSeconds: number | null, cause?: unknown) {
    super(problem?.detail || problem?.title || 'The server could not be reached', { cause })
    this.name = 'CallFailed'
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The value of a reply, or a `CallFailed` thrown. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value
  throw failureOf(reply)
}

export function failureOf(reply: Exclude<Reply<unknown>, { ok: true }>): CallFailed {
  if (reply.problem === null) return new CallFailed(null, null, reply.cause)
  return new CallFailed(reply.problem, reply.retryAfterSeconds)
}

/** The refusal inside an error when it is the one asked for, with its data. */
export function refusedWith<C extends RefusalCode>(error: unknown, code: C): RefusalOf<C> | null {
  if (error instanceof CallFailed && error.problem?.code === code)
    return error.problem as unknown as RefusalOf<C>
  return null
}

/** True when trying again, unchanged, may well help. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof CallFailed)) return false
  return error.problem === null || error.problem.code === 'UNAVAILABLE' || error.problem.code === 'INTERNAL'
}
