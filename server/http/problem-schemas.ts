import { type TObject, type TSchema, Type } from 'typebox'
import type { RefusalCode } from '../../contract/refusals.ts'
import { Money } from '../../contract/shapes/basics.ts'
import { QueueChallenge } from '../../contract/shapes/queue.ts'
import { problems, problemType } from './problem.ts'

const fault = Type.Object({ path: Type.String(), message: Type.String() })
const seatIds = Type.Array(Type.String())
const none: Record<string, TSchema> = {}

/** What each refusal carries besides its text, for the published contract. */
const data: Record<RefusalCode, Record<string, TSchema>> = {
  INVALID_REQUEST: { errors: Type.Array(fault) },
  INVALID_SIGNATURE: none,
  UNAUTHENTICATED: none,
  FORBIDDEN: none,
  FORBIDDEN_ORIGIN: none,
  QUEUE_REQUIRED: { queue: Type.String() },
  QUEUE_CLOSED: { opensAt: Type.Union([Type.String(), Type.Null()]) },
  CHALLENGE_REQUIRED: { challenge: QueueChallenge },
  INVITATION_REQUIRED: none,
  NOT_FOUND: none,
  METHOD_NOT_ALLOWED: { allow: Type.Array(Type.String()) },
  PAYLOAD_TOO_LARGE: { limitBytes: Type.Integer() },
  UNSUPPORTED_MEDIA_TYPE: none,
  SEATS_TAKEN: { seatIds },
  SOLD_OUT: none,
  NOT_ENOUGH_SEATS: { available: Type.Integer() },
  NO_ADJACENT_SEATS: none,
  NOT_SOLD_OUT: none,
  ALREADY_WAITING: none,
  WAITLIST_CLOSED: none,
  LIMIT_EXCEEDED: { limit: Type.Integer() },
  NOT_ON_SALE: { onSaleAt: Type.Union([Type.String(), Type.Null()]) },
  UNKNOWN_SEATS: { seatIds },
  HOLD_EXPIRED: none,
  HOLD_ENDED: none,
  NOT_EXTENDABLE: none,
  NOT_CANCELLABLE: none,
  NOT_TRANSFERABLE: none,
  NAMES_FIXED: { until: Type.String() },
  ALREADY_CLAIMED: none,
  NOTHING_TO_SEND: none,
  PAYMENT_DECLINED: none,
  ALREADY_PAID: none,
  REFUND_TOO_LARGE: { most: Type.Integer() },
  CODE_REQUIRED: { categories: Type.Array(Type.String()) },
  INVALID_CODE: {
    reason: Type.String({
      enum: [
        ...['unknown', 'not_yet_valid', 'expired', 'not_for_presale', 'not_for_these_seats'],
        'not_combinable',
      ],
    }),
  },
  CODE_USED_UP: { left: Type.Integer() },
  PRICE_CHANGED: { total: Money },
  IDEMPOTENCY_KEY_REUSED: none,
  SEATS_IN_USE: { seatIds },
  INVALID_PLAN: { faults: Type.Array(fault) },
  SLUG_TAKEN: none,
  LAB_BUSY: none,
  RATE_LIMITED: { retryAfterSeconds: Type.Integer() },
  UNAVAILABLE: { retryAfterSeconds: Type.Integer() },
  INTERNAL: none,
}

export function problemSchema(code: RefusalCode): TObject {
  const { status, title, detail } = problems[code]
  return Type.Object(
    {
      type: Type.String({ enum: [problemType(code)] }),
      title: Type.String({ examples: [title] }),
      status: Type.Integer({ enum: [status] }),
      detail: Type.String({ examples: [detail] }),
      code: Type.String({ enum: [code] }),
      requestId: Type.String(),
      ...data[code],
    },
    { description: detail },
  )
}
