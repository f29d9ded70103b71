import type { RefusalCode, RefusalOf } from '../../contract/refusals.ts'
import { countOf, listSome } from '../format/counts.ts'
import { formatMoment } from '../format/dates.ts'
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

type Texts = { [C in RefusalCode]: (refusal: RefusalOf<C>, facts: RefusalFacts) => RefusalText }

const seatNames = (seatIds: readonly string[], facts: RefusalFacts) =>
  listSome(seatIds.map((seatId) => facts.labelOf?.(seatId) ?? seatId))

const texts: Texts = {
  SEATS_TAKEN: ({ seatIds }, facts) => ({
    title: seatIds.length === 1 ? 'Someone was faster to this seat' : 'Someone was faster to these seats',
    text: `${seatNames(seatIds, facts)} ${seatIds.length === 1 ? 'is' : 'are'} already held or sold, so we put ${
      seatIds.length === 1 ? 'it' : 'them'
    } back. Your other choices are still selected.`,
    wayOut: 'choose_again',
  }),
  SOLD_OUT: () => ({
    title: 'Nothing is free right now',
    text: 'Every place that fits your wish is held or sold. Held places come back when a buyer runs out of time, so it is worth looking again.',
    wayOut: 'choose_again',
  }),
  NOT_ENOUGH_SEATS: ({ available }) => ({
    title: `Only ${countOf(available, 'place', 'places')} left`,
    text: 'That is fewer than you asked for. Choose fewer, or look in another category.',
    wayOut: 'fewer',
  }),
  NO_ADJACENT_SEATS: () => ({
    title: 'No seats side by side',
    text: 'There are enough free seats, but not next to each other. Try without sitting together, in another category, or with fewer people.',
    wayOut: 'not_together',
  }),
  LIMIT_EXCEEDED: ({ limit }) => ({
    title: `At most ${countOf(limit, 'place', 'places')}`,
    text: 'This event limits how many places one order or one person may have, counting what you already hold or booked.',
    wayOut: 'fewer',
  }),
  NOT_ON_SALE: ({ onSaleAt }) => ({
    title: 'Not on sale',
    text: onSaleAt
      ? `The sale opens on ${formatMoment(onSaleAt)}. This page will tell you when it does.`
      : 'Tickets for this event are not being sold at the moment.',
    wayOut: 'events',
  }),
  UNKNOWN_SEATS: ({ seatIds }, facts) => ({
    title: 'The plan has changed',
    text: `${seatNames(seatIds, facts)} ${seatIds.length === 1 ? 'is' : 'are'} not part of this event any more. Load the page again to see the new plan.`,
    wayOut: 'reload',
  }),
  HOLD_EXPIRED: () => ({
    title: 'Time ran out',
    text: 'Your seats were reserved for a limited time, and it is over. They may still be free: choose them again.',
    wayOut: 'choose_again',
  }),
  HOLD_ENDED: () => ({
    title: 'This reservation has ended',
    text: 'It was released, or already turned into a booking. Look at your bookings before choosing again.',
    wayOut: 'bookings',
  }),
  NOT_CANCELLABLE: () => ({
    title: 'This booking cannot be cancelled',
    text: 'It has already ended, or the event has begun.',
    wayOut: 'bookings',
  }),
  PAYMENT_DECLINED: () => ({
    title: 'The payment was declined',
    text: 'No money was taken. Your seats are still yours until the time runs out: try again, or pay another way.',
    wayOut: 'retry',
  }),
  INVALID_REQUEST: ({ errors }) => ({
    title: 'Something is missing or wrong',
    text: errors[0]?.message ?? 'Check what you entered and try again.',
    wayOut: 'edit',
  }),
  NOT_FOUND: () => ({
    title: 'Not found',
    text: 'It does not exist, or it belongs to someone else. If it is yours, sign in with the account it was made with.',
    wayOut: 'sign_in',
  }),
  UNAUTHENTICATED: () => ({ title: 'Please sign in', text: 'This needs an account.', wayOut: 'sign_in' }),
  FORBIDDEN: () => ({
    title: 'Not allowed',
    text: 'Your account may not do this.',
    wayOut: 'events',
  }),
  FORBIDDEN_ORIGIN: () => ({
    title: 'Blocked for your safety',
    text: 'The request did not come from this site. Load the page again from its own address.',
    wayOut: 'reload',
  }),
  QUEUE_REQUIRED: () => ({
    title: 'There is a queue',
    text: 'So many people are here that they enter in turn. Load the page again to take your place.',
    wayOut: 'reload',
  }),
  RATE_LIMITED: ({ retryAfterSeconds }) => ({
    title: 'A little too fast',
    text: `Please wait ${countOf(retryAfterSeconds, 'second', 'seconds')}, then try again.`,
    wayOut: 'retry',
  }),
  UNAVAILABLE: () => ({
    title: 'The box office is overwhelmed',
    text: 'Nothing was booked and nothing was lost. Try again in a moment.',
    wayOut: 'retry',
  }),
  IDEMPOTENCY_KEY_REUSED: () => ({
    title: 'This was sent before, but differently',
    text: 'To be safe we did not do it twice. Look at your bookings, then try again.',
    wayOut: 'bookings',
  }),
  INTERNAL: () => ({
    title: 'Something broke on our side',
    text: 'It has been recorded. Try again; if seats were taken, you will find them in your bookings.',
    wayOut: 'retry',
  }),
  INVALID_SIGNATURE: () => ({
    title: 'Not accepted',
    text: 'The message could not be verified.',
    wayOut: 'events',
  }),
  METHOD_NOT_ALLOWED: () => ({ title: 'Not possible', text: 'Load the page again.', wayOut: 'reload' }),
  PAYLOAD_TOO_LARGE: () => ({
    title: 'Too much at once',
    text: 'Choose fewer seats and try again.',
    wayOut: 'fewer',
  }),
  UNSUPPORTED_MEDIA_TYPE: () => ({ title: 'Not possible', text: 'Load the page again.', wayOut: 'reload' }),
  SEATS_IN_USE: ({ seatIds }, facts) => ({
    title: 'Seats are in use',
    text: `People hold or own ${seatNames(seatIds, facts)}.`,
    wayOut: 'edit',
  }),
  INVALID_PLAN: ({ faults }) => ({
    title: 'The seat plan has faults',
    text: faults[0]?.message ?? 'Check the plan.',
    wayOut: 'edit',
  }),
  SLUG_TAKEN: () => ({ title: 'This address is taken', text: 'Choose another.', wayOut: 'edit' }),
}

export const refusalCodes = Object.keys(texts) as RefusalCode[]

const unreachable: RefusalText = {
  title: 'No connection',
  text: 'The server could not be reached. Nothing is lost: check the connection and try again.',
  wayOut: 'retry',
}

/** Any failed call in words for the buyer, with a way out. */
export function textOf(error: unknown, facts: RefusalFacts = {}): RefusalText {
  const problem = error instanceof CallFailed ? error.problem : null
  if (problem === null) return unreachable
  const write = texts[problem.code] as ((refusal: unknown, facts: RefusalFacts) => RefusalText) | undefined
  // A newer server may refuse for a reason that this page does not know yet.
  if (!write) return { title: problem.title, text: problem.detail, wayOut: 'reload' }
  return write(problem, facts)
}
