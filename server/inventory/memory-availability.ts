import { SeatState } from '../../contract/seat-state.ts'
import { createGatedPicker } from '../domain/gated-picker.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import type {
  Availability,
  AvailabilityOptions,
  Change,
  ClaimedSeat,
  HouseRefusal,
  LedgerReading,
  Look,
  Moment,
  Previewed,
  Taken,
  Undecided,
  Wish,
} from './availability.ts'
import { createUndecidedClaims } from './undecided.ts'

/** An availability that asks nobody: each of its acts is done when it returns. */
export interface MemoryAvailability extends Availability {
  take(wish: Wish): Taken
  /** Makes a seat the candidate of somebody who did not choose it here. Its ticket; null when it is not open. */
  setAside(seat: number): number | null
  /** The ledger granted candidates to a hold that has been entered by other means. */
  kept(ticket: number, seats: readonly number[]): void
  now(): Moment
  /** Candidates may have come back without this copy's hearing of it. */
  doubt(): void
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

  const undecided = createUndecidedClaims()
  let opened = 0
  let chosen = 0
  /** The last of what was chosen here, the oldest first. */
  const lastChosen: number[][] = []

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

  function isOpen(seat: number): boolean {
    return candidate[seat] === 0 && (states[seat] === SeatState.free || lapsed[seat] === 1)
  }

  function refresh(seat: number): void {
    const comesOpen = isOpen(seat)
    if (comesOpen && !picker.isFree(seat)) opened += 1
    picker.setFree(seat, comesOpen)
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
      const awaited: number[] = []
      const taken: number[] = []
      for (const seat of wish.seats) {
        if (candidate[seat] === 1) awaited.push(seat)
        else if (states[seat] !== SeatState.free && lapsed[seat] === 0) taken.push(seat)
      }
      if (taken.length > 0) return { code: 'SEATS_TAKEN', seats: taken }
      if (awaited.length > 0) return wait({ code: 'SEATS_TAKEN', seats: awaited })
      return choose([...wish.seats])
    }
    const picked = picker.pick(wish)
    if (picked.ok) return choose(picked.seats)
    // A candidate may yet come back: until it is settled, nobody is told that there is nothing.
    if (candidates > 0) return wait(picked)
    return picked
  }

  function wait<Refusal>(found: Refusal): Undecided<Refusal> {
    return { code: 'UNDECIDED', found, moment: undecided.now() }
  }

  function preview(wish: SeatWish, except: readonly number[]): Previewed {
    const left = except.filter((seat) => picker.isFree(seat))
    for (const seat of left) picker.setFree(seat, false)
    const picked = picker.pick(wish)
    for (const seat of left) picker.setFree(seat, true)
    if (picked.ok) return { code: 'SEATS', seats: picked.seats.sort((a, b) => a - b) }
    return candidates > 0 ? wait(picked) : picked
  }

  function choose(seats: number[]): Taken {
    seats.sort((a, b) => a - b)
    chosen += 1
    lastChosen.push(seats)
    if (lastChosen.length > inventoryLimits.choicesRemembered) lastChosen.shift()
    return { code: 'CANDIDATES', seats, ticket: mark(seats) }
  }

  function refusalWithoutChoicesSince(look: Look, wish: SeatWish): HouseRefusal | null {
    const first = lastChosen.length - (chosen - look.chosen)
    if (first < 0) return null
    const ours = [...new Set(lastChosen.slice(first).flat())].filter((seat) => !picker.isFree(seat))
    for (const seat of ours) picker.setFree(seat, true)
    const picked = picker.pick(wish)
    for (const seat of ours) picker.setFree(seat, false)
    return picked.ok ? null : picked
  }

  function mark(seats: readonly number[]): number {
    for (const seat of seats) {
      candidate[seat] = 1
      refresh(seat)
    }
    candidates += seats.length
    return undecided.open()
  }

  function setAside(seat: number): number | null {
    return isOpen(seat) ? mark([seat]) : null
  }

  function unmark(seats: readonly number[]): void {
    candidates -= seats.length
    for (const seat of seats) candidate[seat] = 0
  }

  function keep(ticket: number, seats: readonly number[], holdId: string): void {
    undecided.kept(ticket)
    unmark(seats)
    change(seats, SeatState.held, holdId)
  }

  function kept(ticket: number, seats: readonly number[]): void {
    undecided.kept(ticket)
    unmark(seats)
    for (const seat of seats) refresh(seat)
  }

  function giveBack(ticket: number, seats: readonly number[], taken: readonly number[] = []): void {
    undecided.givenBack(ticket)
    unmark(seats)
    for (const seat of seats) refresh(seat)
    // Whose they are is not known here; they are shown as held, and the next rebuild learns the rest.
    change(taken, SeatState.held, null)
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
    setAside,
    kept,
    now: undecided.now,
    refusalWithoutChoicesSince,
    doubt: undecided.doubt,
    settled: undecided.settled,
    look: () => ({ opened, chosen }),
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
