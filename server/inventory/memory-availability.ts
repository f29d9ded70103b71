import { SeatState } from '../../contract/seat-state.ts'
import { createGatedPicker } from '../domain/gated-picker.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import type {
  Availability,
  AvailabilityOptions,
  Change,
  ClaimedSeat,
  LedgerReading,
  Previewed,
  Taken,
  Wish,
} from './availability.ts'

/** An availability that asks nobody: each of its acts is done when it returns. */
export interface MemoryAvailability extends Availability {
  take(wish: Wish): Taken
  /** Replaces everything but what changed since `mark` by what the ledger says. `drift`: seats it had wrong. */
  replace(claims: readonly ClaimedSeat[], mark: number): Change & { drift: number }
  /** Remembers this moment for `replace`. */
  mark(): number
  /** The hold a seat is held for or was sold to, as far as this copy knows. */
  holdOf(seat: number): string | null
}

/**
 * The copy of one event in this process's memory. Everything but `rebuild` is synchronous, so a seat cannot change between
 * being chosen and being marked.
 */
export function createMemoryAvailability({
  index,
  startVersion,
  locked,
  onChange,
}: Pick<AvailabilityOptions, 'index' | 'startVersion' | 'locked' | 'onChange'>): MemoryAvailability {
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
  enter(index.retired, SeatState.blocked, null)

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

  function change(seats: Iterable<number>, state: number, holdId: string | null): void {
    announce(enter(seats, state, holdId))
  }

  function announce(changed: Change): void {
    if (changed.seats.length > 0) onChange(changed)
  }

  /** The only place where a state changes. */
  function enter(seats: Iterable<number>, state: number, holdId: string | null): Change {
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

  function keep(ticket: number, seats: readonly number[], holdId: string): void {
    settle(ticket, seats)
    change(seats, SeatState.held, holdId)
    wake()
  }

  function giveBack(ticket: number, seats: readonly number[], taken: readonly number[] = []): void {
    settle(ticket, seats)
    for (const seat of seats) refresh(seat)
    // Whose they are is not known here; they are shown as held, and the next rebuild learns the rest.
    change(taken, SeatState.held, null)
    const all = waiters
    waiters = []
    for (const waiter of all) waiter.resolve()
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
      packed.push(...enter([seat], state, holdId).seats)
    }
    return { from, to: version, seats: packed, drift }
  }

  async function rebuild<Reading extends LedgerReading>(
    read: () => Promise<Reading>,
    enterReading: (reading: Reading) => void,
  ): Promise<{ drift: number }> {
    const since = moment
    const reading = await read()
    const { drift, ...changed } = replace(reading.claims, since)
    enterReading(reading)
    announce(changed)
    return { drift }
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
    isDegraded: false,
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
    rebuild,
    replace,
    mark: () => moment,
    holdOf: (seat) => holdOf[seat] ?? null,
    claimComparison: async () => false,
    close() {},
  }
}
