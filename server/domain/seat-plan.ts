/**
 * The seat plan document: the open seating-plan JSON of the pretix ecosystem, with three additions of ours
 * (`accessible`, `companion_of` and `restricted_view` on a seat, `admission` on an area).
 *
 * A value of these types has passed `checkPlan`, which also fills in what the format lets a file leave out.
 * Positions add up: zone + row + seat, and zone + area. Keys that we do not know stay in the document.
 */
export interface SeatPlan {
  name: string
  size: { width: number; height: number }
  categories: PlanCategory[]
  zones: PlanZone[]
}

export interface Position {
  x: number
  y: number
}

export interface PlanCategory {
  name: string
  color: string
}

export interface PlanZone {
  name: string
  zone_id?: string
  uuid?: string
  position: Position
  rows: PlanRow[]
  areas: PlanArea[]
}

export interface PlanRow {
  row_number: string
  /** Shown instead of “row C”; `%s` stands for the row number. */
  row_label?: string
  /** Shown instead of “seat 12”; `%s` stands for the seat number. */
  seat_label?: string
  row_number_position?: 'start' | 'end' | 'both' | 'none' | null
  position: Position
  uuid?: string
  seats: PlanSeat[]
}

export interface PlanSeat {
  seat_guid: string
  seat_number: string
  position: Position
  category: string
  radius?: number
  start_direction?: string
  uuid?: string
  /** A wheelchair place. Never given to somebody who did not ask for one. */
  accessible?: boolean
  /** The `seat_guid` of the wheelchair place that this seat is beside, for whoever comes along. */
  companion_of?: string
  restricted_view?: boolean
}

export interface PlanArea {
  shape: 'rectangle' | 'circle' | 'ellipse' | 'polygon' | 'text'
  /** Top left of a rectangle, centre of a circle or an ellipse, origin of a polygon's points or of a text. */
  position: Position
  /** Degrees, clockwise, about `position`. */
  rotation?: number
  color?: string
  border_color?: string
  uuid?: string
  text?: { position: Position; text: string; color?: string; size?: number }
  rectangle?: { width: number; height: number }
  circle?: { radius: number }
  ellipse?: { radius: Position }
  polygon?: { points: Position[] }
  /** Makes the area sellable standing room of `capacity` places. */
  admission?: Admission
}

export interface Admission {
  id: string
  capacity: number
  category: string
  label?: string
}

/** What a plan may not exceed. `SeatId` of the contract and the 16-bit category numbers rely on these. */
export const planBounds = {
  places: 200_000,
  categories: 500,
  zones: 2_000,
  rows: 50_000,
  areas: 5_000,
  polygonPoints: 2_000,
  /** `seat_guid`, and so every seat id. */
  seatIdChars: 100,
  /** Leaves room for `:200000` within a seat id. */
  areaIdChars: 80,
  nameChars: 100,
  textChars: 500,
  /** Positions, sizes and radii, in plan units. */
  coordinate: 1_000_000,
  /** Faults listed before the rest are only counted. */
  faults: 1_000,
} as const

export const DEFAULT_CATEGORY_COLOR = '#8b8fa3'
