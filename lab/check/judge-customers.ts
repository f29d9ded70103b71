import type { House } from '../crowd/house.ts'
import type { Recorded } from './history.ts'
import { never } from './span.ts'
import type { Stay, Stories } from './stories.ts'
import type { Findings } from './verdict.ts'

/** The cap of each customer, both ways: nobody surely had more, and nobody was refused who surely had too few. */
export function judgeCaps(
  records: readonly Recorded[],
  { stays }: Stories,
  house: House,
  findings: Findings,
): void {
  const cap = house.maxPerCustomer ?? never
  const staysOf = Map.groupBy(stays, ({ buyer }) => buyer)
  findings.looked('cap', staysOf.size)
  for (const [buyer, own] of staysOf) {
    const most = mostAtOnce(own)
    if (most > cap) {
      const seats = own.flatMap((stay) => stay.seats)
      findings.violate('cap', `buyer ${buyer} had ${most} seats at a time; ${cap} are allowed`, {
        seats,
        buyers: [buyer],
      })
    }
  }
  const unknownOf = Map.groupBy(
    records.filter(({ act, outcome }) => act === 'hold' && outcome === 'unknown'),
    ({ buyer }) => buyer,
  )
  for (const { code, buyer, wish, from, to } of records) {
    if (code !== 'LIMIT_EXCEEDED') continue
    findings.looked('cap')
    const wanted = wish?.seats?.length ?? wish?.quantity ?? 0
    if (wanted > house.maxPerOrder || unknownOf.has(buyer)) continue
    const had = (staysOf.get(buyer) ?? [])
      .filter(({ start, end }) => start.earliest <= to && end.latest >= from)
      .reduce((sum, { seats }) => sum + seats.length, 0)
    if (had + wanted <= cap) {
      const detail = `buyer ${buyer} wanted ${wanted} and was told that ${cap} are the most; they can have had ${had} at most`
      findings.violate('cap', detail, { buyers: [buyer] })
    }
  }
}

/** Seats that they surely had at the same time, at some instant. */
function mostAtOnce(stays: readonly Stay[]): number {
  const changes = stays
    .filter(({ late, start, end }) => !late && start.latest < end.earliest)
    .flatMap(({ seats, start, end }) => [
      { at: start.latest, by: seats.length },
      { at: end.earliest, by: -seats.length },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  let most = 0
  for (const { by } of changes) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

/** One key, one hold; one hold, one order. */
export function judgeRetries(records: readonly Recorded[], { orders }: Stories, findings: Findings): void {
  const holdOf = new Map<string, string>()
  for (const { act, outcome, key, hold, buyer } of records) {
    if (act !== 'hold' || outcome !== 'ok' || key === undefined || hold === undefined) continue
    findings.looked('one-answer')
    const before = holdOf.get(`${buyer} ${key}`)
    if (before !== undefined && before !== hold) {
      findings.violate('one-answer', `the key ${key} made two holds: ${before} and ${hold}`, {
        buyers: [buyer],
      })
    }
    holdOf.set(`${buyer} ${key}`, hold)
  }
  for (const [hold, same] of Map.groupBy(orders.values(), (order) => order.hold)) {
    // Late money moves an order to a hold of its own, so that one order may be known by two.
    const ids = new Set(same.filter(({ late }) => !late).map(({ id }) => id))
    if (ids.size > 1)
      findings.violate('one-answer', `hold ${hold} became ${ids.size} orders`, { buyers: [same[0]!.buyer] })
  }
}

/** What each order costs and gives, as its buyer was told. */
export function judgeOrders(records: readonly Recorded[], findings: Findings): void {
  for (const { outcome, order, hold, buyer, state, seats = [], total, prices, tickets } of records) {
    if (outcome !== 'ok' || total === undefined) continue
    findings.looked('money')
    const what = order ? `order ${order}` : `hold ${hold}`
    const about = { seats, buyers: [buyer] }
    if (prices !== undefined && prices !== total)
      findings.violate('money', `${what} costs ${total}, its seats ${prices}`, about)
    if (state === 'confirmed' && tickets !== seats.length)
      findings.violate('money', `${what} has ${seats.length} seats and ${tickets} tickets`, about)
  }
}
