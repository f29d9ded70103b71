import type { Wish as SeatWish } from '../domain/picker.ts'
import type { Availability, HouseRefusal, Look, SeatRefusal, Undecided } from './availability.ts'

type No = SeatRefusal | Undecided

/** A "no" of a copy, and what the copy had been told and had chosen by then. */
export interface SeenNo {
  readonly no: No
  readonly look: Look
}

/**
 * Between two looks at a copy it has caught up with what others had done at some moment V. Gives the "no" that is one about V, or
 * null: this server may have chosen what was free at V, after others had freed what it had not heard of.
 *
 *   nothing has come open since the first look      that one's
 *   this server has chosen nothing since            the second one's
 *   what it has chosen would not have been enough   the second one's, with that
 */
export function noInBetween(
  availability: Pick<Availability, 'look' | 'refusalWithoutChoicesSince'>,
  first: SeenNo,
  second: No,
  wish: SeatWish | null,
): No | null {
  const { opened, chosen } = availability.look()
  if (opened === first.look.opened) return first.no
  if (chosen === first.look.chosen) return second
  const found: HouseRefusal | null = wish && availability.refusalWithoutChoicesSince(first.look, wish)
  return found !== null && second.code === 'UNDECIDED' ? { ...second, found } : found
}
