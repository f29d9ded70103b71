import type { CodeFault } from '../../contract/refusals.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Wish } from './availability.ts'
import type { LiveHold } from './sale.ts'

export interface HoldRequest {
  customerId: string
  wish: Wish
  /** The client's Idempotency-Key, and a digest of the request that came with it. */
  key: string | null
  hash: string | null
  /** The buyer's code, where the event may ask for one. */
  code?: string | null
}

export interface Granted {
  hold: LiveHold
  /** The database's clock when it was granted. */
  clock: Date
}

export type HoldRefusal =
  /** Indexes, not ids. */
  | { code: 'SEATS_TAKEN'; seats: number[] }
  | {
      code:
        | 'SOLD_OUT'
        | 'NO_ADJACENT_SEATS'
        | 'NOT_ON_SALE'
        | 'LIMIT_EXCEEDED'
        | 'NOT_FOUND'
        | 'IDEMPOTENCY_KEY_REUSED'
    }
  | { code: 'CODE_REQUIRED'; categories: string[] }
  | { code: 'INVALID_CODE'; reason: CodeFault }
  | { code: 'NOT_ENOUGH_SEATS'; available: number }
  /** The key led to this hold before. */
  | { code: 'DUPLICATE'; hold: string }

export type HoldOutcome = Outcome<Granted, HoldRefusal>
