import { type Static, type TSchema, Type } from 'typebox'

/** Shapes on the wire. One source for types, validation, serialisation and OpenAPI. */

export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export const Instant = Type.String({ description: 'RFC 3339, UTC', examples: ['2027-03-14T19:30:00.000Z'] })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Money = Type.Object(
  {
    amount: Type.Integer({ description: 'Minor units: 4500 is €45.00' }),
    currency: Type.String({ description: 'ISO 4217', examples: ['EUR'] }),
  },
  { additionalProperties: false },
)
export type Money = Static<typeof Money>

export const SeatId = Type.String({ minLength: 1, maxLength: 100 })
