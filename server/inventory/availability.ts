import { SeatState } from '../../contract/seat-state.ts'
import { createGatedPicker } from '../domain/gated-picker.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import type { SeatIndex } from '../domain/seat-index.ts'

/** What a buyer asks of an event: these seats, or the best that fit. */
export type Wish = { readonly seats: readonly number[] } | SeatWish

export type Taken =
  /** Perhaps these: marked for this buyer until the ledger has spoken. `ticket` settles them. */
  | { code: 'CANDIDATES'; seats: number[]; ticket: number }
  /** Not now, but seats that would fit are at the ledger for someone else: ask again when those are settled. */
  | { code: 'UNDECIDED' }
  | { code: 'SEATS_TAKEN'; seats: number[] }
  | { code: 'SOLD_OUT' }
  | { code: 'NOT_ENOUGH_SEATS'; available: number }
  | { code: 'NO_ADJACENT_SEATS' }

export type Previewed =
  | { code: 'SEATS'; seats: number[] }
  | Exclude<Taken, { code: 'CANDIDATES' | 'SEATS_TAKEN' }>

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
 * A copy in memory of who has which seat of one event, in front of the ledger. It may refuse; it never grants.
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
 * Everything here is synchronous, so a seat cannot change between being chosen and being marked.
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

  take(wish: Wish): Taken
  /** What the picker would choose if these were not free. Changes nothing. */
  preview(wish: SeatWish, except: readonly number[]): Previewed
  /** The ledger granted the candidates. */
  keep(ticket: number, seats: readonly number[], holdId: string): Change
  /** The ledger refused or could not be asked. `taken` are those that it says belong to someone else. */
  giveBack(ticket: number, seats: readonly number[], taken?: readonly number[]): Change
  /** Resolves when every claim that is at the ledger now has been settled, or a candidate was given back. */
  settled(): Promise<void>

  sell(seats: readonly number[], holdId: string): Change
  /** The ledger has given them to a hold that nobody asked for here: an offer to somebody who waited. */
  grant(seats: readonly number[], holdId: string): Change
  free(seats: readonly number[], holdId: string | null): Change
  block(seats: readonly number[]): Change
  /** The hold's time is not over after all, or it was extended. */
  revive(seats: readonly number[], holdId: string): Change
  /** The hold's time is over by our reckoning. */
  lapse(seats: readonly number[], holdId: string): void
  /** Replaces everything but what changed since `mark` by what the ledger says. `drift`: seats it had wrong. */
  replace(claims: readonly ClaimedSeat[], mark: number): Change & { drift: number }
  /** Remembers this moment for `replace`. */
  mark(): number
  /** The hold a seat is held for or was sold to, as far as this copy knows. */
  holdOf(seat: number): string | null
}

/**
 * `startVersion` must be greater than any version an earlier copy of the same event reached: the start in microseconds is.
 * Seats the plan has retired are blocked from the start. Of `locked` categories nothing is chosen for who has not unlocked them.
 */
export function createAvailability(
  index: SeatIndex,
  startVersion: number,
  locked: readonly string[] = [],
): Availability {
  const { places } = index
  const picker = createGatedPicker(index, locked)
  const states = new Uint8Array(places)
  const candidate = new Uint8Array(places)
  const lapsed = new Uint8Array(places)
  /** The hold that a seat is held for or was sold to. */
  const holdOf = new Array<string | null>(places).fill(null)
  const changedAt = new Float64Array(places)
  const freeByCategory = new Int32Array(index.categories.length)
  const freeByArea = new Int32Array(index.areas.length)
  const counts = [0, 0, 0, 0]
  let version = startVersion
  let candidates = 0
  let moment = 0

  /** Claims at the ledger, by the number they were given when their seats were chosen. */
  let nextTicket = 0
  const open = new Set<number>()
  let waiters: { before: number; resolve: () => void }[] = []

  for (let seat = 0; seat < places; seat += 1) count(seat, SeatState.free, 1)
  if (index.retired.length > 0) change(index.retired, SeatState.blocked, null)

  function count(seat: number, state: number, by: number): void {
    counts[state]! += by
    if (state !== SeatState.free) return
    const category = index.categoryOf[seat]!
    if (category < freeByCategory.length) freeByCategory[category]! += by
    const area = index.areaOf[seat]!
    if (area >= 0) freeByArea[area]! += by
  }

  function refresh(seat: number): void {
    picker.setFree(seat, candidate[seat] === 0 && (states[seat] === SeatState.free || lapsed[seat] === 1))
  }

  /** The only place where a state changes. */
  function change(seats: Iterable<number>, state: number, holdId: string | null): Change {
    const from = version
    const packed: number[] = []
    moment += 1
    for (const seat of seats) {
      holdOf[seat] = holdId
      lapsed[seat] = 0
      changedAt[seat] = moment
      const before = states[seat]!
      if (before !== state) {
        states[seat] = state
        count(seat, before, -1)
        count(seat, state, 1)
        version += 1
        packed.push((seat << 2) | state)
      }
      refresh(seat)
    }
    return { from, to: version, seats: packed }
  }

  function take(wish: Wish): Taken {
    if ('seats' in wish) {
      let undecided = false
      const taken: number[] = []
      for (const seat of wish.seats) {
        if (candidate[seat] === 1) undecided = true
        else if (states[seat] !== SeatState.free && lapsed[seat] === 0) taken.push(seat)
      }
      if (taken.length > 0) return { code: 'SEATS_TAKEN', seats: taken }
      if (undecided) return { code: 'UNDECIDED' }
      return choose([...wish.seats])
    }
    const picked = picker.pick(wish)
    if (picked.ok) return choose(picked.seats)
    // A candidate may yet come back: until it is settled, nobody is told that there is nothing.
    if (candidates > 0) return { code: 'UNDECIDED' }
    return picked
  }

  function preview(wish: SeatWish, except: readonly number[]): Previewed {
    const left = except.filter((seat) => picker.isFree(seat))
    for (const seat of left) picker.setFree(seat, false)
    const picked = picker.pick(wish)
    for (const seat of left) picker.setFree(seat, true)
    if (picked.ok) return { code: 'SEATS', seats: picked.seats.sort((a, b) => a - b) }
    return candidates > 0 ? { code: 'UNDECIDED' } : picked
  }

  function choose(seats: number[]): Taken {
    seats.sort((a, b) => a - b)
    for (const seat of seats) {
      candidate[seat] = 1
      refresh(seat)
    }
    candidates += seats.length
    const ticket = nextTicket++
    open.add(ticket)
    return { code: 'CANDIDATES', seats, ticket }
  }

  function settle(ticket: number, seats: readonly number[]): void {
    if (!open.delete(ticket)) throw new Error(`candidates ${ticket} were settled twice`)
    candidates -= seats.length
    for (const seat of seats) candidate[seat] = 0
  }

  function keep(ticket: number, seats: readonly number[], holdId: string): Change {
    settle(ticket, seats)
    const kept = change(seats, SeatState.held, holdId)
    wake()
    return kept
  }

  function giveBack(ticket: number, seats: readonly number[], taken: readonly number[] = []): Change {
    settle(ticket, seats)
    for (const seat of seats) refresh(seat)
    // Whose they are is not known here; they are shown as held, and the next rebuild learns the rest.
    const corrected = change(taken, SeatState.held, null)
    const all = waiters
    waiters = []
    for (const waiter of all) waiter.resolve()
    return corrected
  }

  function settled(): Promise<void> {
    if (open.size === 0) return Promise.resolve()
    return new Promise((resolve) => waiters.push({ before: nextTicket, resolve }))
  }

  /** Tickets are given and settled in about the same order, so the oldest open one says who may go on. */
  function wake(): void {
    if (waiters.length === 0) return
    // A Set keeps the order of insertion: its first ticket is the oldest.
    const oldest = open.values().next().value ?? nextTicket
    let ready = 0
    while (ready < waiters.length && waiters[ready]!.before <= oldest) ready += 1
    for (const waiter of waiters.splice(0, ready)) waiter.resolve()
  }

  function replace(claims: readonly ClaimedSeat[], since: number): Change & { drift: number } {
    const from = version
    const packed: number[] = []
    let drift = 0
    const claimOf = new Map(claims.map((claim) => [claim.seat, claim]))
    for (let seat = 0; seat < places; seat += 1) {
      if (candidate[seat] === 1 || changedAt[seat]! > since) continue
      const claim = claimOf.get(seat)
      const state = claim === undefined ? SeatState.free : Math.min(claim.state, SeatState.blocked)
      const holdId = claim?.holdId ?? null
      if (states[seat] === state && holdOf[seat] === holdId) continue
      if (states[seat] !== state) drift += 1
      packed.push(...change([seat], state, holdId).seats)
    }
    return { from, to: version, seats: packed, drift }
  }

  return {
    get version() {
      return version
    },
    states,
    get counts() {
      return { free: counts[0]!, held: counts[1]!, sold: counts[2]!, blocked: counts[3]! }
    },
    freeByCategory,
    freeByArea,
    take,
    preview,
    keep,
    giveBack,
    settled,
    sell: (seats, holdId) => change(seats, SeatState.sold, holdId),
    grant: (seats, holdId) => change(seats, SeatState.held, holdId),
    free: (seats, holdId) =>
      change(
        seats.filter((seat) => holdOf[seat] === holdId),
        SeatState.free,
        null,
      ),
    revive: (seats, holdId) =>
      change(
        seats.filter((seat) => holdOf[seat] === holdId && states[seat] === SeatState.held),
        SeatState.held,
        holdId,
      ),
    block: (seats) => change(seats, SeatState.blocked, null),
    lapse(seats, holdId) {
      for (const seat of seats) {
        if (holdOf[seat] !== holdId || states[seat] !== SeatState.held) continue
        lapsed[seat] = 1
        refresh(seat)
      }
    },
    replace,
    mark: () => moment,
    holdOf: (seat) => holdOf[seat] ?? null,
  }
}
