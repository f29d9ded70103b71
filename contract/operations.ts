import { type Static, type TSchema, Type } from 'typebox'
import { type OperationName, paths } from './paths.ts'
import type { RefusalCode } from './refusals.ts'
import * as s from './schemas.ts'

/** One operation of the HTTP contract: what it takes, what it answers, and what it may refuse. */
export interface Operation {
  summary: string
  tag: 'Events' | 'Holds' | 'Orders' | 'Payments' | 'My things' | 'Organiser'
  params?: TSchema
  query?: TSchema
  body?: TSchema
  /** Status of success → body. */
  replies: Record<number, TSchema>
  refusals: readonly RefusalCode[]
}

const idOrSlug = Type.Object({ idOrSlug: Type.String({ minLength: 1, maxLength: 100 }) })
const id = Type.Object({ id: s.Uuid })
const empty = Type.Null({ description: 'No body' })

const placing = [
  'SEATS_TAKEN',
  'SOLD_OUT',
  'NOT_ENOUGH_SEATS',
  'NO_ADJACENT_SEATS',
  'LIMIT_EXCEEDED',
  'NOT_ON_SALE',
  'UNKNOWN_SEATS',
  'INVALID_REQUEST',
  'NOT_FOUND',
  'IDEMPOTENCY_KEY_REUSED',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const satisfies RefusalCode[]

const staff = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_REQUEST',
] as const satisfies RefusalCode[]

export const operations = {
  listEvents: {
    summary: 'Published events',
    tag: 'Events',
    query: s.EventQuery,
    replies: { 200: s.EventPage },
    refusals: ['INVALID_REQUEST'],
  },
  getEvent: {
    summary: 'One event',
    tag: 'Events',
    params: idOrSlug,
    replies: { 200: s.Event },
    refusals: ['NOT_FOUND'],
  },
  getPlan: {
    summary: 'The seat plan, immutable per plan version',
    tag: 'Events',
    params: idOrSlug,
    replies: { 200: Type.Unknown({ description: 'Seat plan; strong ETag' }) },
    refusals: ['NOT_FOUND'],
  },
  getAvailability: {
    summary: 'Every seat’s state',
    tag: 'Events',
    params: idOrSlug,
    replies: { 200: s.Availability },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  placeHold: {
    summary: 'Hold seats, by id or best available',
    tag: 'Holds',
    params: idOrSlug,
    body: s.SeatSelection,
    replies: { 201: s.Hold },
    refusals: placing,
  },
  getHold: {
    summary: 'A hold, for its owner',
    tag: 'Holds',
    params: id,
    replies: { 200: s.Hold },
    refusals: ['NOT_FOUND'],
  },
  releaseHold: {
    summary: 'Give a hold’s seats back; the second time changes nothing',
    tag: 'Holds',
    params: id,
    replies: { 204: empty },
    refusals: ['NOT_FOUND', 'HOLD_ENDED', 'UNAVAILABLE'],
  },
  placeOrder: {
    summary: 'Order what a hold holds, or hold and order in one call',
    tag: 'Orders',
    body: s.NewOrder,
    replies: { 201: s.Order },
    refusals: [...placing, 'HOLD_EXPIRED', 'HOLD_ENDED'],
  },
  getOrder: {
    summary: 'An order, for its owner',
    tag: 'Orders',
    params: id,
    replies: { 200: s.Order },
    refusals: ['NOT_FOUND'],
  },
  cancelOrder: {
    summary: 'Cancel an order and give its seats back; twice is a no-op',
    tag: 'Orders',
    params: id,
    replies: { 200: s.Order },
    refusals: ['NOT_FOUND', 'NOT_CANCELLABLE', 'UNAVAILABLE'],
  },
  payDemo: {
    summary: 'Pay an order with play money',
    tag: 'Payments',
    params: Type.Object({ orderId: s.Uuid }),
    body: Type.Object(
      { outcome: Type.Unsafe<'succeed' | 'decline'>(Type.String({ enum: ['succeed', 'decline'] })) },
      { additionalProperties: false },
    ),
    replies: { 200: s.Order },
    refusals: [
      'PAYMENT_DECLINED',
      'NOT_FOUND',
      'HOLD_EXPIRED',
      'HOLD_ENDED',
      'INVALID_REQUEST',
      'UNAVAILABLE',
    ],
  },
  myHolds: {
    summary: 'The caller’s live holds',
    tag: 'My things',
    replies: { 200: Type.Object({ holds: Type.Array(s.Hold) }) },
    refusals: [],
  },
  myOrders: {
    summary: 'The caller’s orders, newest first',
    tag: 'My things',
    replies: { 200: Type.Object({ orders: Type.Array(s.Order) }) },
    refusals: [],
  },
  myTickets: {
    summary: 'The caller’s tickets',
    tag: 'My things',
    replies: { 200: Type.Object({ tickets: Type.Array(s.Ticket) }) },
    refusals: [],
  },
  createEvent: {
    summary: 'Create an event',
    tag: 'Organiser',
    body: s.NewEvent,
    replies: { 201: s.Event },
    refusals: [
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'INVALID_REQUEST',
      'INVALID_PLAN',
      'SLUG_TAKEN',
      'IDEMPOTENCY_KEY_REUSED',
    ],
  },
  changeEvent: {
    summary: 'Publish, move the sale, or change the plan without dropping a held or sold seat',
    tag: 'Organiser',
    params: id,
    body: s.EventChange,
    replies: { 200: s.Event },
    refusals: [...staff, 'INVALID_PLAN', 'SEATS_IN_USE', 'UNAVAILABLE'],
  },
  blockSeats: {
    summary: 'Take seats out of the sale, or put them back',
    tag: 'Organiser',
    params: id,
    body: s.Blocks,
    replies: { 200: s.Availability },
    refusals: [...staff, 'UNKNOWN_SEATS', 'SEATS_TAKEN', 'UNAVAILABLE'],
  },
  rebuildAvailability: {
    summary: 'Throw availability away and read it again from the ledger',
    tag: 'Organiser',
    params: id,
    replies: {
      200: Type.Object({ drift: Type.Integer({ description: 'Seats that availability had wrong' }) }),
    },
    refusals: [...staff, 'UNAVAILABLE'],
  },
  dumpLedger: {
    summary: 'Every row of the ledger for one event, for an audit',
    tag: 'Organiser',
    params: id,
    replies: { 200: s.LedgerDump },
    refusals: staff,
  },
} as const satisfies Record<OperationName, Operation>

type StaticOr<T, F> = T extends TSchema ? Static<T> : F
type OperationOf<N extends OperationName> = (typeof operations)[N]

/** What a client passes: `params`, `query` and `body`, each only where the operation has it. */
export type Input<N extends OperationName> = (OperationOf<N> extends { params: infer P }
  ? { params: StaticOr<P, never> }
  : object) &
  (OperationOf<N> extends { query: infer Q } ? { query?: StaticOr<Q, never> } : object) &
  (OperationOf<N> extends { body: infer B } ? { body: StaticOr<B, never> } : object)

type RepliesOf<N extends OperationName> = OperationOf<N>['replies']
/** What a success carries. */
export type Output<N extends OperationName> = {
  [S in keyof RepliesOf<N>]: StaticOr<RepliesOf<N>[S], never>
}[keyof RepliesOf<N>]

export type RefusalsOf<N extends OperationName> = OperationOf<N>['refusals'][number]

export { paths }
