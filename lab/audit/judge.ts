import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Finding, Rule } from './findings.ts'
import { judgeMoney } from './judge-money.ts'
import { judgeWaitlist } from './judge-waitlist.ts'

type Claim = LedgerDump['claims'][number]
type Hold = LedgerDump['holds'][number]
type Order = LedgerDump['orders'][number]

/**
 * Everything about a dump of the ledger that cannot be. The dump is one snapshot, so each finding is a fault however
 * busy the sale was. (Availability is a copy that may lag: `drift.ts`.)
 */
export function judge(dump: LedgerDump): Finding[] {
  const findings: Finding[] = []
  const find = (rule: Rule, detail: string): void => {
    findings.push({ rule, detail })
  }
  const ledger = indexLedger(dump)
  judgeSeats(dump, find)
  for (const claim of dump.claims) judgeClaim(claim, ledger, find)
  for (const hold of dump.holds) judgeHold(hold, ledger, find)
  for (const order of dump.orders) judgeOrder(order, ledger, find)
  judgeTickets(dump, ledger, find)
  judgeCaps(dump, ledger, find)
  judgeWaitlist(dump, ledger.hold, find)
  judgeMoney(dump, find)
  judgeSums(dump, ledger, find)
  return findings
}

export type Find = (rule: Rule, detail: string) => void

interface Ledger {
  claimOn: Map<number, Claim>
  hold: Map<string, Hold>
  order: Map<string, Order>
  ordersOf: Map<string, Order[]>
  /** `order/seat` → valid tickets. */
  validTickets: Map<string, number>
  /** `order/seat` of confirmed orders whose ticket was cancelled and whose claim is gone: no longer the order’s. */
  cancelledSeats: Set<string>
}

function indexLedger(dump: LedgerDump): Ledger {
  const validTickets = new Map<string, number>()
  const cancelledSeats = new Set<string>()
  const claimOn = new Map(dump.claims.map((claim) => [claim.seat, claim]))
  const order = new Map(dump.orders.map((one) => [one.id, one]))
  for (const { orderId, seat, state } of dump.tickets) {
    if (state !== 'valid') {
      if (claimOn.get(seat)?.holdId !== order.get(orderId)?.holdId) cancelledSeats.add(`${orderId}/${seat}`)
      continue
    }
    validTickets.set(`${orderId}/${seat}`, (validTickets.get(`${orderId}/${seat}`) ?? 0) + 1)
  }
  return {
    claimOn,
    hold: new Map(dump.holds.map((hold) => [hold.id, hold])),
    order,
    ordersOf: Map.groupBy(dump.orders, ({ holdId }) => holdId),
    validTickets,
    cancelledSeats,
  }
}

function judgeSeats(dump: LedgerDump, find: Find): void {
  const inside = (seat: number): boolean => Number.isInteger(seat) && seat >= 0 && seat < dump.places
  const check = (what: string, seats: readonly number[]): void => {
    for (const seat of seats)
      if (!inside(seat)) find('seat-outside-plan', `${what}: seat ${seat} of ${dump.places}`)
  }
  check(
    'a claim',
    dump.claims.map(({ seat }) => seat),
  )
  check(
    'a ticket',
    dump.tickets.map(({ seat }) => seat),
  )
  for (const hold of dump.holds) check(`hold ${hold.id}`, hold.seats)
  for (const order of dump.orders) check(`order ${order.id}`, order.seats)

  const seen = new Set<number>()
  for (const { seat } of dump.claims) {
    if (seen.has(seat)) find('seat-claimed-twice', `seat ${seat}`)
    seen.add(seat)
  }
}

function judgeClaim(claim: Claim, { hold: holds, ordersOf }: Ledger, find: Find): void {
  const { seat, state, holdId } = claim
  if (state === 'blocked' || state === 'retired') {
    if (holdId !== null) find('claim-without-hold', `seat ${seat} is ${state} and belongs to hold ${holdId}`)
    return
  }
  const hold = holdId === null ? undefined : holds.get(holdId)
  if (!hold) {
    find('claim-without-hold', `seat ${seat} is ${state}; its hold ${holdId} does not exist`)
    return
  }
  if (!hold.seats.includes(seat)) find('ghost-claim', `seat ${seat} is not one of hold ${holdId}`)
  if (state === 'held') {
    if (hold.state === 'sold') find('held-claim-of-sold-hold', `seat ${seat}, hold ${holdId}`)
    else if (hold.state !== 'live')
      find('ghost-claim', `seat ${seat} is held by hold ${holdId}, which is ${hold.state}`)
    else if (claim.lapsed !== hold.lapsed) {
      find('ghost-claim', `seat ${seat} and its hold ${holdId} do not end at the same time`)
    }
    return
  }
  if (hold.state !== 'sold')
    find('ghost-claim', `seat ${seat} is sold by hold ${holdId}, which is ${hold.state}`)
  const confirmed = ordersOf.get(hold.id)?.filter((order) => order.state === 'confirmed') ?? []
  if (confirmed.length !== 1)
    find('ghost-claim', `seat ${seat} is sold; ${confirmed.length} confirmed orders sold it`)
}

function judgeHold(hold: Hold, { claimOn, ordersOf }: Ledger, find: Find): void {
  if (hold.seats.length === 0 || new Set(hold.seats).size < hold.seats.length) {
    find('seat-twice-in-hold', `hold ${hold.id}: seats ${hold.seats}`)
  }
  const orders = ordersOf.get(hold.id) ?? []
  if (orders.length > 1) find('two-orders-for-hold', `hold ${hold.id}: orders ${orders.map(({ id }) => id)}`)
  if (hold.state === 'live' && !hold.lapsed) {
    for (const seat of hold.seats) {
      const claim = claimOn.get(seat)
      if (claim?.holdId !== hold.id) find('lost-claim', `live hold ${hold.id} has no claim on seat ${seat}`)
    }
  }
  // A cancelled order leaves its hold as it was: sold, once.
  const sellers = ['confirmed', 'cancelled', 'refunded']
  if (hold.state === 'sold' && !orders.some(({ state }) => sellers.includes(state))) {
    find('sold-hold-without-order', `hold ${hold.id}`)
  }
}

function judgeOrder(
  order: Order,
  { hold: holds, claimOn, validTickets, cancelledSeats }: Ledger,
  find: Find,
): void {
  const hold = holds.get(order.holdId)
  if (!hold) {
    find('order-without-hold', `order ${order.id}, hold ${order.holdId}`)
    return
  }
  if (hold.customerId !== order.customerId) {
    find('order-differs-from-hold', `order ${order.id} is of another customer than hold ${hold.id}`)
  }
  if (!sameSeats(order.seats, hold.seats)) {
    find(
      'order-differs-from-hold',
      `order ${order.id} has seats ${order.seats}, hold ${hold.id} ${hold.seats}`,
    )
  }
  if (order.state === 'awaiting_payment' && hold.state !== 'live') {
    find('order-and-hold-disagree', `order ${order.id} awaits payment and its hold is ${hold.state}`)
  }
  if (order.state !== 'confirmed') return
  if (hold.state !== 'sold') {
    find('order-and-hold-disagree', `order ${order.id} is confirmed and its hold is ${hold.state}`)
  }
  for (const seat of order.seats) {
    if (cancelledSeats.has(`${order.id}/${seat}`) && !validTickets.has(`${order.id}/${seat}`)) continue
    const claim = claimOn.get(seat)
    if (claim?.holdId !== hold.id) find('lost-claim', `order ${order.id} has no claim on seat ${seat}`)
    const tickets = validTickets.get(`${order.id}/${seat}`) ?? 0
    if (tickets === 0) find('ticket-missing', `order ${order.id}, seat ${seat}`)
  }
}

function judgeTickets(dump: LedgerDump, { order: orders, cancelledSeats }: Ledger, find: Find): void {
  const ticketed = new Set<number>()
  for (const { id, orderId, seat, state } of dump.tickets) {
    if (state !== 'valid') continue
    if (ticketed.has(seat)) find('ticket-twice', `seat ${seat}, ticket ${id}`)
    ticketed.add(seat)
    const order = orders.get(orderId)
    if (order?.state !== 'confirmed' || !order.seats.includes(seat)) {
      find(
        'ticket-without-order',
        `ticket ${id} for seat ${seat}: order ${orderId} is ${order?.state ?? 'missing'}`,
      )
    }
  }
  const sold = new Set<number>()
  for (const order of dump.orders) {
    if (order.state !== 'confirmed') continue
    for (const seat of order.seats) {
      if (cancelledSeats.has(`${order.id}/${seat}`)) continue
      if (sold.has(seat)) find('seat-in-two-orders', `seat ${seat}, order ${order.id}`)
      sold.add(seat)
    }
  }
}

function judgeCaps(dump: LedgerDump, { hold: holds, ordersOf }: Ledger, find: Find): void {
  if (dump.maxPerCustomer === null) return
  const seats = new Map<string, number>()
  for (const { state, lapsed, holdId } of dump.claims) {
    // What was paid for in time, or nearly, is not refused for what its buyer held meanwhile.
    if (ordersOf.get(holdId ?? '')?.some(({ paidLate }) => paidLate)) continue
    const customer = holds.get(holdId ?? '')?.customerId
    if (customer && (state === 'sold' || (state === 'held' && !lapsed))) {
      seats.set(customer, (seats.get(customer) ?? 0) + 1)
    }
  }
  for (const [customer, count] of seats) {
    if (count > dump.maxPerCustomer)
      find('cap-exceeded', `customer ${customer}: ${count} of ${dump.maxPerCustomer}`)
  }
}

function judgeSums(dump: LedgerDump, { cancelledSeats }: Ledger, find: Find): void {
  const claims = dump.claims.filter(({ state }) => state === 'sold').length
  const seats = dump.orders
    .filter(({ state }) => state === 'confirmed')
    .reduce(
      (sum, { id, seats: all }) => sum + all.filter((seat) => !cancelledSeats.has(`${id}/${seat}`)).length,
      0,
    )
  const tickets = dump.tickets.filter(({ state }) => state === 'valid').length
  if (claims !== seats || seats !== tickets) {
    find('sums-differ', `${claims} sold claims, ${seats} seats of confirmed orders, ${tickets} valid tickets`)
  }
}

function sameSeats(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && new Set(a).symmetricDifference(new Set(b)).size === 0
}
