/**
 * What an act comes to: the thing asked for, or a refusal. A refusal is an expected answer and is returned, never
 * thrown; what is thrown is a fault (`fault.ts`) or a bug.
 */
export type Outcome<T, R> = Success<T> | Refused<R>

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

export interface Refused<R> {
  readonly ok: false
  readonly refusal: R
}

export function ok<T>(value: T): Success<T> {
  return { ok: true, value }
}

/** `const` keeps the code's literal type, so that `refuse({ code: 'SOLD_OUT' })` fits exactly the refusals allowed. */
export function refuse<const R extends { readonly code: string }>(refusal: R): Refused<R> {
  return { ok: false, refusal }
}
