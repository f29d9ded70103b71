import { NO_CATEGORY, type SeatIndex } from './seat-index.ts'

/**
 * What a list needs to know of a plan without reading it: its categories and areas, and where in the seat indexes
 * each begins. Kept beside the plan in the database.
 */
export interface PlanLayout {
  readonly categories: readonly { name: string; color: string; capacity: number }[]
  readonly areas: readonly { id: string; label: string; category: string; capacity: number }[]
  /** Stretches of places of one category and area, by index; the last one ends with the plan. */
  readonly stretches: {
    readonly starts: readonly number[]
    /** Positions in `categories` and `areas`; -1 for retired places, and for seats that are in no area. */
    readonly category: readonly number[]
    readonly area: readonly number[]
  }
}

export function layoutOf(index: SeatIndex): PlanLayout {
  const capacity = new Array<number>(index.categories.length).fill(0)
  const starts: number[] = []
  const category: number[] = []
  const area: number[] = []
  for (let at = 0; at < index.places; at += 1) {
    const own = index.categoryOf[at]!
    const placeCategory = own === NO_CATEGORY ? -1 : own
    const placeArea = index.areaOf[at]!
    if (placeCategory >= 0) capacity[placeCategory]! += 1
    if (at > 0 && category.at(-1) === placeCategory && area.at(-1) === placeArea) continue
    starts.push(at)
    category.push(placeCategory)
    area.push(placeArea)
  }
  return {
    categories: index.categories.map(({ name, color }, i) => ({ name, color, capacity: capacity[i]! })),
    areas: index.areas.map(({ id, label, category, capacity }) => ({ id, label, category, capacity })),
    stretches: { starts, category, area },
  }
}

/** How many of a layout's places are taken, given the number taken of each stretch. */
export function takenOf(layout: PlanLayout, takenByStretch: ReadonlyMap<number, number>) {
  const { category, area } = layout.stretches
  const byCategory = new Array<number>(layout.categories.length).fill(0)
  const byArea = new Array<number>(layout.areas.length).fill(0)
  for (const [stretch, taken] of takenByStretch) {
    // Retired places are taken for ever, but they are no part of the capacity either.
    if (category[stretch]! < 0) continue
    byCategory[category[stretch]!]! += taken
    if (area[stretch]! >= 0) byArea[area[stretch]!]! += taken
  }
  return { byCategory, byArea }
}
