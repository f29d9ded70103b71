import { areaCentre } from './plan-geometry.ts'
import type { PlanRow, SeatPlan } from './seat-plan.ts'
import type { RowOfSeats } from './seat-runs.ts'

/** `categoryOf` of a place that is no longer in the plan. */
export const NO_CATEGORY = 0xffff

export const SeatFlag = { accessible: 1, companion: 2, restrictedView: 4, retired: 8 } as const

export interface SellableArea {
  readonly id: string
  readonly label: string
  readonly category: string
  readonly capacity: number
}

/** What a plan says of its places, by index. A place that nothing fills in is a retired one. */
export interface PlaceColumns {
  readonly categoryOf: Uint16Array
  readonly areaOf: Int32Array
  readonly flags: Uint8Array
  readonly companionOf: Int32Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly rowOf: Int32Array
  /** Ids and numbers of numbered seats only: a floor of 100,000 units makes no strings. */
  readonly ids: string[]
  readonly numbers: string[]
  readonly byId: Map<string, number>
  readonly rows: (RowOfSeats & { label: string; seatLabel: string })[]
  readonly areas: SellableArea[]
  readonly areaNumber: Map<string, number>
  readonly areaUnits: Int32Array[]
  readonly unitOf: Int32Array
}

/** The index of each place: taken from the version before, or the next one. */
export interface Numbering {
  seat(seatGuid: string): number
  unit(areaId: string, n: number): number
}

export function readColumns(plan: SeatPlan, places: number, numbering: Numbering): PlaceColumns {
  const sellsAreas = plan.zones.some((zone) => zone.areas.some((area) => area.admission))
  const columns: PlaceColumns = {
    categoryOf: new Uint16Array(places).fill(NO_CATEGORY),
    areaOf: new Int32Array(places).fill(-1),
    flags: new Uint8Array(places).fill(SeatFlag.retired),
    companionOf: new Int32Array(places).fill(-1),
    x: new Float32Array(places),
    y: new Float32Array(places),
    rowOf: new Int32Array(places).fill(-1),
    ids: [],
    numbers: [],
    byId: new Map(),
    rows: [],
    areas: [],
    areaNumber: new Map(),
    areaUnits: [],
    unitOf: new Int32Array(sellsAreas ? places : 0),
  }
  const categoryNumber = new Map(plan.categories.map((category, i) => [category.name, i]))
  readSeats(plan, columns, categoryNumber, numbering)
  readAreas(plan, columns, categoryNumber, numbering)
  return columns
}

function readSeats(
  plan: SeatPlan,
  columns: PlaceColumns,
  categoryNumber: ReadonlyMap<string, number>,
  numbering: Numbering,
): void {
  const { categoryOf, flags, companionOf, x, y, rowOf, ids, numbers, byId, rows } = columns
  const companions: [seat: number, of: string][] = []
  plan.zones.forEach((zone, zoneNumber) => {
    for (const row of zone.rows) {
      const left = zone.position.x + row.position.x
      const top = zone.position.y + row.position.y
      const seats = new Int32Array(row.seats.length)
      row.seats.forEach((seat, i) => {
        const at = numbering.seat(seat.seat_guid)
        seats[i] = at
        ids[at] = seat.seat_guid
        numbers[at] = seat.seat_number
        byId.set(seat.seat_guid, at)
        rowOf[at] = rows.length
        categoryOf[at] = categoryNumber.get(seat.category)!
        x[at] = left + seat.position.x
        y[at] = top + seat.position.y
        flags[at] =
          (seat.accessible ? SeatFlag.accessible : 0) |
          (seat.restricted_view ? SeatFlag.restrictedView : 0) |
          (seat.companion_of ? SeatFlag.companion : 0)
        if (seat.companion_of) companions.push([at, seat.companion_of])
      })
      rows.push({ zone: zoneNumber, seats, ...labelsOf(zone.name, row) })
    }
  })
  for (const [seat, of] of companions) companionOf[seat] = byId.get(of) ?? -1
}

function readAreas(
  plan: SeatPlan,
  columns: PlaceColumns,
  categoryNumber: ReadonlyMap<string, number>,
  numbering: Numbering,
): void {
  const { categoryOf, areaOf, flags, x, y, areas, areaNumber, areaUnits, unitOf } = columns
  for (const zone of plan.zones) {
    for (const area of zone.areas) {
      if (!area.admission) continue
      const { id, capacity, category, label } = area.admission
      const centre = areaCentre(area, zone.position)
      const units = new Int32Array(capacity)
      for (let n = 1; n <= capacity; n += 1) {
        const at = numbering.unit(id, n)
        units[n - 1] = at
        unitOf[at] = n
        areaOf[at] = areas.length
        categoryOf[at] = categoryNumber.get(category)!
        flags[at] = 0
        x[at] = centre.x
        y[at] = centre.y
      }
      areaNumber.set(id, areas.length)
      areaUnits.push(units)
      areas.push({ id, label: label || area.text?.text.trim() || id, category, capacity })
    }
  }
}

function labelsOf(zone: string, row: PlanRow): { label: string; seatLabel: string } {
  const own = row.row_label ? row.row_label.replace('%s', () => row.row_number) : ''
  const named = own || (row.row_number === '' ? '' : `row ${row.row_number}`)
  return { label: [zone, named].filter(Boolean).join(', '), seatLabel: row.seat_label || 'seat %s' }
}
