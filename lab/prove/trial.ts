import type { Reply } from '../../contract/client.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import type { Event } from '../../contract/shapes/events.ts'
import type { Hold, SeatSelection } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { auditEvent } from '../audit/audit-event.ts'
import { mapAtOnce } from '../stage/at-once.ts'
import { type Buyer, createBuyer } from '../stage/buyer.ts'
import type { Organiser } from '../stage/organiser.ts'
import { falseRefusals, type Refusal, type Taking } from './false-refusals.ts'

/** One run of one scenario: an event, its buyers, and everything that was said to them. */
export interface Trial {
  readonly random: () => number
  readonly scale: Scale
  readonly violations: readonly string[]
  /** A new free event on sale. One for each trial, so that nothing is left over from another. */
  openEvent(event: { plan: unknown; seats: number } & Partial<NewEvent>): Promise<Event>
  /** `count` guests look at the event, get their cookies, and stand ready with `connections` each. */
  arrive(event: Event, count: number, connections?: number): Promise<Buyer[]>
  hold(buyer: Buyer, event: Event, wish: SeatSelection, key?: string): Promise<Reply<Hold>>
  /** Hold and order in one call. */
  book(buyer: Buyer, event: Event, wish: SeatSelection, key?: string): Promise<Reply<Order>>
  order(buyer: Buyer, holdId: string, key?: string): Promise<Reply<Order>>
  /** By the demo provider. */
  pay(buyer: Buyer, orderId: string, outcome: 'succeed' | 'decline'): Promise<Reply<Order>>
  cancel(buyer: Buyer, orderId: string): Promise<Reply<Order>>
  release(buyer: Buyer, hold: Hold): Promise<Reply<null>>
  /** Anything that is not as it must be ends the trial as failed, after it has run its course. */
  expect(holds: boolean, what: string): void
  /** Codes that this scenario provokes; every other refusal, fault or silence is a violation. */
  allow(...codes: RefusalCode[]): void
  refused(code: RefusalCode): number
  /** Audits the event, and that so many of its seats are free, held and sold. */
  settle(event: Event, counts: { free?: number; held?: number; sold?: number }): Promise<void>
  /** No `SOLD_OUT` and no `NOT_ENOUGH_SEATS` was said while seats were provably free. */
  expectNoFalseRefusals(capacity: number): void
  summary(): { buyers: number; seats: number; granted: number; refused: ReadonlyMap<string, number> }
  end(): void
}

export type Scale = 'quick' | 'full'
export type Said = RefusalCode | 'UNREACHABLE'

const arrivingAtOnce = 64
/** How long after its time a hold may still keep others from its seats: until it was swept, on a machine that is busy. */
const sweepGraceMs = 5_000
/** Of each kind: a server that is wrong at all is wrong thousands of times. */
const violationsKept = 12

export function createTrial(url: string, organiser: Organiser, random: () => number, scale: Scale): Trial {
  const violations: string[] = []
  const allowed = new Set<Said>()
  const refusedBy = new Map<Said, number>()
  const everybody: Buyer[] = []
  const takings = new Map<string, Taking>()
  const holdOfOrder = new Map<string, string>()
  const refusals: Refusal[] = []
  let seats = 0
  let granted = 0

  const violate = (what: string): void => {
    if (violations.length < violationsKept) violations.push(what)
  }
  const note = <T>(reply: Reply<T>, doing: string): Reply<T> => {
    if (reply.ok) return reply
    const code: Said = reply.problem?.code ?? 'UNREACHABLE'
    refusedBy.set(code, (refusedBy.get(code) ?? 0) + 1)
    if (!allowed.has(code)) violate(`${doing} was answered with ${code}: ${explain(reply)}`)
    return reply
  }
  /** A request that takes seats: its times are kept, for judging what others were told meanwhile. */
  const taking = async <T extends Hold | Order>(
    wish: SeatSelection,
    ask: () => Promise<Reply<T>>,
    holdIdOf: (value: T) => string,
    lastsMs: (value: T) => number,
  ): Promise<Reply<T>> => {
    const begunMs = performance.now()
    const reply = await ask()
    const endedMs = performance.now()
    const wanted = wish.seatIds?.length ?? wish.quantity ?? 0
    if (reply.ok) {
      const got = reply.value.seats.length
      if (got !== wanted) violate(`asked for ${wanted} seats and got ${got}`)
      // A retry is told of the same hold; its seats were taken when it was first asked for.
      if (!takings.has(holdIdOf(reply.value))) {
        granted += 1
        const toMs = endedMs + lastsMs(reply.value)
        takings.set(holdIdOf(reply.value), { fromMs: begunMs, toMs, seats: got })
      }
    } else if (!reply.problem) {
      takings.set(crypto.randomUUID(), { fromMs: begunMs, toMs: Number.POSITIVE_INFINITY, seats: wanted })
    } else if (reply.problem.code === 'SOLD_OUT' || reply.problem.code === 'NOT_ENOUGH_SEATS') {
      refusals.push({ begunMs, endedMs, wanted, code: reply.problem.code })
    }
    return reply
  }
  /** Whether it is the order's or not may not be known: then it lasts. */
  const ordering = (holdId: string, reply: Reply<Order>): void => {
    const held = takings.get(holdId)
    const code = reply.ok ? null : reply.problem?.code
    if (held && code !== 'HOLD_EXPIRED' && code !== 'HOLD_ENDED') held.toMs = Number.POSITIVE_INFINITY
    if (reply.ok) holdOfOrder.set(reply.value.id, holdId)
  }
  const over = (holdId: string | undefined): void => {
    const held = holdId === undefined ? undefined : takings.get(holdId)
    if (held) held.toMs = Math.min(held.toMs, performance.now())
  }
  const withKey = (key: string | undefined) => (key === undefined ? {} : { idempotencyKey: key })

  return {
    random,
    scale,
    violations,
    openEvent: async ({ seats: count, ...event }) => {
      seats += count
      return organiser.createEvent({
        slug: `lab-${crypto.randomUUID()}`,
        title: 'An evening in the lab',
        ...event,
      })
    },
    arrive: async (event, count, connections = 1) => {
      const buyers = Array.from({ length: count }, () => createBuyer(url))
      everybody.push(...buyers)
      await mapAtOnce(buyers, arrivingAtOnce, async (buyer) => {
        note(await buyer.client.getEvent({ params: { idOrSlug: event.id } }), 'looking at the event')
        await buyer.connect(connections)
      })
      return buyers
    },
    hold: async (buyer, event, wish, key) => {
      const input = { params: { idOrSlug: event.id }, body: wish }
      const ask = () => buyer.client.placeHold(input, withKey(key))
      const lastsMs = ({ expiresAt, serverTime }: Hold) =>
        Date.parse(expiresAt) - Date.parse(serverTime) + sweepGraceMs
      return note(await taking(wish, ask, ({ id }) => id, lastsMs), `a hold of ${describe(wish)}`)
    },
    book: async (buyer, event, wish, key) => {
      const body = { eventId: event.id, ...wish, buyer: someone }
      const ask = () => buyer.client.placeOrder({ body }, withKey(key))
      const lastsMs = () => Number.POSITIVE_INFINITY
      const reply = await taking(wish, ask, ({ holdId }) => holdId, lastsMs)
      if (reply.ok) holdOfOrder.set(reply.value.id, reply.value.holdId)
      return note(reply, `a booking of ${describe(wish)}`)
    },
    order: async (buyer, holdId, key) => {
      const reply = await buyer.client.placeOrder({ body: { holdId, buyer: someone } }, withKey(key))
      ordering(holdId, reply)
      return note(reply, 'an order')
    },
    pay: async (buyer, orderId, outcome) =>
      note(await buyer.client.payDemo({ params: { orderId }, body: { outcome } }), 'a payment'),
    cancel: async (buyer, orderId) => {
      const reply = await buyer.client.cancelOrder({ params: { id: orderId } })
      if (reply.ok) over(holdOfOrder.get(orderId))
      return note(reply, 'a cancellation')
    },
    release: async (buyer, hold) => {
      const reply = await buyer.client.releaseHold({ params: { id: hold.id } })
      if (reply.ok) over(hold.id)
      return note(reply as Reply<null>, 'a release')
    },
    expect: (isSo, what) => {
      if (!isSo) violate(what)
    },
    allow: (...codes) => {
      for (const code of codes) allowed.add(code)
    },
    refused: (code) => refusedBy.get(code) ?? 0,
    settle: async (event, counts) => {
      const { findings, counts: found } = await auditEvent(() => organiser.dumpLedger(event.id))
      for (const { rule, detail } of findings) violate(`audit: ${rule}: ${detail}`)
      for (const name of ['free', 'held', 'sold'] as const) {
        const wanted = counts[name]
        if (wanted !== undefined && found[name] !== wanted) {
          violate(`${found[name]} seats are ${name}, ${wanted} should be`)
        }
      }
    },
    expectNoFalseRefusals: (capacity) => {
      const untrue = falseRefusals(capacity, [...takings.values()], refusals)
      for (const { code, wanted } of untrue)
        violate(`a false ${code} for ${wanted} seats: enough were free all the while`)
    },
    summary: () => ({ buyers: everybody.length, seats, granted, refused: refusedBy }),
    end: () => {
      for (const buyer of everybody) buyer.leave()
    },
  }
}

const someone = { name: 'Grace Hopper', email: 'grace@example.com' }

function describe(wish: SeatSelection): string {
  return wish.seatIds ? `seats ${wish.seatIds.join(', ')}` : `${wish.quantity} seats`
}

function explain(reply: Extract<Reply<unknown>, { ok: false }>): string {
  if (reply.problem) return `${reply.status} ${reply.problem.detail} (request ${reply.problem.requestId})`
  return String('cause' in reply ? reply.cause : 'no answer')
}
