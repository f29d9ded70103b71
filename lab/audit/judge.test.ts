import { describe, expect, it } from 'vitest'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import { createRandom } from '../random.ts'
import { findDrift, miscounts } from './drift.ts'
import type { Rule } from './findings.ts'
import { healthyLedger, setBytes, showAvailability } from './forge.ts'
import { judge } from './judge.ts'

const ledgers = 200

function rulesBroken(dump: LedgerDump): Set<Rule> {
  const found = new Set([...judge(dump), ...miscounts(dump)].map(({ rule }) => rule))
  if (findDrift(dump).size > 0) found.add('availability-drifts')
  return found
}

type Forge = (dump: LedgerDump) => void
const claimThat = (dump: LedgerDump, state: string, lapsed = false) =>
  dump.claims.find((claim) => claim.state === state && claim.lapsed === lapsed)!
const holdThat = (dump: LedgerDump, state: string) => dump.holds.find((hold) => hold.state === state)!
const orderThat = (dump: LedgerDump, state: string) => dump.orders.find((order) => order.state === state)!
const paymentOf = (dump: LedgerDump, state: string) =>
  dump.payments.find(({ orderId }) => orderId === orderThat(dump, state).id)!
const ticketThat = (dump: LedgerDump, state: string) => dump.tickets.find((ticket) => ticket.state === state)!
const without = <T>(list: T[], item: T): void => {
  list.splice(list.indexOf(item), 1)
}
const freeSeat = (dump: LedgerDump): number => {
  const taken = new Set(dump.claims.map(({ seat }) => seat))
  return Array.from({ length: dump.places }, (_, seat) => seat).find((seat) => !taken.has(seat))!
}
/** Availability follows the forged ledger, so that it is not what gives the forger away. */
const hidden =
  (forge: Forge): Forge =>
  (dump) => {
    forge(dump)
    showAvailability(dump)
  }
const flip = (dump: LedgerDump, seat: number, to: number): void => {
  const bytes = Buffer.from(dump.availability.seats, 'base64')
  bytes[seat] = to
  setBytes(dump, bytes)
}

const placeThat = (dump: LedgerDump, state: string) => dump.waitlist.find((place) => place.state === state)!

const forgeries: [name: string, expected: Rule, forge: Forge][] = [
  [
    'one customer twice on the waitlist',
    'waiting-twice',
    (d) => (placeThat(d, 'waiting').customerId = placeThat(d, 'offered').customerId),
  ],
  ['an offer of a seat too few', 'offer-differs', (d) => (placeThat(d, 'offered').quantity += 1)],
  [
    'an offer that is another customer’s hold',
    'offer-differs',
    (d) => (placeThat(d, 'offered').customerId = 'nobody'),
  ],
  [
    'gathered seats that would do and are not offered',
    'offer-differs',
    (d) => (placeThat(d, 'gathering').quantity -= 1),
  ],
  [
    'a claim outside the plan',
    'seat-outside-plan',
    hidden((d) => d.claims.push({ ...claimThat(d, 'blocked'), seat: d.places })),
  ],
  [
    'a second claim on a sold seat',
    'seat-claimed-twice',
    (d) => d.claims.push({ ...claimThat(d, 'held'), seat: claimThat(d, 'sold').seat }),
  ],
  ['a held seat of no hold', 'claim-without-hold', hidden((d) => (claimThat(d, 'held').holdId = null))],
  [
    'a sold seat of a hold that is gone',
    'claim-without-hold',
    hidden((d) => without(d.holds, d.holds.find(({ id }) => id === claimThat(d, 'sold').holdId)!)),
  ],
  [
    'a blocked seat that belongs to a hold',
    'claim-without-hold',
    hidden((d) => (claimThat(d, 'blocked').holdId = d.holds[0]!.id)),
  ],
  [
    'a ghost: a held claim of a released hold',
    'ghost-claim',
    hidden((d) =>
      d.claims.push({ seat: freeSeat(d), state: 'held', holdId: holdThat(d, 'released').id, lapsed: false }),
    ),
  ],
  [
    'a ghost: a held claim of an expired hold',
    'ghost-claim',
    hidden((d) =>
      d.claims.push({ seat: freeSeat(d), state: 'held', holdId: holdThat(d, 'expired').id, lapsed: true }),
    ),
  ],
  [
    'a claim on a seat that its hold does not list',
    'ghost-claim',
    hidden((d) =>
      d.claims.push({ seat: freeSeat(d), state: 'held', holdId: holdThat(d, 'live').id, lapsed: false }),
    ),
  ],
  ['a sold claim of a live hold', 'ghost-claim', hidden((d) => (claimThat(d, 'held').state = 'sold'))],
  ['a claim that outlives its hold', 'ghost-claim', (d) => (claimThat(d, 'held', true).lapsed = false)],
  [
    'seats of a cancelled order that stay sold',
    'ghost-claim',
    hidden((d) =>
      d.claims.push({
        seat: freeSeat(d),
        state: 'sold',
        holdId: orderThat(d, 'refunded').holdId,
        lapsed: false,
      }),
    ),
  ],
  [
    'a sold hold whose claim says held',
    'held-claim-of-sold-hold',
    hidden((d) => (claimThat(d, 'sold').state = 'held')),
  ],
  ['a live hold that lost a seat', 'lost-claim', hidden((d) => without(d.claims, claimThat(d, 'held')))],
  [
    'a confirmed order that lost a seat',
    'lost-claim',
    hidden((d) => without(d.claims, claimThat(d, 'sold'))),
  ],
  [
    'a seat sold over the head of its owner',
    'lost-claim',
    hidden((d) => (claimThat(d, 'sold').holdId = holdThat(d, 'live').id)),
  ],
  [
    'a hold that lists a seat twice',
    'seat-twice-in-hold',
    (d) => holdThat(d, 'live').seats.push(holdThat(d, 'live').seats[0]!),
  ],
  ['a hold of nothing', 'seat-twice-in-hold', (d) => (holdThat(d, 'released').seats = [])],
  [
    'a sold hold without its order',
    'sold-hold-without-order',
    (d) => without(d.orders, orderThat(d, 'confirmed')),
  ],
  [
    'two confirmed orders for one hold',
    'two-orders-for-hold',
    (d) => d.orders.push({ ...orderThat(d, 'confirmed'), id: 'again' }),
  ],
  [
    'two orders of two holds for one seat',
    'seat-in-two-orders',
    (d) => {
      const first = orderThat(d, 'confirmed')
      d.holds.push({ id: 'rival', customerId: 'rival', state: 'sold', lapsed: false, seats: first.seats })
      d.orders.push({ ...first, id: 'rival', holdId: 'rival', customerId: 'rival' })
    },
  ],
  [
    'an order of a hold that never was',
    'order-without-hold',
    (d) => (orderThat(d, 'confirmed').holdId = 'never'),
  ],
  [
    'an order with a seat more than its hold',
    'order-differs-from-hold',
    (d) => orderThat(d, 'awaiting_payment').seats.push(freeSeat(d)),
  ],
  [
    'an order of another customer',
    'order-differs-from-hold',
    (d) => (orderThat(d, 'confirmed').customerId = 'thief'),
  ],
  [
    'a confirmed order whose hold expired',
    'order-and-hold-disagree',
    (d) => (d.holds.find(({ id }) => id === orderThat(d, 'confirmed').holdId)!.state = 'expired'),
  ],
  [
    'an order still waiting for a released hold',
    'order-and-hold-disagree',
    (d) => (d.holds.find(({ id }) => id === orderThat(d, 'awaiting_payment').holdId)!.state = 'released'),
  ],
  ['a missing ticket', 'ticket-missing', (d) => without(d.tickets, ticketThat(d, 'valid'))],
  ['a ticket made void', 'ticket-missing', (d) => (ticketThat(d, 'valid').state = 'void')],
  [
    'two valid tickets for a seat',
    'ticket-twice',
    (d) => d.tickets.push({ ...ticketThat(d, 'valid'), id: 'copy' }),
  ],
  [
    'a valid ticket of a cancelled order',
    'ticket-without-order',
    (d) => (ticketThat(d, 'void').state = 'valid'),
  ],
  [
    'a ticket for a seat that its order does not have',
    'ticket-without-order',
    (d) =>
      d.tickets.push({ id: 'x', orderId: orderThat(d, 'confirmed').id, seat: freeSeat(d), state: 'valid' }),
  ],
  [
    'a confirmed order whose money never came',
    'paid-order-without-money',
    (d) => Object.assign(paymentOf(d, 'confirmed'), { state: 'open', wanted: null }),
  ],
  [
    'a confirmed order whose money is to be let go',
    'paid-order-without-money',
    (d) => Object.assign(paymentOf(d, 'confirmed'), { state: 'authorised', wanted: 'cancel' }),
  ],
  ['a refund that was never written down', 'charged-for-nothing', (d) => (d.refunds = [])],
  [
    'a refund that the provider refused',
    'charged-for-nothing',
    (d) => {
      for (const refund of d.refunds) refund.state = 'failed'
    },
  ],
  [
    'an order paid twice, and kept twice',
    'charged-for-nothing',
    (d) =>
      d.payments.push({
        ...paymentOf(d, 'confirmed'),
        id: 'again',
        counts: false,
        state: 'captured',
        wanted: null,
      }),
  ],
  [
    'money back for an order that its buyer keeps',
    'refunded-and-kept',
    (d) => {
      const { id: paymentId, orderId } = paymentOf(d, 'confirmed')
      d.refunds.push({ ...d.refunds[0]!, id: 'kept', paymentId, orderId, ticketIds: [], amount: 1 })
    },
  ],
  [
    'money back for a ticket that is still valid',
    'refunded-and-kept',
    (d) => {
      const { id: paymentId, orderId } = paymentOf(d, 'confirmed')
      const ticketIds = [d.tickets.find((ticket) => ticket.orderId === orderId)!.id]
      d.refunds.push({ ...d.refunds[0]!, id: 'kept', paymentId, orderId, ticketIds, amount: 1 })
    },
  ],
  ['a refund made twice', 'refunded-too-much', (d) => d.refunds.push({ ...d.refunds[0]!, id: 'again' })],
  ['a customer over the cap', 'cap-exceeded', (d) => (d.maxPerCustomer = 0)],
  [
    'a cap passed by two holds together',
    'cap-exceeded',
    (d) => {
      d.maxPerCustomer = 4
      const live = d.holds.filter(({ state, lapsed }) => state === 'live' && !lapsed)
      let next = d.places
      d.places += 5
      const seats = Array.from({ length: 5 }, () => next++)
      for (const seat of seats) {
        d.holds.push({
          id: `more-${seat}`,
          customerId: live[0]!.customerId,
          state: 'live',
          lapsed: false,
          seats: [seat],
        })
        d.claims.push({ seat, state: 'held', holdId: `more-${seat}`, lapsed: false })
      }
      showAvailability(d)
    },
  ],
  [
    'a sale that does not add up',
    'sums-differ',
    hidden((d) =>
      d.claims.push({
        seat: freeSeat(d),
        state: 'sold',
        holdId: orderThat(d, 'confirmed').holdId,
        lapsed: false,
      }),
    ),
  ],
  [
    'availability that shows a sold seat as free',
    'availability-drifts',
    (d) => flip(d, claimThat(d, 'sold').seat, 0),
  ],
  [
    'availability that shows a sold seat as held',
    'availability-drifts',
    (d) => flip(d, claimThat(d, 'sold').seat, 1),
  ],
  ['availability that shows a free seat as taken', 'availability-drifts', (d) => flip(d, freeSeat(d), 1)],
  [
    'availability that shows a blocked seat as free',
    'availability-drifts',
    (d) => flip(d, claimThat(d, 'blocked').seat, 0),
  ],
  [
    'availability that shows a held seat as free',
    'availability-drifts',
    (d) => flip(d, claimThat(d, 'held').seat, 0),
  ],
  ['a counter that drifted', 'availability-miscounts', (d) => (d.availability.counts.free += 1)],
  [
    'availability that misses a seat',
    'availability-miscounts',
    (d) => setBytes(d, Buffer.from(d.availability.seats, 'base64').subarray(1)),
  ],
]

describe('the judge', () => {
  it(`finds nothing wrong with ${ledgers} healthy ledgers`, () => {
    for (let seed = 1; seed <= ledgers; seed += 1) {
      const dump = healthyLedger(createRandom(seed))
      expect([...rulesBroken(dump)], `seed ${seed}`).toEqual([])
    }
  })

  it('accuses nobody of money that was given back by hand', () => {
    for (const hand of [{ byStaff: true }, { atProvider: true }]) {
      const dump = healthyLedger(createRandom(1))
      const { id: paymentId, orderId } = paymentOf(dump, 'confirmed')
      dump.refunds.push({
        ...dump.refunds[0]!,
        id: 'goodwill',
        paymentId,
        orderId,
        ticketIds: [],
        amount: 1,
        ...hand,
      })
      expect([...rulesBroken(dump)]).toEqual([])
    }
  })

  it('catches every forgery, in every ledger', () => {
    let caught = 0
    let tried = 0
    const missed: string[] = []
    for (const [name, expected, forge] of forgeries) {
      for (let seed = 1; seed <= ledgers; seed += 1) {
        const dump = structuredClone(healthyLedger(createRandom(seed)))
        forge(dump)
        tried += 1
        if (rulesBroken(dump).has(expected)) caught += 1
        else missed.push(`${name} (seed ${seed}): found ${[...rulesBroken(dump)]}`)
      }
    }
    const rate = ((100 * caught) / tried).toFixed(1)
    console.log(
      `${forgeries.length} kinds of forgery in ${ledgers} ledgers: ${caught} of ${tried} caught, ${rate} %`,
    )
    expect(missed).toEqual([])
  })
})
