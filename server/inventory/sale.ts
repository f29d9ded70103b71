import type { SeatIndex } from '../domain/seat-index.ts'
import type { ClaimJob, ClaimVerdict } from '../sql/claim-seats.ts'
import type { SellJob, SellVerdict } from '../sql/sell-holds.ts'
import type { EventRow } from '../sql/tables.ts'
import type { Availability } from './availability.ts'
import type { GroupCommit } from './group-commit.ts'
import type { LapseQueue, Lapsing } from './lapse-queue.ts'

/** Everything the engine knows of one event: its rules, its plan by index, and a copy of who has what. */
export interface Sale {
  /** Replaced as a whole when the event's row changes. */
  event: EventRow
  readonly index: SeatIndex
  /** Minor units by position in `index.categories`. */
  readonly prices: readonly number[]

  readonly version: number
  /** One byte a seat, in index order; always the latest. */
  readonly states: Uint8Array
  readonly counts: Availability['counts']
  readonly freeByCategory: Int32Array
  readonly freeByArea: Int32Array

  readonly availability: Availability
  /** Live holds by id, as far as this server knows them. */
  readonly holds: Map<string, LiveHold>
  readonly lapses: LapseQueue<LiveHold>
  /** Holds whose time is over by our reckoning and that the ledger has not been asked to end yet. */
  readonly due: LiveHold[]
  /** Other servers' holds whose time is over, and when it is this one's turn to end them. */
  readonly leftBehind: LapseQueue<LeftBehind>
  /**
   * Somebody waits for seats of this event, as far as this server knows: what lapses is theirs then, and no passer-by is
   * sent to the ledger for it. Wrong, it costs a refusal there, or a transaction in place of a statement.
   */
  waiting: boolean
  /** A set for each reading of the ledger that is under way: the holds that ended since it began. */
  readonly readings: Set<Set<string>>
  readonly claims: GroupCommit<ClaimJob, ClaimVerdict>
  readonly freeSales: GroupCommit<SellJob, SellVerdict>
}

export interface LeftBehind extends Lapsing {
  readonly hold: LiveHold
}

/** The server's copy of a live hold. The ledger has the truth; this one answers without asking it. */
export interface LiveHold {
  readonly id: string
  readonly eventId: string
  /** Changes once, when a guest signs in. */
  customerId: string
  /** Ascending indexes, and minor units beside them. */
  readonly seats: readonly number[]
  readonly amounts: readonly number[]
  readonly total: number
  /** By the database's clock; moves when the customer is given more time, and when payment begins. */
  expiresAtMs: number
  expiresAt: string
  orderId: string | null
  /** What it was held with, where the event asks for a code. */
  readonly code: string | null
  /** False from the moment it ended. */
  live: boolean
  /** This server made it, and ends it when its time is over; another one's it ends only later, if nobody else has. */
  readonly isOurs: boolean
}

/**
 * Only what is certain is refused by this; the instant of opening itself is the ledger's to judge. Whoever has a code may
 * come as early as the presale.
 */
export function isSurelyNotOnSale({ event }: Sale, nowMs: number, hasCode = false): boolean {
  if (event.starts_at.getTime() <= nowMs - 1000) return true
  const opens = (hasCode && event.presale_at) || event.on_sale_at
  return opens !== null && opens.getTime() > nowMs + 1000
}

/** Whether some seats of this event are, or were, only for who has a code. */
export function asksForCodes({ event }: Sale): boolean {
  return event.presale_at !== null || event.locked_categories.length > 0
}

/** The category of each seat. */
export function categoriesOf({ index }: Pick<Sale, 'index'>, seats: readonly number[]): string[] {
  return seats.map((seat) => index.categories[index.categoryOf[seat]!]?.name ?? '')
}
