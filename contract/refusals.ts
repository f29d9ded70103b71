import type { Money } from './shapes/basics.ts'
import type { QueueChallenge } from './shapes/queue.ts'

/** What can be wrong with a code: `not_combinable` when the seats are held with another one. */
export type CodeFault =
  | 'unknown'
  | 'not_yet_valid'
  | 'expired'
  | 'not_for_presale'
  | 'not_for_these_seats'
  | 'not_combinable'

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
  /** Something that fits is free: there is no reason to wait. */
  NOT_SOLD_OUT: object
  /** One place for each customer and event. */
  ALREADY_WAITING: object
  /** The event has no waitlist, or it is full. */
  WAITLIST_CLOSED: object
  /** `limit` seats is the most that one order, or one customer, may have for this event. */
  LIMIT_EXCEEDED: { limit: number }
  NOT_ON_SALE: { onSaleAt: string | null }
  UNKNOWN_SEATS: { seatIds: string[] }
  HOLD_EXPIRED: object
  HOLD_ENDED: object
  /** The event gives no more time for this hold, or its payment has begun. */
  NOT_EXTENDABLE: object
  NOT_CANCELLABLE: object
  /** The ticket is void, was passed on before, its event has begun, or its organiser does not allow it. */
  NOT_TRANSFERABLE: object
  /** Names on tickets could be changed until `until`. */
  NAMES_FIXED: { until: string }
  /** Someone with an account has taken this ticket already. */
  ALREADY_CLAIMED: object
  /** There are no tickets to send: the order is not confirmed. */
  NOTHING_TO_SEND: object
  PAYMENT_DECLINED: object
  ALREADY_PAID: object
  /** `most` minor units can still go back. */
  REFUND_TOO_LARGE: { most: number }
  /** These categories are sold only to who has a code that opens them. */
  CODE_REQUIRED: { categories: string[] }
  INVALID_CODE: { reason: CodeFault }
  /** `left` more tickets can be had with this code; it was asked for more. */
  CODE_USED_UP: { left: number }
  /** The order comes to another sum than the buyer was shown. */
  PRICE_CHANGED: { total: Money }
  /** The same `Idempotency-Key` came before with another request. */
  IDEMPOTENCY_KEY_REUSED: object
  /** A change of plan or capacity would drop seats that people hold or own. */
  SEATS_IN_USE: { seatIds: string[] }
  INVALID_PLAN: { faults: { path: string; message: string }[] }
  SLUG_TAKEN: object
  /** A run of the lab goes on, perhaps somebody else's: one at a time. */
  LAB_BUSY: object
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
