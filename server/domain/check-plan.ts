import { checkArea } from './check-area.ts'
import { checkCategory, createCensus, type PlanCensus } from './plan-census.ts'
import { createPlanReader, type Finding, type Json, type PlanReader } from './plan-reader.ts'
import { DEFAULT_CATEGORY_COLOR, planBounds, type SeatPlan } from './seat-plan.ts'

export type PlanVerdict =
  | { ok: true; plan: SeatPlan; warnings: Finding[] }
  | { ok: false; faults: Finding[]; warnings: Finding[] }

const PLAN_KEYS = new Set(['name', 'size', 'categories', 'zones'])
const SIZE_KEYS = new Set(['width', 'height'])
const CATEGORY_KEYS = new Set(['name', 'color'])
const ZONE_KEYS = new Set(['name', 'zone_id', 'uuid', 'displayed', 'position', 'rows', 'areas'])
const ROW_KEYS = new Set([
  ...['row_number', 'row_label', 'seat_label', 'position', 'row_number_position', 'seats'],
  ...['uuid', 'number_of_seats', 'seats_spacing'],
])
const SEAT_KEYS = new Set([
  ...['seat_guid', 'seat_number', 'position', 'category', 'radius', 'start_direction', 'uuid'],
  ...['accessible', 'companion_of', 'restricted_view'],
])

/**
 * Decides whether a document is a seat plan that can be sold from. Every fault is listed with its path, not
 * only the first. The returned plan is a copy in which what the format lets a file leave out is filled in
 * (sizes, positions, colours, empty lists); unknown keys are kept.
 */
export function checkPlan(document: unknown): PlanVerdict {
  const read = createPlanReader()
  const census = createCensus()
  const root = read.object(document, '')
  const plan = root && readPlan(read, root, census)
  if (plan) checkWhole(read, census)
  const { faults, warnings } = read.finish()
  return plan && faults.length === 0 ? { ok: true, plan, warnings } : { ok: false, faults, warnings }
}

function readPlan(read: PlanReader, root: Json, census: PlanCensus): SeatPlan {
  read.known(root, '', PLAN_KEYS)
  const name = root.name === undefined ? '' : read.text(root.name, 'name', planBounds.nameChars)
  const categories = read
    .array(root.categories, 'categories', planBounds.categories)
    .map((value, i) => readCategory(read, value, `categories[${i}]`, census))
  let zones: unknown[] = []
  if (root.zones !== undefined) {
    zones = read
      .array(root.zones, 'zones', planBounds.zones)
      .map((value, i) => readZone(read, value, `zones[${i}]`, census))
  }
  return { ...root, name, size: readSize(read, root.size, census), categories, zones } as unknown as SeatPlan
}

function readSize(read: PlanReader, value: unknown, census: PlanCensus): SeatPlan['size'] {
  if (value === undefined) {
    read.warn('size', 'is missing; the extent of the positions is used')
    return { width: census.extent.x + 20, height: census.extent.y + 20 }
  }
  const size = read.object(value, 'size')
  if (!size) return { width: 1, height: 1 }
  read.known(size, 'size', SIZE_KEYS)
  return {
    width: read.number(size.width, 'size.width', 1),
    height: read.number(size.height, 'size.height', 1),
  }
}

function readCategory(read: PlanReader, value: unknown, path: string, census: PlanCensus): unknown {
  const category = read.object(value, path)
  if (!category) return value
  read.known(category, path, CATEGORY_KEYS)
  const name = read.text(category.name, `${path}.name`, planBounds.nameChars, 1)
  if (census.categories.has(name)) read.fault(`${path}.name`, `“${name}” is the name of another category too`)
  census.categories.add(name)
  read.color(category.color, `${path}.color`)
  return { ...category, color: category.color || DEFAULT_CATEGORY_COLOR }
}

function readZone(read: PlanReader, value: unknown, path: string, census: PlanCensus): unknown {
  const zone = read.object(value, path)
  if (!zone) return value
  read.known(zone, path, ZONE_KEYS)
  const name = zone.name === undefined ? '' : read.text(zone.name, `${path}.name`, planBounds.nameChars)
  read.optionalText(zone.zone_id, `${path}.zone_id`, planBounds.nameChars)
  const position = positionOrOrigin(read, zone.position, `${path}.position`)
  const rows = listOrEmpty(read, zone.rows, `${path}.rows`, planBounds.rows).map((row, i) =>
    readRow(read, row, `${path}.rows[${i}]`, census, position),
  )
  const areas = listOrEmpty(read, zone.areas, `${path}.areas`, planBounds.areas).map((area, i) =>
    checkArea(read, area, `${path}.areas[${i}]`, census, position),
  )
  return { ...zone, name, position, rows, areas }
}

function readRow(
  read: PlanReader,
  value: unknown,
  path: string,
  census: PlanCensus,
  origin: { x: number; y: number },
): unknown {
  const row = read.object(value, path)
  if (!row) return value
  read.known(row, path, ROW_KEYS)
  const row_number =
    row.row_number === undefined ? '' : read.text(row.row_number, `${path}.row_number`, planBounds.nameChars)
  read.optionalText(row.row_label, `${path}.row_label`, planBounds.nameChars)
  read.optionalText(row.seat_label, `${path}.seat_label`, planBounds.nameChars)
  const position = positionOrOrigin(read, row.position, `${path}.position`)
  const seats = listOrEmpty(read, row.seats, `${path}.seats`, planBounds.places)
  const numbers = new Set<string>()
  for (let i = 0; i < seats.length; i += 1) {
    const seat = readSeat(read, seats[i], `${path}.seats[${i}]`, census)
    if (!seat) continue
    census.extent.x = Math.max(census.extent.x, origin.x + position.x + seat.x)
    census.extent.y = Math.max(census.extent.y, origin.y + position.y + seat.y)
    if (numbers.has(seat.number)) {
      read.warn(`${path}.seats[${i}].seat_number`, `“${seat.number}” is in this row twice`)
    }
    numbers.add(seat.number)
  }
  return { ...row, row_number, position, seats }
}

function readSeat(read: PlanReader, value: unknown, path: string, census: PlanCensus) {
  const seat = read.object(value, path)
  if (!seat) return undefined
  read.known(seat, path, SEAT_KEYS)
  census.places += 1
  const guid = read.text(seat.seat_guid, `${path}.seat_guid`, planBounds.seatIdChars, 1)
  const first = census.seats.get(guid)
  if (first !== undefined && guid !== '') {
    read.fault(`${path}.seat_guid`, `“${guid}” is the seat_guid of ${first} too`)
  } else census.seats.set(guid, path)
  const number = read.text(seat.seat_number, `${path}.seat_number`, planBounds.nameChars)
  checkCategory(read, seat.category, `${path}.category`, census)
  if (seat.radius !== undefined && seat.radius !== null) read.number(seat.radius, `${path}.radius`, 0)
  read.flag(seat.accessible, `${path}.accessible`)
  read.flag(seat.restricted_view, `${path}.restricted_view`)
  if (seat.accessible === true) census.accessible.add(guid)
  if (seat.companion_of !== undefined) {
    const of = read.text(seat.companion_of, `${path}.companion_of`, planBounds.seatIdChars, 1)
    if (of !== '') census.companions.push({ of, path: `${path}.companion_of`, self: guid })
  }
  const { x, y } = read.position(seat.position, `${path}.position`)
  return { x, y, number }
}

function checkWhole(read: PlanReader, census: PlanCensus): void {
  if (census.places === 0) read.fault('zones', 'there is no seat and no area with admission: nothing to sell')
  if (census.places > planBounds.places) {
    read.fault('zones', `there are ${census.places} places; at most ${planBounds.places} are allowed`)
  }
  for (const { of, path, self } of census.companions) {
    if (!census.seats.has(of)) read.fault(path, `“${of}” is not a seat of this plan`)
    else if (of === self) read.fault(path, 'names the seat itself')
    else if (!census.accessible.has(of)) read.warn(path, `“${of}” is not an accessible seat`)
  }
  // Units of an area are called `floor:1`, `floor:2` …; a numbered seat may not have such a name.
  for (const [id, path] of census.seats) {
    const colon = id.lastIndexOf(':')
    const area = colon > 0 ? census.admissions.get(id.slice(0, colon)) : undefined
    if (area && /^[1-9]\d{0,6}$/.test(id.slice(colon + 1))) {
      read.fault(`${path}.seat_guid`, `“${id}” is the id of a place in ${area}`)
    }
  }
}

function positionOrOrigin(read: PlanReader, value: unknown, path: string): { x: number; y: number } {
  return value === undefined || value === null ? { x: 0, y: 0 } : read.position(value, path)
}

function listOrEmpty(read: PlanReader, value: unknown, path: string, atMost: number): unknown[] {
  return value === undefined || value === null ? [] : read.array(value, path, atMost)
}
