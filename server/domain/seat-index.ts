import {
  type Numbering,
  type PlaceColumns,
  readColumns,
  SeatFlag,
  type SellableArea,
} from './place-columns.ts'
import { findStage } from './plan-geometry.ts'
import type { Position, SeatPlan } from './seat-plan.ts'
import { findRuns, type SeatRuns } from './seat-runs.ts'

export { NO_CATEGORY, SeatFlag } from './place-columns.ts'

/**
 * A plan as the engine sees it: every place has an index from 0, and what is known of it stands in arrays by
 * index. An index never changes its seat: the ledger's claims and the bytes on the wire rely on that.
 */
export interface SeatIndex {
  /** How many indexes, retired ones included. */
  readonly places: number
  /** By index. Built at the first use; `seatIdOf` answers for one place without that. */
  readonly seatIds: readonly string[]
  seatIdOf(index: number): string
  /** Undefined for an id that the plan does not have, or no longer has. */
  indexOf(seatId: string): number | undefined
  readonly categories: readonly { name: string; color: string }[]
  /** By index → position in `categories`; `NO_CATEGORY` for a retired place. */
  readonly categoryOf: Uint16Array
  /** For people: “Stalls, row C, seat 12”, or the area’s label. */
  labelOf(index: number): string
  readonly areas: readonly SellableArea[]
  /** By index → position in `areas`, -1 for a numbered seat. */
  readonly areaOf: Int32Array
  /** By position in `areas` → the indexes of its units, first unit first. */
  readonly areaUnits: readonly Int32Array[]
  /** Indexes that no longer exist in the plan. */
  readonly retired: readonly number[]
  /** `SeatFlag` bits by index. */
  readonly flags: Uint8Array
  /** By index → index of the accessible place this seat accompanies, or -1. */
  readonly companionOf: Int32Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly runs: SeatRuns
  /** What everybody looks at: the stage, or else the top centre of the plan. */
  readonly focus: Position
}

/**
 * Numbers the places of a checked plan: in plan order (zones, rows, seats; sellable areas last) for a first
 * version. `previousOrder` is `seatIds` of the version before: its seats keep their index for ever, new ones
 * are appended, missing ones are retired and come back to their index if a later version has them again.
 */
export function indexPlan(plan: SeatPlan, previousOrder?: readonly string[]): SeatIndex {
  const before = previousOrder && new Map(previousOrder.map((id, at) => [id, at]))
  let next = previousOrder?.length ?? 0
  const numbering: Numbering = before
    ? {
        seat: (guid) => before.get(guid) ?? next++,
        unit: (area, n) => before.get(unitId(area, n)) ?? next++,
      }
    : { seat: () => next++, unit: () => next++ }
  const places = next + countNew(plan, before)
  const columns = readColumns(plan, places, numbering)
  const retired: number[] = []
  previousOrder?.forEach((id, at) => {
    if ((columns.flags[at]! & SeatFlag.retired) === 0) return
    retired.push(at)
    columns.ids[at] = id
  })

  const { x, y, flags, areas, areaOf, rows, rowOf, numbers } = columns
  const seatIdOf = (at: number): string => {
    const area = areaOf[at]
    if (area === undefined) throw new RangeError(`no place has index ${at}; there are ${places}`)
    return area >= 0 ? unitId(areas[area]!.id, columns.unitOf[at]!) : columns.ids[at]!
  }
  let allIds: readonly string[] | undefined
  return {
    places,
    get seatIds() {
      return (allIds ??= Array.from({ length: places }, (_, at) => seatIdOf(at)))
    },
    seatIdOf,
    indexOf: (seatId) => columns.byId.get(seatId) ?? unitAt(columns, seatId),
    categories: plan.categories.map(({ name, color }) => ({ name, color })),
    categoryOf: columns.categoryOf,
    labelOf: (at) => {
      const area = areaOf[at]
      if (area !== undefined && area >= 0) return areas[area]!.label
      const row = rows[rowOf[at] ?? -1]
      if (!row) return seatIdOf(at)
      const label = [row.label, row.seatLabel.replace('%s', () => numbers[at]!)].filter(Boolean).join(', ')
      return label.charAt(0).toUpperCase() + label.slice(1)
    },
    areas,
    areaOf,
    areaUnits: columns.areaUnits,
    retired,
    flags,
    companionOf: columns.companionOf,
    x,
    y,
    runs: findRuns(rows, x, y),
    focus: findStage(plan) ?? topCentre(x, y, flags),
  }
}

function unitId(area: string, n: number): string {
  return `${area}:${n}`
}

const UNIT_NUMBER = /^[1-9]\d{0,6}$/

function unitAt(columns: PlaceColumns, seatId: string): number | undefined {
  const colon = seatId.lastIndexOf(':')
  const area = colon > 0 ? columns.areaNumber.get(seatId.slice(0, colon)) : undefined
  if (area === undefined) return undefined
  const digits = seatId.slice(colon + 1)
  return UNIT_NUMBER.test(digits) ? columns.areaUnits[area]![Number(digits) - 1] : undefined
}

function countNew(plan: SeatPlan, before: ReadonlyMap<string, number> | undefined): number {
  let count = 0
  for (const zone of plan.zones) {
    for (const row of zone.rows) {
      if (!before) count += row.seats.length
      else for (const seat of row.seats) if (!before.has(seat.seat_guid)) count += 1
    }
    for (const { admission } of zone.areas) {
      if (!admission) continue
      if (!before) count += admission.capacity
      else
        for (let n = 1; n <= admission.capacity; n += 1) if (!before.has(unitId(admission.id, n))) count += 1
    }
  }
  return count
}

function topCentre(x: Float32Array, y: Float32Array, flags: Uint8Array): Position {
  let left = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  for (let at = 0; at < x.length; at += 1) {
    if (flags[at]! & SeatFlag.retired) continue
    left = Math.min(left, x[at]!)
    right = Math.max(right, x[at]!)
    top = Math.min(top, y[at]!)
  }
  return { x: (left + right) / 2, y: top }
}
