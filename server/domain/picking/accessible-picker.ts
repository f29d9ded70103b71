import { SeatFlag, type SeatIndex } from '../seat-index.ts'
import { createFreeRanks, type FreeRanks } from './free-ranks.ts'
import type { RowPicker } from './row-picker.ts'
import { ANY_CATEGORY } from './run-window.ts'

/** Wheelchair places tried for a party that need not sit together, before the fullest company is taken. */
const PLACES_TRIED = 64

export interface AccessiblePicker {
  setFree(seat: number, free: boolean): void
  /** Free accessible places of a category, or of `ANY_CATEGORY`. */
  count(category: number): number
  /** One wheelchair place and its company, all together, or undefined. */
  together(category: number, quantity: number): number[] | undefined
  /** One wheelchair place, as much company beside it as there is, and the rest as near as possible. */
  nearby(category: number, quantity: number, others: RowPicker, othersFree: number): number[]
}

export function createAccessiblePicker(
  index: SeatIndex,
  cost: Float64Array,
  isFree: (seat: number) => boolean,
  reserve: (seats: readonly number[]) => void,
  restore: (seats: readonly number[]) => void,
): AccessiblePicker {
  const { flags, categoryOf, companionOf, runs } = index
  const places = [...runs.seats.keys()].filter((at) => flags[runs.seats[at]!]! & SeatFlag.accessible)
  // By cost; each remembers where it sits in `runs.seats`.
  places.sort((a, b) => cost[runs.seats[a]!]! - cost[runs.seats[b]!]!)
  const rankOf = new Map(places.map((at, rank) => [runs.seats[at]!, rank]))
  const companions = new Map<number, number[]>()
  for (const seat of runs.seats) {
    const of = companionOf[seat]!
    if (of >= 0) companions.getOrInsertComputed(of, () => []).push(seat)
  }
  const any = createFreeRanks(places.length)
  const byCategory = index.categories.map((): FreeRanks | undefined => undefined)
  const ranksOf = (category: number): FreeRanks | undefined =>
    category === ANY_CATEGORY ? any : byCategory[category]
  for (const at of places) byCategory[categoryOf[runs.seats[at]!]!] ??= createFreeRanks(places.length)

  const suits = (seat: number, category: number): boolean =>
    isFree(seat) && (category === ANY_CATEGORY || categoryOf[seat] === category)

  /** The place at `at`, its free companions, then whoever sits beside them without a gap. */
  const companyOf = (at: number, category: number, quantity: number): number[] => {
    const party = [runs.seats[at]!]
    for (const seat of companions.get(party[0]!) ?? []) {
      if (party.length < quantity && suits(seat, category)) party.push(seat)
    }
    const run = runs.runOf[party[0]!]!
    let left = at - 1
    let right = at + 1
    while (party.length < quantity) {
      while (left >= runs.starts[run]! && party.includes(runs.seats[left]!)) left -= 1
      while (right < runs.starts[run + 1]! && party.includes(runs.seats[right]!)) right += 1
      const before = left >= runs.starts[run]! && suits(runs.seats[left]!, category) ? runs.seats[left]! : -1
      const after =
        right < runs.starts[run + 1]! && suits(runs.seats[right]!, category) ? runs.seats[right]! : -1
      if (before < 0 && after < 0) break
      party.push(before < 0 || (after >= 0 && dearness(after) < dearness(before)) ? after : before)
    }
    return party
  }

  /** Other wheelchair places are taken last for company. */
  const dearness = (seat: number): number =>
    flags[seat]! & SeatFlag.accessible ? Number.POSITIVE_INFINITY : cost[seat]!

  return {
    setFree(seat, free) {
      const rank = rankOf.get(seat)!
      for (const ranks of [any, byCategory[categoryOf[seat]!]!]) {
        if (free) ranks.add(rank)
        else ranks.remove(rank)
      }
    },
    count: (category) => ranksOf(category)?.count ?? 0,
    together(category, quantity) {
      const ranks = ranksOf(category)
      if (!ranks) return undefined
      for (let rank = ranks.next(0); rank >= 0; rank = ranks.next(rank + 1)) {
        const party = companyOf(places[rank]!, category, quantity)
        if (party.length === quantity) return party
      }
      return undefined
    },
    nearby(category, quantity, others, othersFree) {
      const ranks = ranksOf(category)!
      let party: number[] = []
      let rank = ranks.next(0)
      for (let tried = 0; rank >= 0 && tried < PLACES_TRIED; tried += 1) {
        const company = companyOf(places[rank]!, category, quantity)
        if (company.length > party.length) party = company
        rank = ranks.next(rank + 1)
      }
      const seated = party.filter((seat) => !(flags[seat]! & SeatFlag.accessible)).length
      const more = Math.min(quantity - party.length, othersFree - seated)
      reserve(party)
      try {
        if (more > 0) party = [...party, ...others.split(more, party[0])]
      } finally {
        restore(party)
      }
      for (rank = ranks.next(0); rank >= 0 && party.length < quantity; rank = ranks.next(rank + 1)) {
        const seat = runs.seats[places[rank]!]!
        if (!party.includes(seat)) party.push(seat)
      }
      return party
    },
  }
}
