import { SeatState, type SeatStateName } from '../../contract/seat-state.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { House } from '../crowd/house.ts'
import type { Recorded } from './history.ts'
import type { OthersSeats } from './judge-refusals.ts'
import { always, never } from './span.ts'
import type { OrderStory, Stories } from './stories.ts'
import type { Findings } from './verdict.ts'

type LedgerOrder = LedgerDump['orders'][number]

/** What buyers were told against what the ledger has when all is over. */
export function judgeWord({ holds, orders }: Stories, ledger: LedgerDump, findings: Findings): void {
  const ledgerHolds = new Map(ledger.holds.map((hold) => [hold.id, hold]))
  const ledgerOrders = new Map(ledger.orders.map((order) => [order.id, order]))
  const customerOf = new Map<number, string>()
  findings.looked('word-kept', holds.size + orders.size)
  for (const { id, buyer, seats } of holds.values()) {
    const kept = ledgerHolds.get(id)
    const about = { seats, buyers: [buyer] }
    if (!kept) {
      findings.violate('word-kept', `hold ${id} of buyer ${buyer} is not in the ledger`, about)
      continue
    }
    if (!sameSeats(kept.seats, seats))
      findings.violate('word-kept', `hold ${id} has seats ${kept.seats}, its buyer was told ${seats}`, about)
    const customer = customerOf.get(buyer) ?? kept.customerId
    customerOf.set(buyer, customer)
    if (customer !== kept.customerId)
      findings.violate('word-kept', `hold ${id} of buyer ${buyer} is another customer’s`, about)
  }
  for (const order of orders.values()) judgeOrder(order, ledgerOrders.get(order.id), findings)
}

function judgeOrder(told: OrderStory, kept: LedgerOrder | undefined, findings: Findings): void {
  const { id, buyer, seats, confirmed, cancels, last } = told
  const about = { seats, buyers: [buyer] }
  if (!kept) {
    findings.violate('word-kept', `order ${id} of buyer ${buyer} is not in the ledger`, about)
    return
  }
  const isCancelled = kept.state === 'cancelled' || kept.state === 'refunded'
  const done = cancels.some(({ outcome }) => outcome === 'ok')
  if (done && !isCancelled)
    findings.violate('word-kept', `order ${id} was cancelled and is ${kept.state}`, about)
  if (cancels.length > 0 || !confirmed) return
  if (kept.state !== 'confirmed') {
    findings.violate(
      'word-kept',
      `order ${id} was confirmed, nobody cancelled it, and it is ${kept.state}`,
      about,
    )
  } else if (!sameSeats(kept.seats, seats)) {
    findings.violate('word-kept', `order ${id} has seats ${kept.seats}, its buyer was told ${seats}`, about)
  }
  if (last.total !== undefined && last.total !== kept.total)
    findings.violate('word-kept', `order ${id} costs ${kept.total}, its buyer was told ${last.total}`, about)
}

function sameSeats(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && new Set(a).symmetricDifference(new Set(b)).size === 0
}

/** Nobody gets money back for what they still have. */
export function judgeRefunds({ orders }: Stories, ledger: LedgerDump, findings: Findings): void {
  const counting = new Set(ledger.payments.filter(({ counts }) => counts).map(({ id }) => id))
  for (const { orderId, paymentId, amount, state, byStaff } of ledger.refunds) {
    const order = orders.get(orderId)
    if (!order || byStaff || state === 'failed') continue
    findings.looked('money')
    if (order.confirmed && order.cancels.length === 0 && counting.has(paymentId)) {
      const detail = `${amount} goes back for order ${orderId}, which its buyer has and keeps`
      findings.violate('money', detail, { seats: order.seats, buyers: [order.buyer] })
    }
  }
}

/** Holds and orders of the ledger that no answer told of have to be those whose answer was lost. */
export function judgeExplained(
  records: readonly Recorded[],
  { holds, orders, lost }: Stories,
  ledger: LedgerDump,
  findings: Findings,
): void {
  findings.looked('explained', ledger.holds.length + ledger.orders.length)
  const mayBe = lost.map(({ wish }) => wish?.seats?.length ?? wish?.quantity ?? 0)
  const known = new Set(ledger.orders.filter(({ id }) => orders.has(id)).map(({ holdId }) => holdId))
  for (const { id, seats } of ledger.holds) {
    if (holds.has(id) || known.has(id)) continue
    const at = mayBe.indexOf(seats.length)
    if (at >= 0) mayBe.splice(at, 1)
    else findings.violate('explained', `hold ${id} was made by nobody`, { seats })
  }
  let unheard = records.filter(({ act, outcome }) => act === 'order' && outcome === 'unknown').length
  for (const { id, seats } of ledger.orders) {
    if (orders.has(id)) continue
    unheard -= 1
    if (unheard < 0) findings.violate('explained', `order ${id} was made by nobody`, { seats })
  }
}

/** Seats that the ledger gives to others than these buyers, or that were not free before; each counts once. */
export function othersSeats(
  { holds, orders, lost }: Stories,
  ledger: LedgerDump,
  before: Uint8Array,
  exclusive: boolean,
): OthersSeats {
  const ours = new Set(holds.keys())
  for (const { id, holdId } of ledger.orders) if (orders.has(id)) ours.add(holdId)
  // If nobody else takes seats, whoever has them is one of these buyers who was not answered.
  const earliest = exclusive ? Math.min(never, ...lost.map(({ from }) => from)) : always
  const since = new Map<number, number>()
  for (const { id, seats } of ledger.holds)
    if (!ours.has(id)) for (const seat of seats) since.set(seat, earliest)
  for (const { seat, holdId } of ledger.claims) if (holdId === null) since.set(seat, always)
  for (const [seat, state] of before.entries()) if (state !== SeatState.free) since.set(seat, always)
  return [...since].map(([seat, from]) => ({ seat, from }))
}

const names = Object.keys(SeatState) as SeatStateName[]

/** The seats as the server answers, and as somebody who follows the live map sees them, when all is quiet. */
export interface MapsSeen {
  shown: { version: number; seats: Uint8Array }
  /** `version` is below what is shown where the map has not been told of something. */
  maps: readonly { version: number; states: readonly number[] | null; faults: readonly string[] }[]
}

export function judgeMaps({ shown, maps }: MapsSeen, house: House, findings: Findings): void {
  for (const { version, states, faults } of maps) {
    for (const fault of faults) findings.violate('live-map', fault)
    if (!states) continue
    findings.looked('live-map', states.length)
    if (version < shown.version)
      findings.violate('live-map', `a live map is at version ${version}, the seats are at ${shown.version}`)
    if (version !== shown.version) continue
    for (const [seat, state] of states.entries()) {
      if (state === shown.seats[seat]) continue
      const detail = `seat ${house.seatIds[seat]} is shown as ${names[state]}, and is ${names[shown.seats[seat] ?? -1]}`
      findings.violate('live-map', detail, { seats: [seat] })
    }
  }
}
