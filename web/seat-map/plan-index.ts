import { type Box, emptyBox, grown, include, includeBox, isEmpty } from './box.ts'
import { faceStage } from './facing.ts'
import type { PlanDocument, PlanRow, Point } from './plan-document.ts'
import { namesStage, type PlanShape, placeShape } from './plan-shape.ts'
import { fillRadii } from './seat-radius.ts'
import { buildGrid, type SpatialGrid } from './spatial-grid.ts'

export const Mark = { accessible: 1, companion: 2, restrictedView: 4 } as const

/** `zone` and `row` of a place without a chair: standing room, or a seat that the plan no longer has. */
export const NOWHERE = 0xffff_ffff

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

export interface StandingArea {
  id: string
  label: string
  category: number
  capacity: number
  shape: PlanShape
  /** Indexes of its places. */
  units: Uint32Array
}

/**
 * A plan as the map draws it: what is known of a place stands in arrays by index, the same index that the live
 * socket counts by. Parsed once; 20,000 seats take about 20 ms and no object each.
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
  readonly numbers: readonly string[]
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
  seatId(index: number): string
  indexOf(seatId: string): number | undefined
}

export function indexPlan(plan: PlanDocument): PlanIndex {
  const order = plan.order && new Map(plan.order.map((id, index) => [id, index]))
  const places = plan.order?.length ?? countPlaces(plan)
  const ids: string[] = new Array(places)
  const numbers: string[] = new Array(places)
  const x = new Float32Array(places)
  const y = new Float32Array(places)
  const radius = new Float32Array(places)
  const category = new Uint16Array(places)
  const zone = new Uint32Array(places).fill(NOWHERE)
  const row = new Uint32Array(places).fill(NOWHERE)
  const standingOf = new Int32Array(places).fill(-1)
  const marks = new Uint8Array(places)
  const companionOf = new Int32Array(places).fill(-1)
  const categoryNumber = new Map(plan.categories.map(({ name }, number) => [name, number]))
  const companions = new Map<string, number[]>()
  const rows: IndexedRow[] = []
  let next = 0
  const place = (id: string): number | undefined => (order ? order.get(id) : next++)

  for (const [zoneNumber, { rows: zoneRows, position }] of plan.zones.entries()) {
    for (const planRow of zoneRows) {
      const left = position.x + planRow.position.x
      const top = position.y + planRow.position.y
      const inRow = new Uint32Array(planRow.seats.length)
      let count = 0
      for (const seat of planRow.seats) {
        const at = place(seat.seat_guid)
        if (at === undefined) continue
        ids[at] = seat.seat_guid
        numbers[at] = seat.seat_number
        x[at] = left + seat.position.x
        y[at] = top + seat.position.y
        radius[at] = seat.radius ?? 0
        category[at] = categoryNumber.get(seat.category) ?? 0
        zone[at] = zoneNumber
        row[at] = rows.length
        marks[at] =
          (seat.accessible ? Mark.accessible : 0) |
          (seat.companion_of ? Mark.companion : 0) |
          (seat.restricted_view ? Mark.restrictedView : 0)
        if (seat.companion_of)
          companions.set(seat.companion_of, [...(companions.get(seat.companion_of) ?? []), at])
        inRow[count] = at
        count += 1
      }
      rows.push(indexRow(planRow, zoneNumber, inRow.subarray(0, count)))
    }
  }

  const shapes = plan.zones.flatMap((planZone, zoneNumber) => {
    const isStageZone = planZone.rows.length === 0 && namesStage(planZone.name)
    return planZone.areas.map((area) => placeShape(area, zoneNumber, planZone.position, isStageZone))
  })
  const standing: StandingArea[] = []
  for (const shape of shapes) {
    const admission = shape.area.admission
    if (!admission) continue
    const units: number[] = []
    for (let n = 1; n <= admission.capacity; n += 1) {
      const id = `${admission.id}:${n}`
      const at = place(id)
      if (at === undefined) continue
      ids[at] = id
      standingOf[at] = standing.length
      category[at] = categoryNumber.get(admission.category) ?? 0
      units.push(at)
    }
    shape.standing = standing.length
    standing.push({
      id: admission.id,
      label: admission.label || shape.area.text?.text.trim() || admission.id,
      category: categoryNumber.get(admission.category) ?? 0,
      capacity: admission.capacity,
      shape,
      units: Uint32Array.from(units),
    })
  }

  const seats = joined(rows)
  const usualRadius = fillRadii(rows, x, y, radius, seats)
  const rowsOf: number[][] = plan.zones.map(() => [])
  for (const [number, each] of rows.entries()) rowsOf[each.zone]!.push(number)
  const zones = plan.zones.map(({ name }, number) =>
    indexZone(name, rowsOf[number]!, rows, x, y, radius, category),
  )
  const box = emptyBox()
  for (const each of zones) includeBox(box, each.box)
  for (const shape of shapes) includeBox(box, shape.box)
  if (isEmpty(box)) include(box, 0, 0, 100)
  const stageShape = shapes.find((shape) => shape.kind === 'stage')
  const stageBox = stageShape?.box ?? {
    left: box.left + (box.right - box.left) * 0.3,
    right: box.right - (box.right - box.left) * 0.3,
    top: box.top - usualRadius * 4,
    bottom: box.top - usualRadius * 2,
  }
  const stage = stageShape?.centre ?? { x: (box.left + box.right) / 2, y: stageBox.top }
  const facing = new Float32Array(places)
  for (const each of rows) faceStage(x, y, each.seats, stage, facing)

  let byId: Map<string, number> | undefined
  function indexOf(seatId: string): number | undefined {
    if (byId) return byId.get(seatId)
    const made = new Map<string, number>()
    // Unlike a loop, it leaves out the holes where seats have left the plan.
    ids.forEach((id, index) => void made.set(id, index))
    byId = made
    return made.get(seatId)
  }
  for (const index of seats) for (const seat of companions.get(ids[index]!) ?? []) companionOf[seat] = index

  return {
    places,
    x,
    y,
    radius,
    facing,
    category,
    zone,
    row,
    standingOf,
    marks,
    companionOf,
    numbers,
    categories: plan.categories,
    zones,
    rows,
    standing,
    shapes,
    seats,
    grid: buildGrid(x, y, seats, box, usualRadius * 8),
    stage,
    stageBox,
    box: grown(box, usualRadius * 4),
    usualRadius,
    seatId: (index) => ids[index] ?? plan.order?.[index] ?? '',
    indexOf,
  }
}

function countPlaces(plan: PlanDocument): number {
  let count = 0
  for (const { rows, areas } of plan.zones) {
    for (const { seats } of rows) count += seats.length
    for (const { admission } of areas) count += admission?.capacity ?? 0
  }
  return count
}

function indexRow(row: PlanRow, zone: number, seats: Uint32Array): IndexedRow {
  const { row_label: rowLabel, seat_label: seatLabel, row_number: number } = row
  return {
    zone,
    number,
    label: (wording) => (rowLabel ? rowLabel.replace('%s', () => number) : number && wording(number)),
    seatLabel: (seat, wording) => (seatLabel ? seatLabel.replace('%s', () => seat) : wording(seat)),
    numberAt: row.row_number_position ?? 'both',
    seats,
  }
}

function indexZone(
  name: string,
  rowNumbers: number[],
  rows: readonly IndexedRow[],
  x: Float32Array,
  y: Float32Array,
  radius: Float32Array,
  category: Uint16Array,
): IndexedZone {
  const box = emptyBox()
  const seats = joined(rowNumbers.map((number) => rows[number]!))
  const categories = new Set<number>()
  for (const index of seats) {
    include(box, x[index]!, y[index]!, radius[index]!)
    categories.add(category[index]!)
  }
  return { name, rows: rowNumbers, seats, categories: [...categories], box }
}

function joined(rows: readonly IndexedRow[]): Uint32Array {
  const all = new Uint32Array(rows.reduce((sum, { seats }) => sum + seats.length, 0))
  let at = 0
  for (const { seats } of rows) {
    all.set(seats, at)
    at += seats.length
  }
  return all
}
