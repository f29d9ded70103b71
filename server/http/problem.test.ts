import { expect, test } from 'vitest'
import { operations } from '../../contract/operations.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import { problems, problemText, problemType } from './problem.ts'

/** As docs and clients know them; a status that changes here changes the contract. */
const statuses: Record<RefusalCode, number> = {
  INVALID_REQUEST: 400,
  INVALID_SIGNATURE: 400,
  UNAUTHENTICATED: 401,
  PAYMENT_DECLINED: 402,
  CODE_REQUIRED: 403,
  INVALID_CODE: 422,
  CODE_USED_UP: 409,
  PRICE_CHANGED: 409,
  ALREADY_PAID: 409,
  REFUND_TOO_LARGE: 409,
  FORBIDDEN: 403,
  FORBIDDEN_ORIGIN: 403,
  QUEUE_REQUIRED: 403,
  CHALLENGE_REQUIRED: 403,
  INVITATION_REQUIRED: 403,
  QUEUE_CLOSED: 409,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  SEATS_TAKEN: 409,
  SOLD_OUT: 409,
  NOT_ENOUGH_SEATS: 409,
  NO_ADJACENT_SEATS: 409,
  NOT_SOLD_OUT: 409,
  ALREADY_WAITING: 409,
  WAITLIST_CLOSED: 409,
  LIMIT_EXCEEDED: 409,
  NOT_ON_SALE: 409,
  HOLD_ENDED: 409,
  NOT_EXTENDABLE: 409,
  NOT_CANCELLABLE: 409,
  NOT_TRANSFERABLE: 409,
  NAMES_FIXED: 409,
  ALREADY_CLAIMED: 409,
  NOTHING_TO_SEND: 409,
  SEATS_IN_USE: 409,
  SLUG_TAKEN: 409,
  LAB_BUSY: 409,
  HOLD_EXPIRED: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNKNOWN_SEATS: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  INVALID_PLAN: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
}

test('every refusal has its status, a title and a sentence', () => {
  for (const [code, { status, title, detail }] of Object.entries(problems)) {
    expect(status, code).toBe(statuses[code as RefusalCode])
    expect(title).not.toBe('')
    expect(detail).toMatch(/\.$/)
  }
  expect(Object.keys(problems).sort()).toEqual(Object.keys(statuses).sort())
})

test('every refusal of every operation is in the table', () => {
  for (const operation of Object.values(operations))
    for (const code of operation.refusals) expect(problems).toHaveProperty(code)
})

test('a problem document carries the code, the request id and the refusal’s data', () => {
  const text = problemText({ code: 'SEATS_TAKEN', seatIds: ['A-1', 'say "A-2"'] } as never, 'r7')
  expect(JSON.parse(text)).toEqual({
    type: 'urn:fullhouse:problem:seats-taken',
    title: 'Seats taken',
    status: 409,
    code: 'SEATS_TAKEN',
    requestId: 'r7',
    detail: problems.SEATS_TAKEN.detail,
    seatIds: ['A-1', 'say "A-2"'],
  })
})

test('a detail of one’s own replaces the default, and undefined data is left out', () => {
  const text = problemText(
    { code: 'NOT_ON_SALE', detail: 'Opens on “Friday”.', onSaleAt: undefined } as never,
    'r8',
  )
  expect(JSON.parse(text)).toEqual({
    type: problemType('NOT_ON_SALE'),
    title: 'Not on sale',
    status: 409,
    code: 'NOT_ON_SALE',
    requestId: 'r8',
    detail: 'Opens on “Friday”.',
  })
})
