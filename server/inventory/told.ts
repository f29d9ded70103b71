import type { Told } from './availability.ts'

/** All of them, and still no promise where there is none to wait for. */
export function allTold(each: readonly Told[]): Told {
  const waiting = each.filter((told) => told !== undefined)
  if (waiting.length === 0) return
  return Promise.all(waiting).then(() => {})
}
