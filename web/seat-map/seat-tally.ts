import { SeatState } from '../../contract/seat-state.ts'
import { NOWHERE, type PlanIndex } from './plan-index.ts'

/** How many places are free in each zone, row and standing area, counted on from each change. */
export interface SeatTally {
  /** Whether there was anything to count yet. */
  readonly counted: boolean
  readonly zoneFree: Int32Array
  /** By zone × categories + category. */
  readonly zoneCategoryFree: Int32Array
  readonly rowFree: Int32Array
  readonly standingFree: Int32Array
  recount(states: Uint8Array): void
  change(index: number, before: number, after: number): void
}

export function createSeatTally(plan: PlanIndex): SeatTally {
  const zoneFree = new Int32Array(plan.zones.length)
  const categories = plan.categories.length
  const zoneCategoryFree = new Int32Array(plan.zones.length * categories)
  const rowFree = new Int32Array(plan.rows.length)
  const standingFree = new Int32Array(plan.standing.length)

  function add(index: number, by: number): void {
    const standing = plan.standingOf[index]!
    if (standing >= 0) standingFree[standing]! += by
    else if (plan.row[index] !== NOWHERE) {
      const zone = plan.zone[index]!
      zoneFree[zone]! += by
      zoneCategoryFree[zone * categories + plan.category[index]!]! += by
      rowFree[plan.row[index]!]! += by
    }
  }

  let counted = false

  return {
    get counted() {
      return counted
    },
    zoneFree,
    zoneCategoryFree,
    rowFree,
    standingFree,
    recount(states) {
      zoneFree.fill(0)
      zoneCategoryFree.fill(0)
      rowFree.fill(0)
      standingFree.fill(0)
      counted = states.length > 0
      const places = Math.min(states.length, plan.places)
      for (let index = 0; index < places; index += 1) if (states[index] === SeatState.free) add(index, 1)
    },
    change(index, before, after) {
      if (index >= plan.places) return
      const by = Number(after === SeatState.free) - Number(before === SeatState.free)
      if (by !== 0) add(index, by)
    },
  }
}
