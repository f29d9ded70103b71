import type { Recorded } from './history.ts'
import type { Tenancy } from './one-owner.ts'
import type { ServerClock } from './server-clock.ts'
import { firstOf, never, type Span } from './span.ts'

/** A buyer's seats: a hold's, or those that late money got when the hold was over. */
export interface Stay extends Tenancy {
  buyer: number
  hold: string
  seats: readonly number[]
  /** Of late money, for which the cap is not asked again. */
  late: boolean
}

/** Everything that buyers were told of one hold. */
export interface HoldStory {
  id: string
  buyer: number
  seats: readonly number[]
  begun: Span
  /** When its time is over, if nothing else ends it: as it was told first, and last. */
  firstEnd: Span
  lastEnd: Span
  /** Its wishes, and whatever was asked of it later. */
  records: Recorded[]
}

export interface OrderStory {
  id: string
  hold: string
  buyer: number
  seats: readonly number[]
  /** It was confirmed after this was asked for and before it was told. */
  confirmed: Span | null
  /** By money that came after the hold was over. */
  late: boolean
  /** The last answer that told of it. */
  last: Recorded
  cancels: Recorded[]
  /** The first attempt to pay from which money may come. */
  paidFrom: number
}

export interface Stories {
  holds: Map<string, HoldStory>
  orders: Map<string, OrderStory>
  stays: Stay[]
  /** Wishes for seats whose outcome nobody knows. */
  lost: Recorded[]
}

/** How long after its time a hold may still keep others from its seats: until it was swept, on a machine that is busy. */
const sweepGraceMs = 5_000

/** Puts together what became of each hold and order, from nothing but requests and answers in the order of the answers. */
export function tellStories(records: readonly Recorded[], clock: ServerClock): Stories {
  const holds = new Map<string, HoldStory>()
  const orders = new Map<string, OrderStory>()
  for (const record of records) {
    if (record.act === 'hold' && record.outcome === 'ok') enterHold(holds, record, clock)
  }
  for (const record of records) {
    if (record.act === 'hold' || record.hold === undefined) continue
    const hold = holds.get(record.hold)
    hold?.records.push(record)
    if (record.order !== undefined) enterOrder(orders, record)
    if (hold && record.outcome === 'ok' && record.endsAt !== undefined) {
      const end = clock.when(record.endsAt)
      if (end.latest > hold.lastEnd.latest) hold.lastEnd = end
    }
  }
  const ordersOf = Map.groupBy(orders.values(), ({ hold }) => hold)
  const stays = [...holds.values()].map((hold) => stayOf(hold, ordersOf.get(hold.id) ?? []))
  for (const order of orders.values()) {
    const { buyer, hold, seats, confirmed, late } = order
    if (late && confirmed) {
      stays.push({ buyer, hold, seats, late, start: confirmed, end: firstOf(order.cancels.map(spanOf)) })
    }
  }
  const lost = records.filter(({ act, outcome }) => act === 'hold' && outcome === 'unknown')
  return { holds, orders, stays, lost }
}

function enterHold(holds: Map<string, HoldStory>, record: Recorded, clock: ServerClock): void {
  const { hold: id = '', buyer, seats = [], endsAt = 0 } = record
  const known = holds.get(id)
  if (known) {
    // One wish, sent twice: it was granted before the first of its answers.
    known.begun = firstOf([known.begun, spanOf(record)])
    known.records.push(record)
    return
  }
  const end = clock.when(endsAt)
  holds.set(id, { id, buyer, seats, begun: spanOf(record), firstEnd: end, lastEnd: end, records: [record] })
}

function enterOrder(orders: Map<string, OrderStory>, record: Recorded): void {
  const id = record.order!
  const story = orders.get(id) ?? newOrder(record)
  orders.set(id, story)
  if (record.act === 'cancel' && record.outcome !== 'refused') story.cancels.push(record)
  if (record.act === 'pay' && record.bank !== 'decline')
    story.paidFrom = Math.min(story.paidFrom, record.from)
  if (record.outcome !== 'ok') return
  story.last = record
  if (record.state !== 'confirmed') return
  story.seats = record.seats ?? story.seats
  story.late = record.paidLate === true
  const told = { earliest: Math.min(story.paidFrom, record.from), latest: record.to }
  story.confirmed = story.confirmed ? firstOf([story.confirmed, told]) : told
}

function newOrder(record: Recorded): OrderStory {
  return {
    id: record.order!,
    hold: record.hold!,
    buyer: record.buyer,
    seats: record.seats ?? [],
    confirmed: null,
    late: false,
    last: record,
    cancels: [],
    paidFrom: never,
  }
}

/** How long a hold had its seats: until it was given back or cancelled, until its time was over, or, sold, for good. */
function stayOf(hold: HoldStory, orders: readonly OrderStory[]): Stay {
  const { id, buyer, seats, begun, records } = hold
  const order = orders.find(({ confirmed, late }) => confirmed && !late)
  const releases = records.filter(({ act, outcome }) => act === 'release' && outcome !== 'refused')
  const cancels = orders.flatMap((one) => (one.late ? [] : one.cancels))
  const acts = (order ? order.cancels : [...releases, ...cancels]).map(spanOf)
  const isSold = order !== undefined
  // Money that nobody has heard the end of may have made them its buyer's for good.
  const mayBeSold =
    orders.some(({ paidFrom, late }) => paidFrom < never && !late) || hasUnknown(records, 'order')
  const lapse = {
    earliest: Math.min(hold.firstEnd.earliest, hold.lastEnd.earliest),
    latest: mayBeSold ? never : hold.lastEnd.latest + sweepGraceMs,
  }
  // An order that is there has moved the end of its hold; one that nobody knows of may have.
  if (orders.length > 0) lapse.earliest = hold.lastEnd.earliest
  const end = firstOf(isSold ? acts : [...acts, lapse])
  return { buyer, hold: id, seats, late: false, start: begun, end }
}

function hasUnknown(records: readonly Recorded[], wanted: Recorded['act']): boolean {
  return records.some(({ act, outcome }) => act === wanted && outcome === 'unknown')
}

/** What was asked for has happened at an instant of this; what nobody knows the outcome of, at any later time as well, or never. */
export function spanOf({ from, to, outcome }: Recorded): Span {
  return { earliest: from, latest: outcome === 'unknown' ? never : to }
}
