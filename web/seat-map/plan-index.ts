import type { Box } from './box.ts'
import type { FloorData, PlanData, PlanNames, RowData, StandingArea } from './plan-data.ts'
import type { PlanDocument, Point } from './plan-document.ts'
import type { PlanShape } from './plan-shape.ts'
import { readPlan } from './read-plan.ts'
import { openGrid, type SpatialGrid } from './spatial-grid.ts'

export { Mark, NOWHERE } from './plan-data.ts'

export interface IndexedZone {
  name: string
  rows: number[]
  /** Indexes of its seats, row by row. */
  seats: Uint32Array
  /** Every category that one of its seats has. */
  categories: readonly number[]
  /** Around the seats' edges. Empty for a zone without seats. */
  box: Box
}

export interface IndexedRow {
  zone: number
  number: string
  /** “row C”, or what the plan says instead; empty if the row has no name at all. */
  label: (wording: (name: string) => string) => string
  seatLabel: (number: string, wording: (name: string) => string) => string
  numberAt: 'start' | 'end' | 'both' | 'none'
  /** Indexes in the order of the plan. */
  seats: Uint32Array
}

/**
 * A plan as the map draws it: what is known of a place stands in arrays by index, the same index that the live
 * socket counts by.
 */
export interface PlanIndex {
  readonly places: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly radius: Float32Array
  /** Radians: where the seat looks. */
  readonly facing: Float32Array
  readonly category: Uint16Array
  readonly zone: Uint32Array
  readonly row: Uint32Array
  /** Position in `standing`, or −1. */
  readonly standingOf: Int32Array
  readonly marks: Uint8Array
  /** The wheelchair place that a companion's seat is beside, or −1. */
  readonly companionOf: Int32Array
  /** Null for a place without a chair. */
  readonly numbers: readonly (string | null)[]
  readonly categories: readonly { name: string; color: string }[]
  readonly zones: readonly IndexedZone[]
  readonly rows: readonly IndexedRow[]
  readonly standing: readonly StandingArea[]
  readonly shapes: readonly PlanShape[]
  /** Indexes of everything that has a chair. */
  readonly seats: Uint32Array
  readonly grid: SpatialGrid
  readonly stage: Point
  readonly stageBox: Box
  /** Around seats and shapes, with a margin. */
  readonly box: Box
  /** A usual seat's radius, in plan units. */
  readonly usualRadius: number
  /** By zone. */
  readonly floors: readonly FloorData[]
  seatId(index: number): string
  indexOf(seatId: string): number | undefined
}

/** Reads a plan and opens it, all in one go. */
export const indexPlan = (plan: PlanDocument): PlanIndex => openPlan(readPlan(plan))

/** Takes no time to speak of: what is looked up by name is sorted when the first name is asked for. */
export function openPlan(data: PlanData): PlanIndex {
  const { names: json, grid, x, y, seats } = data
  let seatsTaken = 0
  const rows = data.rows.map((row) => openRow(row, seats.subarray(seatsTaken, (seatsTaken += row.seats))))
  let rowsTaken = 0
  const zones = data.zones.map(({ name, rows: count, categories, box }): IndexedZone => {
    const numbers = Array.from({ length: count }, (_, k) => rowsTaken + k)
    rowsTaken += count
    const [first, last] = [rows[numbers[0]!]?.seats, rows[numbers.at(-1)!]?.seats]
    const from = first ? first.byteOffset / seats.BYTES_PER_ELEMENT : 0
    const to = last ? last.byteOffset / seats.BYTES_PER_ELEMENT + last.length : 0
    return { name, rows: numbers, seats: seats.subarray(from, to), categories, box }
  })

  let read: PlanNames | undefined
  const names = (): PlanNames => (read ??= JSON.parse(json) as PlanNames)
  let byId: Map<string, number> | undefined
  const sorted = (): Map<string, number> =>
    (byId ??= new Map(names().ids.flatMap((id, index) => (id === null ? [] : [[id, index]]))))

  return {
    ...data,
    zones,
    rows,
    grid: openGrid(grid, x, y),
    get numbers() {
      return names().numbers
    },
    seatId: (index) => names().ids[index] ?? names().order?.[index] ?? '',
    indexOf: (seatId) => sorted().get(seatId),
  }
}

function openRow({ zone, number, rowLabel, seatLabel, numberAt }: RowData, seats: Uint32Array): IndexedRow {
  return {
    zone,
    number,
    label: (wording) => (rowLabel ? rowLabel.replace('%s', () => number) : number && wording(number)),
    seatLabel: (seat, wording) => (seatLabel ? seatLabel.replace('%s', () => seat) : wording(seat)),
    numberAt,
    seats,
  }
}
