import fc, { type Arbitrary } from 'fast-check'
import type { TSchema } from 'typebox'

/** Things that exist on the server under test, so that a request gets past "not found" now and then. */
export interface Known {
  uuids: string[]
  /** Slugs, seat ids, names of categories. */
  words: string[]
  plan: unknown
}

interface JsonSchema {
  type?: string
  enum?: string[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  patternProperties?: Record<string, JsonSchema>
  required?: string[]
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  examples?: string[]
}

const MOST_ITEMS = 12

/** Values that a schema allows. */
export function valuesOf(schema: TSchema, known: Known): Arbitrary<unknown> {
  return fromSchema(schema as JsonSchema, known)
}

function fromSchema(schema: JsonSchema, known: Known): Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => fromSchema(each, known)))
  switch (schema.type) {
    case 'object':
      return objects(schema, known)
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS),
      })
    case 'string':
      return strings(schema, known)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
  }
  return fc.constant(known.plan)
}

function objects(schema: JsonSchema, known: Known): Arbitrary<unknown> {
  const [, values] = Object.entries(schema.patternProperties ?? {})[0] ?? []
  if (values) return fc.dictionary(fc.string({ maxLength: 20 }), fromSchema(values, known), { maxKeys: 4 })
  // Few of the optional ones at a time: most of their combinations contradict each other.
  const { properties = {}, required = [] } = schema
  const parts = Object.entries(properties).map(([name, each]) => {
    const value = fromSchema(each, known)
    return [name, required.includes(name) ? value : sometimes(value)] as const
  })
  return fc
    .record(Object.fromEntries(parts))
    .map((object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)))
}

function sometimes<T>(value: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
}

function strings(schema: JsonSchema, known: Known): Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.pattern?.includes('[0-9a-f]{12}'))
    return fc.oneof(fc.constantFrom(...known.uuids), fc.uuid({ version: 7 }))
  if (schema.pattern)
    return fc.stringMatching(new RegExp(schema.pattern), { maxLength: schema.maxLength ?? 60 })
  const free = fc.string({
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 60, 200),
    unit: 'binary',
  })
  const instants = fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (schema.examples) return fc.oneof(instants, free)
  return fc.oneof(free, fc.constantFrom(...known.words))
}
