import { accounts, organiser } from './walk/accounts.ts'
import { choose, hurry } from './walk/choose.ts'
import { discover } from './walk/discover.ts'
import { lab } from './walk/lab.ts'
import { pay } from './walk/pay.ts'
import { queue } from './walk/queue.ts'
import { bookings, ordersGoneWrong, tickets } from './walk/tickets.ts'
import { waitlist } from './walk/waitlist.ts'
import type { Walk } from './walk/walk.ts'

/**
 * Every page of the shop in the states that look different, as walks that need nothing of each other: each takes a visitor
 * that nobody has seen before. They read the shop in the language that is spoken (`speak`).
 */
export const walks: Record<string, (walk: Walk) => Promise<void>> = {
  discover,
  choose,
  hurry,
  waitlist,
  pay,
  tickets,
  'orders gone wrong': ordersGoneWrong,
  bookings,
  accounts,
  queue,
  organiser,
  lab,
}

/** Replies that the walks provoke; any other refusal is a fault of a page. */
export const expectedReplies: [status: number, path: RegExp][] = [
  [404, /^\/(nothing|api\/v1\/(events\/no-such-event|holds|orders|organiser|lab))|^\/events\/no-such-event/],
  [401, /^\/api\/auth\//],
  [402, /^\/api\/v1\/payments\/demo\//],
  [409, /\/(holds|orders)/],
  [422, /\/(code|quote)$/],
]
