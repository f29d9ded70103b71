import { createAccessiblePicker } from './picking/accessible-picker.ts'
import { createFreeRanks, type FreeRanks } from './picking/free-ranks.ts'
import { createOpenCounts } from './picking/open-counts.ts'
import { placeCosts } from './picking/place-cost.ts'
import { createRowPicker, type RowPicker } from './picking/row-picker.ts'
import { createRunJournal } from './picking/run-tree.ts'
import { ANY_CATEGORY, Open, type WindowView } from './picking/run-window.ts'
import { SeatFlag, type SeatIndex } from './seat-index.ts'

/** What a buyer who leaves the choice to us asks for. Names that the plan does not have fit nothing. */
export interface Wish {
  /** A whole number, 1 or more. */
  quantity: number
  category?: string
  area?: string
  /** Refuse rather than split the party. */
  adjacent?: boolean
  /** One wheelchair place, the others of the party beside it. */
  accessible?: boolean
  /** Categories behind a code that this buyer may have all the same. */
  unlocked?: readonly string[]
}

export type Pick =
  | { ok: true; seats: number[] }
  | { ok: false; code: 'SOLD_OUT' }
  | { ok: false; code: 'NOT_ENOUGH_SEATS'; available: number }
  | { ok: false; code: 'NO_ADJACENT_SEATS' }

export interface Picker {
  /** Tells what is free. Every place of the plan is free at first; a retired one never is. */
  setFree(seat: number, free: boolean): void
  isFree(seat: number): boolean
  /** Chooses among what is free, and changes nothing: the caller takes the seats with `setFree`. */
  pick(wish: Wish): Pick
}

/** Leaving one seat alone is worse than sitting this many seats further away. */
const ORPHAN_SEATS = 3

/**
 * Best available: closest to the stage, side by side, leaving no single seat where that can be avoided.
 *
 * Every part of it remembers its answer and only looks again at the rows that changed, so a pick costs the
 * same in a room of 100 and in a stadium, empty or all but full.
 */
export function createPicker(index: SeatIndex): Picker {
  const { flags, categoryOf, areaOf, areas, areaUnits, runs } = index
  const free = new Uint8Array(index.places)
  const open = new Uint8Array(index.places)
  const cost = placeCosts(index)
  const journal = createRunJournal()
  const counts = createOpenCounts(index.categories.length)
  const hasSeats = new Set([...runs.seats].map((seat) => categoryOf[seat]!))
  if (runs.count > 0) hasSeats.add(ANY_CATEGORY)

  const isFree = (seat: number): boolean => free[seat] === 1
  const show = (seats: readonly number[], visible: boolean): void => {
    for (const seat of seats) {
      free[seat] = visible ? 1 : 0
      if (flags[seat]! & SeatFlag.accessible) continue
      open[seat] = visible ? opennessOf(seat) : Open.no
      journal.push(runs.runOf[seat]!)
    }
  }
  const reserve = (seats: readonly number[]): void => show(seats, false)
  const restore = (seats: readonly number[]): void => show(seats, true)
  const opennessOf = (seat: number): number => (flags[seat]! & SeatFlag.companion ? Open.companion : Open.yes)

  const unitRanks: FreeRanks[] = areaUnits.map((units) => createFreeRanks(units.length))
  const unitRankOf = new Int32Array(areas.length > 0 ? index.places : 0)
  for (const units of areaUnits) {
    for (let rank = 0; rank < units.length; rank += 1) unitRankOf[units[rank]!] = rank
  }
  const accessible = createAccessiblePicker(index, cost, isFree, reserve, restore)
  const rowPickers = new Map<string, RowPicker>()
  const rowsOf = (category: number, atLeast: number): RowPicker => {
    const key = `${category} ${atLeast}`
    let picker = rowPickers.get(key)
    if (!picker) {
      const { x, y } = index
      const orphanCost = ORPHAN_SEATS * runs.spacing
      const view: WindowView = { runs, cost, open, categoryOf, x, y, category, atLeast, orphanCost }
      picker = createRowPicker(view, journal, reserve, restore)
      rowPickers.set(key, picker)
    }
    return picker
  }

  const setFree = (seat: number, wanted: boolean): void => {
    const bits = flags[seat]
    if (bits === undefined) throw new RangeError(`no place has index ${seat}; there are ${index.places}`)
    if (bits & SeatFlag.retired || isFree(seat) === wanted) return
    free[seat] = wanted ? 1 : 0
    const area = areaOf[seat]!
    if (area >= 0) {
      if (wanted) unitRanks[area]!.add(unitRankOf[seat]!)
      else unitRanks[area]!.remove(unitRankOf[seat]!)
    } else if (bits & SeatFlag.accessible) {
      accessible.setFree(seat, wanted)
    } else {
      open[seat] = wanted ? opennessOf(seat) : Open.no
      counts.add(categoryOf[seat]!, opennessOf(seat), wanted ? 1 : -1)
      journal.push(runs.runOf[seat]!)
    }
  }
  for (let seat = 0; seat < index.places; seat += 1) setFree(seat, true)

  const takeUnits = (area: number, quantity: number): number[] => {
    const ranks = unitRanks[area]!
    const seats: number[] = []
    for (let rank = ranks.next(0); rank >= 0 && seats.length < quantity; rank = ranks.next(rank + 1)) {
      seats.push(areaUnits[area]![rank]!)
    }
    return seats
  }

  const pickUnits = (area: number, wish: Wish): Pick => {
    const wrongCategory = wish.category !== undefined && areas[area]?.category !== wish.category
    const available = wrongCategory ? 0 : (unitRanks[area]?.count ?? 0)
    if (available < wish.quantity) return refuse(available)
    return { ok: true, seats: takeUnits(area, wish.quantity) }
  }

  const pickAccessible = (category: number, { quantity, adjacent }: Wish): Pick => {
    const places = accessible.count(category)
    const others = counts.of(category, Open.companion)
    if (places === 0) return refuse(0)
    if (places + others < quantity) return refuse(places + others)
    const together = accessible.together(category, quantity)
    if (together) return { ok: true, seats: together }
    if (adjacent) return { ok: false, code: 'NO_ADJACENT_SEATS' }
    return {
      ok: true,
      seats: accessible.nearby(category, quantity, rowsOf(category, Open.companion), others),
    }
  }

  const split = (category: number, quantity: number): number[] => {
    const atLeast = counts.of(category, Open.yes) >= quantity ? Open.yes : Open.companion
    return rowsOf(category, atLeast).split(quantity)
  }

  /** Numbered seats if they can seat the party, else one area that can, else whatever there is of both. */
  const pickAnywhere = (category: number, wish: Wish): Pick => {
    const { quantity } = wish
    const seats = counts.of(category, Open.companion)
    if (seats >= quantity) {
      const together =
        rowsOf(category, Open.yes).together(quantity) ??
        (counts.anyCompanion ? rowsOf(category, Open.companion).together(quantity) : undefined)
      if (together) return { ok: true, seats: together }
      if (!wish.adjacent) return { ok: true, seats: split(category, quantity) }
    }
    const suitable = [...areas.keys()].filter(
      (area) => category === ANY_CATEGORY || areas[area]!.category === wish.category,
    )
    const roomy = suitable.find((area) => unitRanks[area]!.count >= quantity)
    if (roomy !== undefined) return { ok: true, seats: takeUnits(roomy, quantity) }
    const available = suitable.reduce((sum, area) => sum + unitRanks[area]!.count, seats)
    if (available < quantity) return refuse(available)
    if (wish.adjacent) return { ok: false, code: 'NO_ADJACENT_SEATS' }
    const party: number[] = seats > 0 ? split(category, seats) : []
    suitable.sort((a, b) => unitRanks[b]!.count - unitRanks[a]!.count)
    for (const area of suitable) party.push(...takeUnits(area, quantity - party.length))
    return { ok: true, seats: party }
  }

  const categoryNumber = new Map(index.categories.map(({ name }, i) => [name, i]))
  const areaNumber = new Map(areas.map(({ id }, i) => [id, i]))
  return {
    setFree,
    isFree,
    pick(wish) {
      if (!Number.isInteger(wish.quantity) || wish.quantity < 1) {
        throw new RangeError(`a party has 1 person or more, not ${wish.quantity}`)
      }
      if (wish.area !== undefined) return pickUnits(areaNumber.get(wish.area) ?? -1, wish)
      const category = wish.category === undefined ? ANY_CATEGORY : categoryNumber.get(wish.category)
      if (category === undefined) return refuse(0)
      // A floor has no wheelchair places to mark: it serves everybody.
      return wish.accessible && hasSeats.has(category)
        ? pickAccessible(category, wish)
        : pickAnywhere(category, wish)
    },
  }
}

function refuse(available: number): Pick {
  return available === 0
    ? { ok: false, code: 'SOLD_OUT' }
    : { ok: false, code: 'NOT_ENOUGH_SEATS', available }
}
