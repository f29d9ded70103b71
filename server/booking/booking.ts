import type { ReceiptSeller } from '../domain/receipt.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Pool } from '../postgres/pool.ts'
import type { Database } from '../sql/tables.ts'
import type { TicketSeal } from '../tickets/ticket-seal.ts'
import type { AdmissionGate } from './admission-gate.ts'
import type { EventIds } from './find-event.ts'
import type { PaymentDesk } from './payment-desk.ts'

/** What the acts of booking work with. */
export interface Booking {
  inventory: Inventory
  eventIds: EventIds
  pool: Pool
  /** Composes queries for what is not on the hot path. */
  database: Database
  uuid: () => string
  payments: PaymentDesk
  /** Says who may not hold seats now, for events with a waiting room. */
  admissions: AdmissionGate
  /** To be called when a mail was put into the outbox and is committed: else it leaves some seconds later. */
  wakeMail: () => void
  /** There is a mail server. Without one, mails are only kept. */
  sendsMail: boolean
  /** Signs tickets, and knows its own signature again. */
  seal: TicketSeal
  /** Who receipts are from; null: the event's organiser. */
  seller: ReceiptSeller | null
  /** Wallet apps that passes are made for. */
  wallets: readonly ('apple' | 'google')[]
}

/** What it takes to look after payments. */
export type PaymentParts = Pick<Booking, 'pool' | 'inventory' | 'payments' | 'wakeMail'>

/** Who asks, as the server knows it. */
export interface Caller {
  /** New holds and orders are this one's. */
  readonly customerId: string
  /** Whose things the caller may see: an account's, and those of the guest in the same browser. */
  readonly customerIds: readonly string[]
  /** What they show of having been let in by a waiting room. */
  readonly admission?: string
  /** The sandbox whose run they belong to. */
  readonly sandbox?: string
}
