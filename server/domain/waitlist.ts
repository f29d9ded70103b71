import type { Picker } from './picker.ts'
import { SeatFlag, type SeatIndex } from './seat-index.ts'

/**
 * Who of those that wait gets which of the free seats.
 *
 * **First come, first served, of those who fit.** The list is gone through in order. Whoever fits into what is free gets
 * their seats, chosen as for any buyer; whoever does not is passed over, and the next is looked at. So no seat lies idle
 * while somebody who fits waits.
 *
 * **Nobody is passed for ever.** Each time somebody behind gets a seat that a passed party could have used, that is one pass.
 * After `passes` of them, or `passMs` after the first, the party is not passed any more: seats are *gathered* for it, kept out
 * of the sale until there are enough, and then offered together.
 *
 *   any seats        every free seat that it could use is kept, until the party is complete
 *   seats together   seats are kept in one stretch only, where the party could sit: the one with the most free seats in it
 *                    (or one standing area). Which one that is may change with every seat that comes free. So at most one seat
 *                    less than the party is large is ever kept idle, and what is free elsewhere goes on to those behind.
 *
 * What is gathered for somebody may still go to those in front of them, who have waited longer, and never to those behind.
 *
 * Everything here is one synchronous look at one moment: entries, free seats and the time are arguments.
 */
export interface Waiting {
  readonly id: string
  /** One person or more. */
  readonly quantity: number
  /** Null: any. */
  readonly categories: readonly string[] | null
  readonly area: string | null
  readonly adjacent: boolean
  readonly gathering: boolean
  /** Seats that are kept for it now. */
  readonly gathered: readonly number[]
  readonly passed: number
  readonly firstPassedAtMs: number | null
}

export interface PassRules {
  readonly passes: number
  readonly passMs: number
  readonly nowMs: number
  /** Categories behind a code: nobody who waits gets them. */
  readonly closed: readonly string[]
}

export interface Decision {
  offers: { id: string; seats: number[] }[]
  /** Of everyone for whom seats are gathered now: all of them, ascending; none, when what was kept went to those in front. */
  gathers: { id: string; seats: number[] }[]
  passed: { id: string; passed: number; firstPassedAtMs: number }[]
}

/** `picker` knows the plan of `index`, has a part for every category (gated), and nothing in it is free; so it is given back. */
export function decideOffers(
  index: SeatIndex,
  picker: Picker,
  free: readonly number[],
  entries: readonly Waiting[],
  rules: PassRules,
): Decision {
  const house = openHouse(index, picker, [...free, ...entries.flatMap((entry) => entry.gathered)])
  const offers: Decision['offers'] = []
  const gathers: Decision['gathers'] = []
  const passed = new Map<string, Decision['passed'][number]>()
  let skipped: Party[] = []

  const gather = (party: Party): void => {
    const seats = party.entry.adjacent ? bestStretch(house, party) : allUsable(house, party)
    house.take(seats)
    gathers.push({ id: party.entry.id, seats })
  }
  const isStarved = ({ entry, passes, firstMs }: Party): boolean =>
    entry.gathering || passes >= rules.passes || (firstMs !== null && rules.nowMs - firstMs >= rules.passMs)

  for (const entry of entries) {
    const party = partyOf(index, entry, rules)
    const picked = house.isEmpty() ? null : house.pick(party)
    if (picked === null) {
      if (isStarved(party)) gather(party)
      else skipped.push(party)
      continue
    }
    house.take(picked)
    offers.push({ id: entry.id, seats: picked })
    for (const other of skipped) {
      if (!picked.some(other.canUse)) continue
      other.passes += 1
      other.firstMs ??= rules.nowMs
      passed.set(other.entry.id, {
        id: other.entry.id,
        passed: other.passes,
        firstPassedAtMs: other.firstMs,
      })
    }
    for (const other of skipped) if (isStarved(other)) gather(other)
    skipped = skipped.filter((other) => !isStarved(other))
  }
  house.close()
  return { offers, gathers, passed: [...passed.values()] }
}

/** Whether a party would find what it wants among the free seats: then it has no reason to wait. */
export function findsSeats(
  index: SeatIndex,
  picker: Picker,
  free: readonly number[],
  entry: Waiting,
  closed: readonly string[],
): boolean {
  const house = openHouse(index, picker, free)
  const party = partyOf(index, entry, { closed })
  const found = house.pick(party) !== null
  house.close()
  return found
}

interface Party {
  readonly entry: Waiting
  readonly allowed: readonly string[]
  canUse(seat: number): boolean
  passes: number
  firstMs: number | null
}

function partyOf(index: SeatIndex, entry: Waiting, { closed }: Pick<PassRules, 'closed'>): Party {
  const wanted = entry.categories ?? index.categories.map(({ name }) => name)
  const allowed = wanted.filter((name) => !closed.includes(name))
  const numbers = new Set(index.categories.flatMap(({ name }, at) => (allowed.includes(name) ? [at] : [])))
  const area = entry.area === null ? null : index.areas.findIndex(({ id }) => id === entry.area)
  return {
    entry,
    allowed,
    canUse: (seat) =>
      numbers.has(index.categoryOf[seat]!) &&
      (area === null || index.areaOf[seat] === area) &&
      (index.flags[seat]! & (SeatFlag.accessible | SeatFlag.retired)) === 0,
    passes: entry.passed,
    firstMs: entry.firstPassedAtMs,
  }
}

type House = ReturnType<typeof openHouse>

function openHouse(index: SeatIndex, picker: Picker, seats: readonly number[]) {
  const free = new Set(seats.filter((seat) => seat < index.places))
  for (const seat of free) picker.setFree(seat, true)
  return {
    index,
    free,
    isEmpty: () => free.size === 0,
    pick({ entry, allowed }: Party): number[] | null {
      if (allowed.length === 0) return null
      const picked = picker.pick({
        quantity: entry.quantity,
        unlocked: allowed,
        ...(entry.adjacent && { adjacent: true }),
        ...(entry.area !== null && { area: entry.area }),
      })
      return picked.ok ? picked.seats.toSorted((a, b) => a - b) : null
    },
    take(taken: readonly number[]): void {
      for (const seat of taken) {
        free.delete(seat)
        picker.setFree(seat, false)
      }
    },
    close(): void {
      for (const seat of free) picker.setFree(seat, false)
    },
  }
}

/** Fewer than the party needs, or it would have been given them. */
function allUsable({ free }: House, party: Party): number[] {
  return [...free].filter(party.canUse).sort((a, b) => a - b)
}

/** The free seats of the stretch that lacks the fewest; what was gathered before stays, where another is no better. */
function bestStretch({ index, free }: House, party: Party): number[] {
  const { quantity, gathered } = party.entry
  const kept = new Set(gathered)
  let best: number[] = []
  let bestWorth = 0
  const offer = (stretch: readonly number[]): void => {
    const seats = stretch.filter((seat) => free.has(seat)).slice(0, quantity)
    const worth = seats.length + seats.filter((seat) => kept.has(seat)).length / (quantity + 1)
    if (worth <= bestWorth) return
    best = seats
    bestWorth = worth
  }
  const { runs, areaUnits } = index
  for (let run = 0; run < runs.count; run += 1) {
    const seats = [...runs.seats.subarray(runs.starts[run]!, runs.starts[run + 1]!)]
    if (!seats.some((seat) => free.has(seat))) continue
    for (let at = 0; at + quantity <= seats.length; at += 1) {
      const stretch = seats.slice(at, at + quantity)
      if (stretch.every(party.canUse)) offer(stretch)
    }
  }
  for (const units of areaUnits) {
    const usable = [...units].filter(party.canUse)
    if (usable.length >= quantity) offer(usable.toSorted((a, b) => Number(kept.has(b)) - Number(kept.has(a))))
  }
  return best.sort((a, b) => a - b)
}
