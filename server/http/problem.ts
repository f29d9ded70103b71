import type { RefusalCode } from '../../contract/refusals.ts'

/** What each refusal is on the wire: the one table of statuses, titles and default texts. */
export const problems: {
  readonly [C in RefusalCode]: {
    readonly status: number
    readonly title: string
    readonly detail: string
  }
} = {
  INVALID_REQUEST: {
    status: 400,
    title: 'Invalid request',
    detail: 'The request does not have the form this operation takes.',
  },
  INVALID_SIGNATURE: {
    status: 400,
    title: 'Invalid signature',
    detail: 'The signature does not match the message.',
  },
  UNAUTHENTICATED: { status: 401, title: 'Sign in first', detail: 'This needs a signed-in account.' },
  PAYMENT_DECLINED: {
    status: 402,
    title: 'Payment declined',
    detail: 'The payment was declined. Nothing was charged; the seats are still held for you.',
  },
  ALREADY_PAID: { status: 409, title: 'Already paid', detail: 'This order is paid for and confirmed.' },
  REFUND_TOO_LARGE: {
    status: 409,
    title: 'Too much to give back',
    detail: 'This is more than was paid for the order and has not gone back yet.',
  },
  FORBIDDEN: { status: 403, title: 'Not allowed', detail: 'This account may not do that.' },
  FORBIDDEN_ORIGIN: {
    status: 403,
    title: 'Origin not allowed',
    detail: 'A page of another site may not make changes here on your behalf.',
  },
  QUEUE_REQUIRED: {
    status: 403,
    title: 'Waiting room',
    detail: 'This event has a waiting room: take a place in it first.',
  },
  CHALLENGE_REQUIRED: {
    status: 403,
    title: 'A little work first',
    detail:
      'So many are coming that each place costs a moment of computing. Solve the challenge and send it along.',
  },
  INVITATION_REQUIRED: {
    status: 403,
    title: 'Invitation required',
    detail: 'This waiting room is for those with an invitation code that still has places.',
  },
  QUEUE_CLOSED: {
    status: 409,
    title: 'Queue closed',
    detail: 'The waiting room of this event takes nobody now.',
  },
  CODE_REQUIRED: {
    status: 403,
    title: 'Code required',
    detail: 'These seats are sold only to who has a code for them.',
  },
  NOT_FOUND: { status: 404, title: 'Not found', detail: 'There is nothing here that you can see.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address exists, but not for this method.',
  },
  SEATS_TAKEN: {
    status: 409,
    title: 'Seats taken',
    detail: 'Some of these seats are already held or sold to another customer.',
  },
  SOLD_OUT: { status: 409, title: 'Sold out', detail: 'Nothing that fits this request is free.' },
  NOT_ENOUGH_SEATS: {
    status: 409,
    title: 'Not enough seats',
    detail: 'Fewer seats are free than were asked for.',
  },
  NO_ADJACENT_SEATS: {
    status: 409,
    title: 'No seats together',
    detail: 'Enough seats are free, but not next to each other.',
  },
  NOT_SOLD_OUT: {
    status: 409,
    title: 'Not sold out',
    detail: 'Seats that fit are free: book them instead of waiting.',
  },
  ALREADY_WAITING: {
    status: 409,
    title: 'Already waiting',
    detail: 'You have a place on this waitlist already.',
  },
  WAITLIST_CLOSED: {
    status: 409,
    title: 'No waitlist',
    detail: 'This event has no waitlist, or it is full.',
  },
  LIMIT_EXCEEDED: {
    status: 409,
    title: 'Too many seats',
    detail: 'This is more seats than one order or one customer may have for this event.',
  },
  NOT_ON_SALE: { status: 409, title: 'Not on sale', detail: 'This event is not on sale at the moment.' },
  CODE_USED_UP: {
    status: 409,
    title: 'Code used up',
    detail: 'This code is not good for as many tickets any more.',
  },
  PRICE_CHANGED: {
    status: 409,
    title: 'Price changed',
    detail: 'This order comes to another sum than the one that was shown. Nothing was ordered.',
  },
  LAB_BUSY: {
    status: 409,
    title: 'The lab is busy',
    detail: 'A run of the lab goes on. Wait until it is over, or stop it.',
  },
  HOLD_ENDED: { status: 409, title: 'Hold ended', detail: 'This hold has already ended.' },
  NOT_EXTENDABLE: {
    status: 409,
    title: 'No more time',
    detail: 'This hold cannot be given more time.',
  },
  NOT_CANCELLABLE: {
    status: 409,
    title: 'Cannot be cancelled',
    detail: 'This order cannot be cancelled any more.',
  },
  NOT_TRANSFERABLE: {
    status: 409,
    title: 'Cannot be passed on',
    detail: 'This ticket cannot be passed on, or not any more.',
  },
  NAMES_FIXED: {
    status: 409,
    title: 'Names are fixed',
    detail: 'The name on this ticket can no longer be changed.',
  },
  ALREADY_CLAIMED: {
    status: 409,
    title: 'Already taken',
    detail: 'Someone has taken this ticket into their account already.',
  },
  NOTHING_TO_SEND: {
    status: 409,
    title: 'Nothing to send',
    detail: 'This order has no tickets: it is not confirmed.',
  },
  SEATS_IN_USE: {
    status: 409,
    title: 'Seats in use',
    detail: 'The change would drop seats that customers hold or own.',
  },
  SLUG_TAKEN: { status: 409, title: 'Slug taken', detail: 'Another event already has this slug.' },
  HOLD_EXPIRED: { status: 410, title: 'Hold expired', detail: 'The time of this hold is over.' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    title: 'Too large',
    detail: 'The request is larger than this operation takes.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send JSON, with “content-type: application/json”.',
  },
  UNKNOWN_SEATS: {
    status: 422,
    title: 'Unknown seats',
    detail: 'Some of these seats do not exist in this event.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key came before with another request.',
  },
  INVALID_CODE: {
    status: 422,
    title: 'Invalid code',
    detail: 'This code cannot be used here.',
  },
  INVALID_PLAN: { status: 422, title: 'Invalid seat plan', detail: 'The seat plan has faults.' },
  RATE_LIMITED: { status: 429, title: 'Too many requests', detail: 'Too many requests. Wait a moment.' },
  INTERNAL: {
    status: 500,
    title: 'Internal error',
    detail: 'Something went wrong on our side. It has been logged under this request id.',
  },
  UNAVAILABLE: {
    status: 503,
    title: 'Unavailable',
    detail: 'The server cannot answer this right now. Try again in a moment.',
  },
}

/** Stable name of a kind of problem (RFC 9457 `type`). */
export function problemType(code: RefusalCode): string {
  return `urn:fullhouse:problem:${code.toLowerCase().replaceAll('_', '-')}`
}

interface Prepared {
  /** Everything up to the request id, as JSON text. */
  head: string
  detail: string
}

const prepared = Object.fromEntries(
  (Object.keys(problems) as RefusalCode[]).map((code) => {
    const { status, title, detail } = problems[code]
    const head = JSON.stringify({ type: problemType(code), title, status, code })
    return [code, { head: `${head.slice(0, -1)},"requestId":"`, detail: JSON.stringify(detail) }]
  }),
) as Record<RefusalCode, Prepared>

/**
 * A refusal as the text of a problem document. In a rush most replies are refusals, so the constant part is prepared
 * and the rest is put together as text. `requestId` is ours and needs no escaping.
 */
export function problemText(
  refusal: { readonly code: RefusalCode; readonly detail?: string },
  requestId: string,
) {
  const { head, detail } = prepared[refusal.code]
  let text = `${head}${requestId}","detail":${refusal.detail === undefined ? detail : JSON.stringify(refusal.detail)}`
  for (const key in refusal) {
    if (key === 'code' || key === 'detail') continue
    const value = JSON.stringify(refusal[key as keyof typeof refusal])
    if (value !== undefined) text += `,"${key}":${value}`
  }
  return `${text}}`
}
