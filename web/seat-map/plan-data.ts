import type { Box } from './box.ts'
import type { Point } from './plan-document.ts'
import type { PlanShape } from './plan-shape.ts'
import type { GridData } from './spatial-grid.ts'

export const Mark = { accessible: 1, companion: 2, restrictedView: 4 } as const

/** `zone` and `row` of a place without a chair: standing room, or a seat that the plan no longer has. */
export const NOWHERE = 0xffff_ffff

/**
 * A plan worked out for the map, as plain data: a thread that reads plans hands it to the page, the large arrays without
 * copying them. `openPlan` makes a `PlanIndex` of it.
 */
export interface PlanData {
  places: number
  x: Float32Array<ArrayBuffer>
  y: Float32Array<ArrayBuffer>
  radius: Float32Array<ArrayBuffer>
  facing: Float32Array<ArrayBuffer>
  category: Uint16Array<ArrayBuffer>
  zone: Uint32Array<ArrayBuffer>
  row: Uint32Array<ArrayBuffer>
  standingOf: Int32Array<ArrayBuffer>
  marks: Uint8Array<ArrayBuffer>
  companionOf: Int32Array<ArrayBuffer>
  /** `PlanNames` as JSON: one text is handed over in no time, and read when the first name is asked for. */
  names: string
  categories: readonly { name: string; color: string }[]
  zones: readonly ZoneData[]
  /** Zone by zone. */
  rows: readonly RowData[]
  standing: readonly StandingArea[]
  shapes: readonly PlanShape[]
  /** Indexes of everything that has a chair, row by row. */
  seats: Uint32Array<ArrayBuffer>
  grid: GridData
  stage: Point
  stageBox: Box
  box: Box
  usualRadius: number
  floors: readonly FloorData[]
}

/** By index. Null where a seat has left the plan: `order` then says what it was called. */
export interface PlanNames {
  ids: (string | null)[]
  numbers: (string | null)[]
  order: string[] | null
}

export interface ZoneData {
  name: string
  /** How many rows it has. */
  rows: number
  /** Every category that one of its seats has. */
  categories: readonly number[]
  /** Around the seats’ edges. Empty for a zone without seats. */
  box: Box
}

export interface RowData {
  zone: number
  number: string
  /** With `%s` where the number stands; undefined where the plan leaves the wording to the page. */
  rowLabel: string | undefined
  seatLabel: string | undefined
  numberAt: 'start' | 'end' | 'both' | 'none'
  /** How many seats it has. */
  seats: number
}

export interface StandingArea {
  id: string
  label: string
  category: number
  capacity: number
  shape: PlanShape
  /** Indexes of its places. */
  units: Uint32Array
}

/** The floor a zone stands on: an outline to stroke with `margin` on either side, and where its name goes. */
export interface FloorData {
  ring: readonly Point[]
  margin: number
  box: Box
  /** A seat in the middle of the zone: the middle of the box may lie outside a curved one. */
  anchor: Point
  /** The category that most of its seats have. */
  category: number
}
