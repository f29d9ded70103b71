import { accounts, organiser } from './walk/accounts.ts'
import { choose, hurry } from './walk/choose.ts'
import { discover } from './walk/discover.ts'
import { lab } from './walk/lab.ts'
import { pay } from './walk/pay.ts'
import { queue } from './walk/queue.ts'
import { bookings, ordersGoneWrong, tickets } from './walk/tickets.ts'
import type { Walk } from './walk/walk.ts'

/**
 * Every page of the shop in the states that look different, as walks that need nothing of each other: each takes a visitor
 * that nobody has seen before. They read the shop in the language that is spoken (`speak`).
 */
export const walks: Record<string, (walk: Walk) => Promise<void>> = {
  discover,
  choose,
  hurry,
  pay,
  tickets,
  'orders gone wrong': ordersGoneWrong,
  bookings,
  accounts,
  queue,
  organiser,
  lab,
}

/** They mostly wait: for the network to fall silent, for a bank, for a hold to end. */
const WALKS_AT_ONCE = 3

/** Leads a newcomer, with a fresh profile, on each of the walks. */
export async function seeEveryPage(start: () => Promise<Walk>): Promise<void> {
  const left = Object.values(walks)
  const lead = async () => {
    for (let walk = left.shift(); walk; walk = left.shift()) await walk(await start())
  }
  await Promise.all(Array.from({ length: WALKS_AT_ONCE }, lead))
}

/** Replies that the walks provoke; any other refusal is a fault of a page. */
export const expectedReplies: [status: number, path: RegExp][] = [
  [404, /^\/(nothing|api\/v1\/(events\/no-such-event|holds|orders|organiser|lab))|^\/events\/no-such-event/],
  [401, /^\/api\/auth\//],
  [402, /^\/api\/v1\/payments\/demo\//],
  [409, /\/(holds|orders)/],
  [422, /\/(code|quote)$/],
]
