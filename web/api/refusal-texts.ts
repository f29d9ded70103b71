import type { RefusalCode, RefusalOf } from '../../contract/refusals.ts'
import { listSome } from '../format/counts.ts'
import { formatMoment } from '../format/dates.ts'
import { formatMoney } from '../format/money.ts'
import type { Texts } from '../i18n/catalog.ts'
import { texts } from '../i18n/texts.ts'
import { CallFailed } from './failure.ts'

/** What the buyer can do next; a screen shows the ways out that it has. */
export type WayOut =
  | 'retry'
  | 'choose_again'
  | 'fewer'
  | 'not_together'
  | 'reload'
  | 'edit'
  | 'sign_in'
  | 'bookings'
  | 'events'

export interface RefusalText {
  title: string
  text: string
  wayOut: WayOut
}

/** What a screen knows that makes a text clearer. */
export interface RefusalFacts {
  /** “Stalls, row C, seat 12” for a seat id. */
  labelOf?: (seatId: string) => string | undefined
}

type Words = Texts['refusals']
type Writers = {
  [C in RefusalCode]: (refusal: RefusalOf<C>, t: Words, facts: RefusalFacts) => RefusalText
}

const seatNames = (seatIds: readonly string[], facts: RefusalFacts) =>
  listSome(seatIds.map((seatId) => facts.labelOf?.(seatId) ?? seatId))

const writers: Writers = {
  SEATS_TAKEN: ({ seatIds }, { seatsTaken }, facts) => ({
    title: seatsTaken.title(seatIds.length),
    text: seatsTaken.text(seatNames(seatIds, facts), seatIds.length),
    wayOut: 'choose_again',
  }),
  SOLD_OUT: (_, t) => ({ ...t.soldOut, wayOut: 'choose_again' }),
  NOT_ENOUGH_SEATS: ({ available }, { notEnough }) => ({
    title: notEnough.title(available),
    text: notEnough.text,
    wayOut: 'fewer',
  }),
  NO_ADJACENT_SEATS: (_, t) => ({ ...t.notAdjacent, wayOut: 'not_together' }),
  NOT_SOLD_OUT: (_, t) => ({ ...t.notSoldOut, wayOut: 'choose_again' }),
  ALREADY_WAITING: (_, t) => ({ ...t.alreadyWaiting, wayOut: 'bookings' }),
  WAITLIST_CLOSED: (_, t) => ({ ...t.waitlistClosed, wayOut: 'events' }),
  LIMIT_EXCEEDED: ({ limit }, t) => ({
    title: t.limit.title(limit),
    text: t.limit.text,
    wayOut: 'fewer',
  }),
  NOT_ON_SALE: ({ onSaleAt }, { notOnSale }) => ({
    title: notOnSale.title,
    text: onSaleAt ? notOnSale.opens(formatMoment(onSaleAt)) : notOnSale.text,
    wayOut: 'events',
  }),
  UNKNOWN_SEATS: ({ seatIds }, { unknownSeats }, facts) => ({
    title: unknownSeats.title,
    text: unknownSeats.text(seatNames(seatIds, facts), seatIds.length),
    wayOut: 'reload',
  }),
  HOLD_EXPIRED: (_, t) => ({ ...t.holdExpired, wayOut: 'choose_again' }),
  HOLD_ENDED: (_, t) => ({ ...t.holdEnded, wayOut: 'bookings' }),
  NOT_EXTENDABLE: (_, t) => ({ ...t.notExtendable, wayOut: 'bookings' }),
  NOT_CANCELLABLE: (_, t) => ({ ...t.notCancellable, wayOut: 'bookings' }),
  NOT_TRANSFERABLE: (_, t) => ({ ...t.notTransferable, wayOut: 'bookings' }),
  NAMES_FIXED: ({ until }, { namesFixed }) => ({
    title: namesFixed.title,
    text: namesFixed.text(formatMoment(until)),
    wayOut: 'bookings',
  }),
  ALREADY_CLAIMED: (_, t) => ({ ...t.alreadyClaimed, wayOut: 'bookings' }),
  NOTHING_TO_SEND: (_, t) => ({ ...t.nothingToSend, wayOut: 'bookings' }),
  CODE_REQUIRED: ({ categories }, { codeRequired }) => ({
    title: codeRequired.title,
    text: codeRequired.text(listSome(categories)),
    wayOut: 'choose_again',
  }),
  INVALID_CODE: ({ reason }, { invalidCode }) => ({
    title: invalidCode.title,
    text: invalidCode.reasons[reason],
    wayOut: 'edit',
  }),
  CODE_USED_UP: ({ left }, { codeUsedUp }) => ({
    title: codeUsedUp.title,
    text: codeUsedUp.text(left),
    wayOut: 'fewer',
  }),
  PRICE_CHANGED: ({ total }, { priceChanged }) => ({
    title: priceChanged.title,
    text: priceChanged.text(formatMoney(total)),
    wayOut: 'retry',
  }),
  PAYMENT_DECLINED: (_, t) => ({ ...t.declined, wayOut: 'retry' }),
  ALREADY_PAID: (_, t) => ({ ...t.alreadyPaid, wayOut: 'bookings' }),
  REFUND_TOO_LARGE: (_, t) => ({ ...t.refundTooLarge, wayOut: 'edit' }),
  INVALID_REQUEST: (_, t) => ({ ...t.invalid, wayOut: 'edit' }),
  NOT_FOUND: (_, t) => ({ ...t.notFound, wayOut: 'sign_in' }),
  UNAUTHENTICATED: (_, t) => ({ ...t.unauthenticated, wayOut: 'sign_in' }),
  FORBIDDEN: (_, t) => ({ ...t.forbidden, wayOut: 'events' }),
  FORBIDDEN_ORIGIN: (_, t) => ({ ...t.forbiddenOrigin, wayOut: 'reload' }),
  QUEUE_REQUIRED: (_, t) => ({ ...t.queue, wayOut: 'reload' }),
  QUEUE_CLOSED: ({ opensAt }, { queueClosed }) => ({
    title: queueClosed.title,
    text: opensAt ? queueClosed.opens(formatMoment(opensAt)) : queueClosed.text,
    wayOut: 'events',
  }),
  CHALLENGE_REQUIRED: (_, t) => ({ ...t.challenge, wayOut: 'reload' }),
  INVITATION_REQUIRED: (_, t) => ({ ...t.invitation, wayOut: 'events' }),
  RATE_LIMITED: ({ retryAfterSeconds }, { tooFast }) => ({
    title: tooFast.title,
    text: tooFast.text(retryAfterSeconds),
    wayOut: 'retry',
  }),
  UNAVAILABLE: (_, t) => ({ ...t.unavailable, wayOut: 'retry' }),
  IDEMPOTENCY_KEY_REUSED: (_, t) => ({ ...t.keyReused, wayOut: 'bookings' }),
  INTERNAL: (_, t) => ({ ...t.internal, wayOut: 'retry' }),
  INVALID_SIGNATURE: (_, t) => ({ ...t.notVerified, wayOut: 'events' }),
  METHOD_NOT_ALLOWED: (_, t) => ({ ...t.notPossible, wayOut: 'reload' }),
  PAYLOAD_TOO_LARGE: (_, t) => ({ ...t.tooLarge, wayOut: 'fewer' }),
  UNSUPPORTED_MEDIA_TYPE: (_, t) => ({ ...t.notPossible, wayOut: 'reload' }),
  SEATS_IN_USE: ({ seatIds }, { seatsInUse }, facts) => ({
    title: seatsInUse.title,
    text: seatsInUse.text(seatNames(seatIds, facts)),
    wayOut: 'edit',
  }),
  INVALID_PLAN: (_, t) => ({ ...t.invalidPlan, wayOut: 'edit' }),
  LAB_BUSY: (_, t) => ({ ...t.labBusy, wayOut: 'retry' }),
  SLUG_TAKEN: (_, t) => ({ ...t.addressTaken, wayOut: 'edit' }),
}

export const refusalCodes = Object.keys(writers) as RefusalCode[]

/** Any failed call in words for the buyer, with a way out. */
export function textOf(error: unknown, facts: RefusalFacts = {}): RefusalText {
  const t = texts().refusals
  const problem = error instanceof CallFailed ? error.problem : null
  if (problem === null) return { ...t.unreachable, wayOut: 'retry' }
  const write = writers[problem.code] as
    | ((refusal: unknown, t: Words, facts: RefusalFacts) => RefusalText)
    | undefined
  // A newer server may refuse for a reason that this page does not know yet.
  return write ? write(problem, t, facts) : { ...t.notPossible, wayOut: 'reload' }
}
