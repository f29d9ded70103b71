import type { Inventory } from '../inventory/inventory.ts'
import type { Pool } from '../postgres/pool.ts'
import type { Database } from '../sql/tables.ts'
import type { AdmissionGate } from './admission-gate.ts'
import type { EventIds } from './find-event.ts'

/** What the acts of booking work with. */
export interface Booking {
  inventory: Inventory
  eventIds: EventIds
  pool: Pool
  /** Composes queries for what is not on the hot path. */
  database: Database
  uuid: () => string
  /** Says who may not hold seats now, for events with a waiting room. */
  admissions: AdmissionGate
  /** What a ticket's QR code says. */
  ticketCode: (ticketId: string) => string
}

/** Who asks, as the server knows it. */
export interface Caller {
  /** New holds and orders are this one's. */
  readonly customerId: string
  /** Whose things the caller may see: an account's, and those of the guest in the same browser. */
  readonly customerIds: readonly string[]
  /** What they show of having been let in by a waiting room. */
  readonly admission?: string
}
