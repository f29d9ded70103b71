import type { RefusalCode } from '../../contract/refusals.ts'
import type { LabAct, LabBehaviour } from '../../contract/shapes/lab.ts'

/**
 * One request of a buyer as they saw it: when it was first sent, and when an answer was complete (or, after retries with one
 * key, the answer to any of them). Milliseconds of a clock that never jumps and that all processes of the lab share.
 * What happened at the server happened between the two; with `unknown`, at any time after the first, or never.
 */
export interface Recorded {
  buyer: number
  behaviour: LabBehaviour
  act: LabAct | 'look'
  from: number
  to: number
  outcome: 'ok' | 'refused' | 'unknown'
  code?: RefusalCode | 'NO_ANSWER'
  /** The Idempotency-Key; the same one is the same wish. */
  key?: string
  /** How often it was sent. */
  sent: number
  /** A wish for seats: these by index, or so many, in a category or area. */
  wish?: { seats?: number[]; quantity?: number; category?: string; area?: string }
  hold?: string
  order?: string
  /** Indexes: got, or with SEATS_TAKEN those that the refusal named. */
  seats?: number[]
  /** Of the hold, or what its order has moved its end to: the database's clock, ms since 1970. */
  endsAt?: number
  /** What the database's clock was said to be, ms since 1970, at some time between `from` and `to`. */
  clock?: number
  state?: string
  /** Minor units: of an order, and what its seats' prices add up to. */
  total?: number
  prices?: number
  tickets?: number
  paidLate?: boolean
  refunded?: number
  /** With `pay`: what the buyer's bank was told to do. */
  bank?: string
}
