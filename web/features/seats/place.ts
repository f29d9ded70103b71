import type { Money } from '../../../contract/shapes/basics.ts'

/** One place as the buyer knows it: chosen on the map, or in a hold. */
export interface Place {
  /** Its place in the availability bytes. */
  index: number
  seatId: string
  /** “Stalls, row C, seat 12” */
  label: string
  category: string
  price: Money
  /** What to know before choosing it: a restricted view, a wheelchair place. */
  notes?: readonly string[]
}
