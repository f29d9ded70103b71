import type { PlanReader } from './plan-reader.ts'
import { planBounds } from './seat-plan.ts'

/** What one pass over a plan document gathers for the checks that need all of it. */
export interface PlanCensus {
  categories: Set<string>
  places: number
  /** seat_guid → path of the seat that has it first. */
  seats: Map<string, string>
  /** Area id → path of the area that has it first. */
  admissions: Map<string, string>
  companions: { of: string; path: string; self: string }[]
  accessible: Set<string>
  extent: { x: number; y: number }
}

export function createCensus(): PlanCensus {
  return {
    categories: new Set(),
    places: 0,
    seats: new Map(),
    admissions: new Map(),
    companions: [],
    accessible: new Set(),
    extent: { x: 0, y: 0 },
  }
}

export function checkCategory(read: PlanReader, value: unknown, path: string, census: PlanCensus): void {
  const name = read.text(value, path, planBounds.nameChars)
  if (typeof value !== 'string' || census.categories.has(name)) return
  read.fault(path, name === '' ? 'names no category' : `“${name}” is not a category of this plan`)
}
