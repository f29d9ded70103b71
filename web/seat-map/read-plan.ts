import { emptyBox, grown, include, includeBox, isEmpty } from './box.ts'
import { faceStage } from './facing.ts'
import {
  Mark,
  NOWHERE,
  type PlanData,
  type PlanNames,
  type RowData,
  type StandingArea,
  type ZoneData,
} from './plan-data.ts'
import type { PlanDocument, PlanRow } from './plan-document.ts'
import { namesStage, placeShape } from './plan-shape.ts'
import { readFloor } from './read-floor.ts'
import { fillRadii } from './seat-radius.ts'
import { sortIntoGrid } from './spatial-grid.ts'

/**
 * Works a plan out for the map: 20,000 seats take about 20 ms of a desktop and no object each. For whoever has time for
 * that: on the page it is a thread of its own (features/seats/plan-worker.ts).
 */
export function readPlan(plan: PlanDocument): PlanData {
  const order = plan.order && new Map(plan.order.map((id, index) => [id, index]))
  const places = plan.order?.length ?? countPlaces(plan)
  const ids: (string | null)[] = new Array(places).fill(null)
  const numbers: (string | null)[] = new Array(places).fill(null)
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
  const rows: (Omit<RowData, 'seats'> & { seats: Uint32Array })[] = []
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
      rows.push(readRow(planRow, zoneNumber, inRow.subarray(0, count)))
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

  const seats = joined(rows.map((each) => each.seats))
  const usualRadius = fillRadii(rows, x, y, radius, seats)
  const rowsOf: Uint32Array[][] = plan.zones.map(() => [])
  for (const each of rows) rowsOf[each.zone]!.push(each.seats)
  const zones = plan.zones.map(({ name }, number) => readZone(name, rowsOf[number]!, x, y, radius, category))
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
    names: JSON.stringify({ ids, numbers, order: plan.order ?? null } satisfies PlanNames),
    categories: plan.categories,
    zones,
    rows: rows.map((each) => ({ ...each, seats: each.seats.length })),
    standing,
    shapes,
    seats,
    grid: sortIntoGrid(x, y, seats, box, usualRadius * 8),
    stage,
    stageBox,
    box: grown(box, usualRadius * 4),
    usualRadius,
    floors: zones.map(({ box: around }, number) =>
      readFloor(rowsOf[number]!, around, { x, y, category, usualRadius }),
    ),
  }
}

/** The arrays worth handing over instead of copying. */
export function transferOf(plan: PlanData): ArrayBuffer[] {
  const { x, y, radius, facing, category, zone, row, standingOf, marks, companionOf, seats, grid } = plan
  const large = [x, y, radius, facing, category, zone, row, standingOf, marks, companionOf, seats]
  return [...large, grid.starts, grid.sorted].map(({ buffer }) => buffer)
}

function countPlaces(plan: PlanDocument): number {
  let count = 0
  for (const { rows, areas } of plan.zones) {
    for (const { seats } of rows) count += seats.length
    for (const { admission } of areas) count += admission?.capacity ?? 0
  }
  return count
}

function readRow(row: PlanRow, zone: number, seats: Uint32Array) {
  return {
    zone,
    number: row.row_number,
    rowLabel: row.row_label,
    seatLabel: row.seat_label,
    numberAt: row.row_number_position ?? 'both',
    seats,
  }
}

function readZone(
  name: string,
  rows: readonly Uint32Array[],
  x: Float32Array,
  y: Float32Array,
  radius: Float32Array,
  category: Uint16Array,
): ZoneData {
  const box = emptyBox()
  const categories = new Set<number>()
  for (const row of rows) {
    for (const index of row) {
      include(box, x[index]!, y[index]!, radius[index]!)
      categories.add(category[index]!)
    }
  }
  return { name, rows: rows.length, categories: [...categories], box }
}

function joined(rows: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(rows.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const row of rows) {
    all.set(row, at)
    at += row.length
  }
  return all
}
