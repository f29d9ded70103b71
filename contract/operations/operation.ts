import { type TSchema, Type } from 'typebox'
import type { RefusalCode } from '../refusals.ts'
import { Uuid } from '../shapes/basics.ts'

/** One operation of the HTTP contract: what it takes, what it answers, and what it may refuse. */
export interface Operation {
  summary: string
  tag:
    | 'Events'
    | 'Holds'
    | 'Orders'
    | 'Payments'
    | 'Tickets'
    | 'Waiting room'
    | 'Waitlist'
    | 'My things'
    | 'Organiser'
  params?: TSchema
  query?: TSchema
  body?: TSchema
  /** Status of success → body. */
  replies: Record<number, TSchema>
  /** Successes that come only to who asked for them in the request: other clients need not know of them. */
  onRequest?: Record<number, TSchema>
  refusals: readonly RefusalCode[]
}

export const idOrSlug = Type.Object({ idOrSlug: Type.String({ minLength: 1, maxLength: 100 }) })
export const id = Type.Object({ id: Uuid })
export const empty = Type.Null({ description: 'No body' })

export const placing = [
  'SEATS_TAKEN',
  'SOLD_OUT',
  'NOT_ENOUGH_SEATS',
  'NO_ADJACENT_SEATS',
  'LIMIT_EXCEEDED',
  'NOT_ON_SALE',
  'QUEUE_REQUIRED',
  'CODE_REQUIRED',
  'INVALID_CODE',
  'UNKNOWN_SEATS',
  'INVALID_REQUEST',
  'NOT_FOUND',
  'IDEMPOTENCY_KEY_REUSED',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const satisfies RefusalCode[]

export const staff = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_REQUEST',
] as const satisfies RefusalCode[]
