import { checkCategory, type PlanCensus } from './plan-census.ts'
import type { Json, PlanReader } from './plan-reader.ts'
import { planBounds } from './seat-plan.ts'

const AREA_KEYS = new Set([
  ...['shape', 'position', 'rotation', 'color', 'border_color', 'uuid', 'text', 'admission'],
  ...['rectangle', 'circle', 'ellipse', 'polygon'],
])
const TEXT_KEYS = new Set(['position', 'text', 'color', 'size'])
const ADMISSION_KEYS = new Set(['id', 'capacity', 'category', 'label'])
const AREA_ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** Checks one area: its shape, and its admission if it is sellable standing room. */
export function checkArea(
  read: PlanReader,
  value: unknown,
  path: string,
  census: PlanCensus,
  origin: { x: number; y: number },
): unknown {
  const area = read.object(value, path)
  if (!area) return value
  read.known(area, path, AREA_KEYS)
  const position =
    area.position === undefined || area.position === null
      ? { x: 0, y: 0 }
      : read.position(area.position, `${path}.position`)
  if (area.rotation !== undefined && area.rotation !== null) read.number(area.rotation, `${path}.rotation`)
  read.color(area.color, `${path}.color`)
  read.color(area.border_color, `${path}.border_color`)
  const reach = checkShape(read, area, path)
  census.extent.x = Math.max(census.extent.x, origin.x + position.x + reach.x)
  census.extent.y = Math.max(census.extent.y, origin.y + position.y + reach.y)
  if (area.text !== undefined && area.text !== null) checkText(read, area.text, `${path}.text`)
  if (area.admission !== undefined && area.admission !== null) {
    checkAdmission(read, area.admission, `${path}.admission`, census)
  }
  return { ...area, position }
}

/** How far the shape reaches to the right of and below its position. */
function checkShape(read: PlanReader, area: Json, path: string): { x: number; y: number } {
  const body = (key: string) => read.object(area[key], `${path}.${key}`)
  switch (area.shape) {
    case 'rectangle': {
      const at = `${path}.rectangle`
      const r = body('rectangle')
      return r
        ? { x: read.number(r.width, `${at}.width`, 0), y: read.number(r.height, `${at}.height`, 0) }
        : { x: 0, y: 0 }
    }
    case 'circle': {
      const c = body('circle')
      const radius = c ? read.number(c.radius, `${path}.circle.radius`, 0) : 0
      return { x: radius, y: radius }
    }
    case 'ellipse': {
      const e = body('ellipse')
      return e ? read.position(e.radius, `${path}.ellipse.radius`) : { x: 0, y: 0 }
    }
    case 'polygon': {
      const p = body('polygon')
      if (!p) return { x: 0, y: 0 }
      const at = `${path}.polygon.points`
      const points = read
        .array(p.points, at, planBounds.polygonPoints)
        .map((point, i) => read.position(point, `${at}[${i}]`))
      if (Array.isArray(p.points) && points.length < 3) read.fault(at, 'needs at least three points')
      return { x: Math.max(0, ...points.map((q) => q.x)), y: Math.max(0, ...points.map((q) => q.y)) }
    }
    case 'text':
      return { x: 0, y: 0 }
    default:
      read.fault(`${path}.shape`, 'must be one of rectangle, circle, ellipse, polygon, text')
      return { x: 0, y: 0 }
  }
}

function checkText(read: PlanReader, value: unknown, path: string): void {
  const text = read.object(value, path)
  if (!text) return
  read.known(text, path, TEXT_KEYS)
  read.text(text.text, `${path}.text`, planBounds.textChars)
  if (text.position !== undefined && text.position !== null) read.position(text.position, `${path}.position`)
  read.color(text.color, `${path}.color`)
  if (text.size !== undefined && text.size !== null) read.number(text.size, `${path}.size`, 0)
}

function checkAdmission(read: PlanReader, value: unknown, path: string, census: PlanCensus): void {
  const admission = read.object(value, path)
  if (!admission) return
  read.known(admission, path, ADMISSION_KEYS)
  const id = read.text(admission.id, `${path}.id`, planBounds.areaIdChars, 1)
  if (id.trim() !== '' && !AREA_ID.test(id)) {
    read.fault(
      `${path}.id`,
      'may have letters, digits, “.”, “_” and “-” only, and begins with a letter or digit',
    )
  }
  const capacity = admission.capacity
  const countable = typeof capacity === 'number' && Number.isInteger(capacity) && capacity >= 1
  if (!countable || capacity > planBounds.places) {
    read.fault(`${path}.capacity`, `must be a whole number from 1 to ${planBounds.places}`)
  } else census.places += capacity
  const twin = census.admissions.get(id)
  if (twin !== undefined && id !== '') read.fault(`${path}.id`, `“${id}” is the id of ${twin} too`)
  else census.admissions.set(id, path)
  checkCategory(read, admission.category, `${path}.category`, census)
  read.optionalText(admission.label, `${path}.label`, planBounds.nameChars)
}
