import type { Look } from './availability.ts'

/** A "no" of a copy, and what the copy had been told and had chosen by then. */
export interface SeenNo<No> {
  readonly no: No
  readonly look: Look
}

/**
 * Between two looks the copy has caught up with what others had done at some moment V. Which "no" is one about that moment: the
 * first, if nothing has come open since; the second, if this server has chosen nothing since. Null when neither is: it may have chosen what
 * was free at V, after others had freed what it had not heard of.
 */
export function noInBetween<No>(first: SeenNo<No>, second: SeenNo<No>): No | null {
  if (second.look.opened === first.look.opened) return first.no
  if (second.look.chosen === first.look.chosen) return second.no
  return null
}
