import type { Wish as SeatWish } from '../domain/picker.ts'
import type { SeatIndex } from '../domain/seat-index.ts'

/** What a buyer asks of an event: these seats, or the best that fit. */
export type Wish = { readonly seats: readonly number[] } | SeatWish

export type HouseRefusal =
  | { code: 'SOLD_OUT' }
  | { code: 'NOT_ENOUGH_SEATS'; available: number }
  | { code: 'NO_ADJACENT_SEATS' }

export type SeatRefusal = HouseRefusal | { code: 'SEATS_TAKEN'; seats: number[] }

/**
 * Not now, but seats that would fit are at the ledger for someone else. `found` was true at this moment if each of those is kept,
 * which `settled` says; null where this copy knows too little to say even that, and has paused already: ask again.
 */
export interface Undecided<Refusal = SeatRefusal> {
  code: 'UNDECIDED'
  found: Refusal | null
  moment: Moment
}

export type Taken =
  /** Perhaps these: marked for this buyer until the ledger has spoken. `ticket` settles them. */
  { code: 'CANDIDATES'; seats: number[]; ticket: number } | Undecided | SeatRefusal

export type Previewed = { code: 'SEATS'; seats: number[] } | Undecided<HouseRefusal> | HouseRefusal

/** When a copy was looked at: between which of its candidates. Of no meaning to another copy. */
export interface Moment {
  /** Candidates that were open then have smaller tickets than this. */
  readonly before: number
  /** How many had been given back. */
  readonly returns: number
}

/**
 * What became of all candidates that were open at a moment: the ledger granted each of them; one came back at least, or may have;
 * or the wait was over before that was known.
 */
export type Settled = 'KEPT' | 'GIVEN_BACK' | 'UNDECIDED'

/** What a copy had been told, and had chosen, when it was looked at. */
export interface Look {
  /** How often a seat has come open. */
  readonly opened: number
  /** How often this server has chosen. */
  readonly chosen: number
}

export interface ClaimedSeat {
  seat: number
  /** 1 held, 2 sold, 3 blocked, 4 retired. */
  state: number
  holdId: string | null
}

export interface Change {
  from: number
  to: number
  /** Packed: seat index << 2 | state. */
  seats: number[]
}

/**
 * Nothing when it is done already, as in a server's own memory. A promise while others are being told: it never rejects, and
 * resolves within a bound even when they cannot be, so that a reply may wait for it.
 */
export type Told = void | Promise<void>

/** As much of the ledger as availability is rebuilt from. */
export interface LedgerReading {
  readonly claims: readonly ClaimedSeat[]
  readonly holds: readonly { readonly id: string; readonly expiresAt: Date }[]
}

/**
 * A copy of who has which seat of one event, in front of the ledger: in this server's memory, or shared by several servers.
 * It may refuse; it never grants.
 *
 * Each seat is in one of these conditions:
 *
 *   open       free as far as anyone knows; the picker may choose it
 *   candidate  chosen for a buyer whose claim is on its way to the ledger; shown as it was before
 *   held, sold, blocked   as the ledger said
 *   lapsed     held, but the hold's time is over by our reckoning: the picker may choose it, the ledger will judge;
 *              shown as held until the sweep has ended that hold in the ledger
 *
 * take: open | lapsed → candidate.  keep: candidate → held.  giveBack: candidate → what it was.
 * free: held | sold | blocked → open, if it still belongs to the hold that is ending.
 *
 * Every change of what is shown is announced through the `onChange` that it was made with: in version order, synchronously after
 * `states`, `counts` and `version` have changed. Where `from` is not the `to` before it, the copy was read anew.
 */
export interface Availability {
  readonly version: number
  /** One byte a seat as on the wire, in index order; always the latest. */
  readonly states: Uint8Array
  readonly counts: {
    readonly free: number
    readonly held: number
    readonly sold: number
    readonly blocked: number
  }
  readonly freeByCategory: Int32Array
  readonly freeByArea: Int32Array
  /**
   * Other servers may have changed what this copy has not heard of: a "no" that concerns the whole house has to be looked up in
   * the ledger before it is said.
   */
  readonly isDegraded: boolean

  /** A promise only where another process has to be asked. Rejects never: who cannot ask answers from their own copy. */
  take(wish: Wish): Taken | Promise<Taken>
  /** What the picker would choose if these were not free. Changes nothing. */
  preview(wish: SeatWish, except: readonly number[]): Previewed
  /** The ledger granted the candidates. */
  keep(ticket: number, seats: readonly number[], holdId: string, expiresAtMs: number): Told
  /** The ledger refused or could not be asked. `taken` are those that it says belong to someone else. */
  giveBack(ticket: number, seats: readonly number[], taken?: readonly number[]): Told
  /** Waits for what becomes of the candidates that were open at this moment. Resolves after `waitMs` at the latest. */
  settled(moment: Moment, waitMs: number): Promise<Settled>
  look(): Look
  /**
   * Why there would be nothing for this wish even if all that was chosen here since the look were free. Null when there would be
   * something, or too much was chosen since.
   */
  refusalWithoutChoicesSince(look: Look, wish: SeatWish): HouseRefusal | null

  sell(seats: readonly number[], holdId: string): Told
  /** The ledger has given them to a hold that nobody asked for here: an offer to somebody who waited. */
  grant(seats: readonly number[], holdId: string, expiresAtMs: number): Told
  /** Those that still belong to this hold; with null, those that were blocked. */
  free(seats: readonly number[], holdId: string | null): Told
  block(seats: readonly number[]): Told
  /** The hold's time is not over after all, or it was extended. */
  revive(seats: readonly number[], holdId: string, expiresAtMs: number): Told
  /** The hold's time is over by our reckoning. */
  lapse(seats: readonly number[], holdId: string): Told
  /**
   * Reads the ledger and replaces everything by what it says, but for candidates and what has changed since the reading began.
   * `enter` is called once, synchronously with the copy's own change and before it is announced. `drift`: seats it had wrong.
   * The first call fills the copy, which may be by what other servers share already. Rejects when the ledger cannot be read.
   */
  rebuild<Reading extends LedgerReading>(
    read: () => Promise<Reading>,
    enter: (reading: Reading) => void,
  ): Promise<{ drift: number }>
  /**
   * Whether others share this copy, nobody has compared it with the ledger for so long, and this server is the first to ask: then
   * it is for this one to rebuild it. False while this server is alone: then it is read anew in any case.
   */
  claimComparison(everyMs: number): Promise<boolean>
  /** Nobody asks it any more: stops listening to others. */
  close(): void
}

export interface AvailabilityOptions {
  eventId: string
  index: SeatIndex
  planVersion: number
  /** Of these categories nothing is chosen for who has not unlocked them. */
  locked: readonly string[]
  /** Greater than any version an earlier copy of the same event reached: the start in microseconds is. A shared one has its own. */
  startVersion: number
  onChange(change: Change): void
}

/** Makes the empty copy of an event, which `rebuild` fills. Seats that the plan has retired are blocked from the start. */
export type CreateAvailability = (options: AvailabilityOptions) => Availability
