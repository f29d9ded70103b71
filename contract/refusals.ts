import type { QueueChallenge } from './shapes/queue.ts'

/**
 * Everything the API may refuse, and what each refusal tells the client besides its text.
 * A refusal is an expected answer: the server returns it as a value and never throws it.
 */
export interface RefusalData {
  INVALID_REQUEST: { errors: { path: string; message: string }[] }
  INVALID_SIGNATURE: object
  UNAUTHENTICATED: object
  FORBIDDEN: object
  FORBIDDEN_ORIGIN: object
  /** The event has a waiting room, and the caller has not been let in. `queue` is the page to go to. */
  QUEUE_REQUIRED: { queue: string }
  /** The waiting room takes nobody now; `opensAt`, if it will. */
  QUEUE_CLOSED: { opensAt: string | null }
  /** Solve this first, and send the solution with the same request (ALTCHA). */
  CHALLENGE_REQUIRED: { challenge: QueueChallenge }
  /** The waiting room is for those with an invitation code that still has places. */
  INVITATION_REQUIRED: object
  NOT_FOUND: object
  METHOD_NOT_ALLOWED: { allow: string[] }
  PAYLOAD_TOO_LARGE: { limitBytes: number }
  UNSUPPORTED_MEDIA_TYPE: object
  /** Some of the seats asked for are not free; `seatIds` names them. */
  SEATS_TAKEN: { seatIds: string[] }
  /** Nothing at all that fits the request is free. */
  SOLD_OUT: object
  /** Something is free, but fewer than asked for. */
  NOT_ENOUGH_SEATS: { available: number }
  NO_ADJACENT_SEATS: object
  /** `limit` seats is the most that one order, or one customer, may have for this event. */
  LIMIT_EXCEEDED: { limit: number }
  NOT_ON_SALE: { onSaleAt: string | null }
  UNKNOWN_SEATS: { seatIds: string[] }
  HOLD_EXPIRED: object
  HOLD_ENDED: object
  /** The event gives no more time for this hold, or its payment has begun. */
  NOT_EXTENDABLE: object
  NOT_CANCELLABLE: object
  PAYMENT_DECLINED: object
  /** The same `Idempotency-Key` came before with another request. */
  IDEMPOTENCY_KEY_REUSED: object
  /** A change of plan or capacity would drop seats that people hold or own. */
  SEATS_IN_USE: { seatIds: string[] }
  INVALID_PLAN: { faults: { path: string; message: string }[] }
  SLUG_TAKEN: object
  RATE_LIMITED: { retryAfterSeconds: number }
  UNAVAILABLE: { retryAfterSeconds: number }
  INTERNAL: object
}

export type RefusalCode = keyof RefusalData

/** One refusal, as `booking` and `inventory` return it. */
export type RefusalOf<C extends RefusalCode> = {
  [K in C]: { readonly code: K; readonly detail?: string } & Readonly<RefusalData[K]>
}[C]

/** The body of every error reply (RFC 9457, `application/problem+json`). */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  requestId: string
} & RefusalOf<RefusalCode>
