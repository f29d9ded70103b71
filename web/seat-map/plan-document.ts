/**
 * The seat plan as the server sends it: the open seating-plan JSON of the pretix ecosystem with our optional
 * keys. The server has checked it, so only what the map needs is typed here.
 */
export interface PlanDocument {
  name: string
  size?: { width: number; height: number }
  categories: { name: string; color: string }[]
  zones: PlanZone[]
  /** Seat ids by index. There when the plan was changed after the first sale; it then says who is who. */
  order?: string[]
}

export interface Point {
  x: number
  y: number
}

export interface PlanZone {
  name: string
  zone_id?: string
  position: Point
  rows: PlanRow[]
  areas: PlanArea[]
}

export interface PlanRow {
  row_number: string
  row_label?: string
  seat_label?: string
  row_number_position?: 'start' | 'end' | 'both' | 'none' | null
  position: Point
  seats: PlanSeat[]
}

export interface PlanSeat {
  seat_guid: string
  seat_number: string
  position: Point
  category: string
  radius?: number
  accessible?: boolean
  companion_of?: string
  restricted_view?: boolean
}

export interface PlanArea {
  shape: 'rectangle' | 'circle' | 'ellipse' | 'polygon' | 'text'
  /** Top left of a rectangle, centre of a circle or ellipse, origin of a polygon's points or of a text. */
  position: Point
  /** Degrees, clockwise, about `position`. */
  rotation?: number
  color?: string
  border_color?: string
  text?: { position?: Point; text: string; color?: string; size?: number }
  rectangle?: { width: number; height: number }
  circle?: { radius: number }
  ellipse?: { radius: Point }
  polygon?: { points: Point[] }
  admission?: { id: string; capacity: number; category: string; label?: string }
}
