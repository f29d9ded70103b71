import { SeatState } from '../../contract/seat-state.ts'

/** How a seat looks to this visitor: the server's states, and what is theirs. */
export const Look = { ...SeatState, selected: 4, ownHeld: 5, ownSold: 6, unknown: 7 } as const
export type LookName = keyof typeof Look
export type LookCode = (typeof Look)[LookName]
export const LOOKS = 8

export const lookNames = Object.keys(Look) as readonly LookName[]

export const isMine = (look: LookCode): boolean => look >= Look.selected && look <= Look.ownSold

export interface Mine {
  selected: ReadonlySet<number>
  ownHeld: ReadonlySet<number>
  ownSold: ReadonlySet<number>
}

/**
 * What is mine wins over what the server says of the seat in general: my seat is "held" to everybody else,
 * and one that I have selected may be held by me a moment before I am told so.
 */
export function lookOf(index: number, state: number, mine: Mine): LookCode {
  if (mine.ownSold.has(index)) return Look.ownSold
  if (mine.ownHeld.has(index)) return Look.ownHeld
  if (mine.selected.has(index)) return Look.selected
  return state as LookCode
}

/** Whether a tap may take or give back the seat. */
export const isTakeable = (look: LookCode): boolean => look === Look.free || look === Look.selected
