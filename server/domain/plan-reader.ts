import { planBounds } from './seat-plan.ts'

export interface Finding {
  /** A JSON path, such as `zones[0].rows[3].seats[11].category`; empty for the document itself. */
  path: string
  message: string
}

export type Json = Record<string, unknown>

const COLOR = /^(#[0-9a-f]{3,8}|[a-z]{3,30}|(rgb|hsl)a?\([\d\s.,%/-]{3,60}\))$/i

/**
 * Reads parts of an untrusted document and gathers every fault on the way, so that an organiser sees
 * all of them at once. Each reader returns a usable value even after a fault; the document is refused at the
 * end if there was any.
 */
export function createPlanReader() {
  const faults: Finding[] = []
  const warnings: Finding[] = []
  const unknownKeys = new Map<string, { path: string; count: number }>()
  let uncounted = 0

  const fault = (path: string, message: string): void => {
    if (faults.length < planBounds.faults) faults.push({ path, message })
    else uncounted += 1
  }
  const warn = (path: string, message: string): void => {
    if (warnings.length < planBounds.faults) warnings.push({ path, message })
  }

  const wrong = (path: string, wanted: string, value: unknown): void =>
    fault(
      path,
      value === undefined ? `is missing; it must be ${wanted}` : `must be ${wanted}, not ${nameOf(value)}`,
    )

  const object = (value: unknown, path: string): Json | undefined => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
    wrong(path, 'an object', value)
    return undefined
  }

  const array = (value: unknown, path: string, atMost: number): unknown[] => {
    if (!Array.isArray(value)) {
      wrong(path, 'a list', value)
      return []
    }
    if (value.length <= atMost) return value
    fault(path, `has ${value.length} entries; at most ${atMost} are allowed`)
    return value.slice(0, atMost)
  }

  const text = (value: unknown, path: string, atMost: number, atLeast = 0): string => {
    if (typeof value !== 'string') {
      wrong(path, 'text', value)
      return ''
    }
    if (value.length > atMost)
      fault(path, `is ${value.length} characters long; at most ${atMost} are allowed`)
    else if (value.trim().length < atLeast) fault(path, 'must not be blank')
    return value
  }

  const number = (value: unknown, path: string, atLeast: number = -planBounds.coordinate): number => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      wrong(path, 'a finite number', value)
      return 0
    }
    if (value < atLeast || value > planBounds.coordinate) {
      fault(path, `must be between ${atLeast} and ${planBounds.coordinate}, not ${value}`)
      return 0
    }
    return value
  }

  const position = (value: unknown, path: string): { x: number; y: number } => {
    const at = object(value, path)
    if (!at) return { x: 0, y: 0 }
    known(at, path, POSITION_KEYS)
    return { x: number(at.x, `${path}.x`), y: number(at.y, `${path}.y`) }
  }

  const flag = (value: unknown, path: string): void => {
    if (value !== undefined && typeof value !== 'boolean') {
      wrong(path, 'true or false', value)
    }
  }

  /** Colours end up in style attributes and on a canvas, so only what can be nothing but a colour is let in. */
  const color = (value: unknown, path: string): void => {
    if (value === undefined || value === null || value === '') return
    if (typeof value !== 'string') wrong(path, 'text', value)
    else if (!COLOR.test(value)) fault(path, 'must be a CSS colour')
  }

  const optionalText = (value: unknown, path: string, atMost: number): void => {
    if (value !== undefined && value !== null) text(value, path, atMost)
  }

  /** Counts keys outside `keys`. The same key in 20,000 seats is one warning, not 20,000. */
  const known = (value: Json, path: string, keys: ReadonlySet<string>): void => {
    for (const key in value) {
      if (keys.has(key)) continue
      const kind = `${path.replace(/\[\d+\]/g, '[]')}.${key}`
      const seen = unknownKeys.get(kind)
      if (seen) seen.count += 1
      else if (unknownKeys.size < planBounds.faults) {
        unknownKeys.set(kind, { path: path === '' ? key : `${path}.${key}`, count: 1 })
      }
    }
  }

  const finish = (): { faults: Finding[]; warnings: Finding[] } => {
    if (uncounted > 0) faults.push({ path: '', message: `… and ${uncounted} more faults` })
    for (const { path, count } of unknownKeys.values()) {
      const more = count === 1 ? '' : ` (and in ${count - 1} more places)`
      warnings.push({ path, message: `is not a key that we know; it is kept${more}` })
    }
    return { faults, warnings }
  }

  return { fault, warn, object, array, text, number, position, flag, color, optionalText, known, finish }
}

export type PlanReader = ReturnType<typeof createPlanReader>

const POSITION_KEYS: ReadonlySet<string> = new Set(['x', 'y'])

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string') return 'text'
  return String(value)
}
