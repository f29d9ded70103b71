import type { PlanArea, PlanRow, PlanSeat, PlanZone, Position } from '../../server/domain/seat-plan.ts'
import { rounded } from './geometry.ts'

/** What a spot in a row is like, besides where it is. */
export interface SeatTraits {
  category: string
  accessible?: boolean
  /** The number of the seat in the same row that this one accompanies. */
  companionOf?: number
  restrictedView?: boolean
}

export interface RowPlan {
  /** Begins every `seat_guid` of the row: row `A-` gives `A-1`, `A-2` … */
  guid: string
  number: string
  label?: string
  /** Where row numbers are drawn. */
  numberAt?: PlanRow['row_number_position']
  spots: readonly Position[]
  /** Seat numbers begin with this. */
  first?: number
  traits: (spot: number, spots: number) => SeatTraits
}

export function drawRow({
  guid,
  number,
  label,
  numberAt = 'both',
  spots,
  first = 1,
  traits,
}: RowPlan): PlanRow {
  const origin = rounded(spots[0]!)
  const seats = spots.map((spot, i): PlanSeat => {
    const { category, accessible, companionOf, restrictedView } = traits(i, spots.length)
    return {
      seat_guid: `${guid}${first + i}`,
      seat_number: `${first + i}`,
      position: rounded({ x: spot.x - origin.x, y: spot.y - origin.y }),
      category,
      ...(accessible ? { accessible } : {}),
      ...(companionOf === undefined ? {} : { companion_of: `${guid}${companionOf}` }),
      ...(restrictedView ? { restricted_view: restrictedView } : {}),
    }
  })
  return {
    row_number: number,
    ...(label ? { row_label: label } : {}),
    row_number_position: numberAt,
    position: origin,
    seats,
  }
}

export function zone(name: string, rows: PlanRow[], areas: PlanArea[] = []): PlanZone {
  return { name, position: { x: 0, y: 0 }, rows, areas }
}

interface Look {
  color?: string
  border?: string
  text?: string
  size?: number
}

export function polygon(points: Position[], look: Look = {}): PlanArea {
  return {
    shape: 'polygon',
    position: { x: 0, y: 0 },
    ...dress(look),
    polygon: { points: points.map(rounded) },
  }
}

export function rectangle(at: Position, width: number, height: number, look: Look = {}): PlanArea {
  const middle = { x: width / 2, y: height / 2 }
  return { shape: 'rectangle', position: rounded(at), ...dress(look, middle), rectangle: { width, height } }
}

export function circle(at: Position, radius: number, look: Look = {}): PlanArea {
  return { shape: 'circle', position: rounded(at), ...dress(look), circle: { radius } }
}

export function words(at: Position, text: string, size: number): PlanArea {
  return { shape: 'text', position: rounded(at), ...dress({ text, size }) }
}

function dress({ color, border, text, size }: Look, at: Position = { x: 0, y: 0 }): Partial<PlanArea> {
  return {
    ...(color ? { color } : {}),
    ...(border ? { border_color: border } : {}),
    rotation: 0,
    ...(text ? { text: { position: at, text, ...(size ? { size } : {}) } } : {}),
  }
}

/** Row letters, without I and O, which are read as figures. After Z come AA, BB … */
export function rowLetter(row: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  return letters[row % letters.length]!.repeat(1 + Math.floor(row / letters.length))
}
