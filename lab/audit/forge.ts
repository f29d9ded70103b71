import { SeatState } from '../../contract/seat-state.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'

/** Ledgers made up for testing the judge. `random` gives numbers from 0 up to 1, so that a seed repeats a ledger. */
export function healthyLedger(random: () => number): LedgerDump {
  const below = (limit: number): number => Math.floor(random() * limit)
  const places = 20 + below(60)
  const free = Array.from({ length: places }, (_, seat) => seat).sort(() => random() - 0.5)
  const dump: LedgerDump = {
    eventId: 'event',
    serverTime: '2026-11-21T12:00:00.000Z',
    places,
    maxPerCustomer: random() < 0.5 ? 4 : null,
    cancelFee: 100,
    claims: [],
    holds: [],
    orders: [],
    waitlist: [],
    payments: [],
    refunds: [],
    tickets: [],
    availability: {
      version: 1,
      planVersion: 1,
      counts: { free: 0, held: 0, sold: 0, blocked: 0 },
      seats: '',
    },
  }
  let made = 0
  const outcomes = [
    'live',
    'live',
    'lapsed',
    'paying',
    'sold',
    'sold',
    'cancelled',
    'partly',
    'released',
    'expired',
  ] as const
  // Every outcome at least once, so that every forgery finds something to forge.
  const dealt = [...outcomes, ...Array.from({ length: below(8) }, () => outcomes[below(outcomes.length)]!)]
  for (const outcome of dealt) {
    if (free.length < 4) break
    const taken = outcome !== 'cancelled' && outcome !== 'released' && outcome !== 'expired'
    const size = outcome === 'partly' ? 2 : 1 + below(2)
    const seats = taken ? free.splice(0, size) : free.slice(0, size)
    addBuyer(dump, outcome, seats, (made += 1))
  }
  const blocked = free.splice(0, 2)
  blocked.forEach((seat, i) => {
    dump.claims.push({ seat, state: i === 0 ? 'blocked' : 'retired', holdId: null, lapsed: false })
  })
  addWaiting(dump)
  showAvailability(dump)
  return dump
}

/** One who waits, one with an offer, and one for whom seats are gathered: the holds of two buyers become theirs. */
function addWaiting(dump: LedgerDump): void {
  const [offer, gathered] = dump.holds.filter(
    ({ id, state, lapsed }) =>
      state === 'live' && !lapsed && !dump.orders.some(({ holdId }) => holdId === id),
  )
  dump.waitlist.push({ id: 'place-1', customerId: 'waiting-1', state: 'waiting', quantity: 2, holdId: null })
  if (offer === undefined) return
  const { customerId, seats, id: holdId } = offer
  dump.waitlist.push({ id: 'place-2', customerId, state: 'offered', quantity: seats.length, holdId })
  if (gathered === undefined) return
  gathered.customerId = 'place-3'
  const quantity = gathered.seats.length + 1
  dump.waitlist.push({
    id: 'place-3',
    customerId: 'waiting-3',
    state: 'gathering',
    quantity,
    holdId: gathered.id,
  })
}

/** `partly`: bought, and the last of the tickets cancelled. */
type Outcome = 'live' | 'lapsed' | 'paying' | 'sold' | 'cancelled' | 'partly' | 'released' | 'expired'

function addBuyer(dump: LedgerDump, outcome: Outcome, seats: number[], n: number): void {
  const holdId = `hold-${n}`
  const customerId = `customer-${n}`
  const lapsed = outcome === 'lapsed'
  const isKept = outcome === 'sold' || outcome === 'partly'
  const sold = isKept || outcome === 'cancelled'
  const cancelled = outcome === 'cancelled' ? seats : outcome === 'partly' ? seats.slice(-1) : []
  const state = sold ? 'sold' : outcome === 'released' || outcome === 'expired' ? outcome : 'live'
  dump.holds.push({ id: holdId, customerId, state, lapsed: lapsed || state === 'expired', seats })
  if (state === 'live' || isKept) {
    for (const seat of seats) {
      if (!cancelled.includes(seat))
        dump.claims.push({ seat, state: isKept ? 'sold' : 'held', holdId, lapsed })
    }
  }
  if (!sold && outcome !== 'paying') return
  const orderId = `order-${n}`
  const orderState = isKept ? 'confirmed' : outcome === 'paying' ? 'awaiting_payment' : 'refunded'
  const total = PRICE * seats.length
  dump.orders.push({
    id: orderId,
    holdId,
    customerId,
    state: orderState,
    seats: [...seats],
    total,
    paidLate: false,
  })
  const ticketOn = (seat: number): string => `ticket-${n}-${seat}`
  addMoney(dump, { orderId, outcome, total, cancelled: cancelled.map(ticketOn) }, n)
  if (!sold) return
  for (const seat of seats) {
    const ticket = cancelled.includes(seat) ? 'void' : 'valid'
    dump.tickets.push({ id: ticketOn(seat), orderId, seat, state: ticket })
  }
}

const PRICE = 2500

/** Every second of those who bought has not been charged yet; who cancelled has the price back, less the fee. */
function addMoney(
  dump: LedgerDump,
  order: { orderId: string; outcome: Outcome; total: number; cancelled: string[] },
  n: number,
): void {
  const { orderId, outcome, total, cancelled: ticketIds } = order
  const id = `payment-${n}`
  const isToCome = outcome === 'sold' && n % 2 === 0
  const paid = { id, orderId, amount: total, counts: outcome !== 'paying' }
  if (outcome === 'paying') dump.payments.push({ ...paid, state: 'open', wanted: null })
  else if (isToCome) dump.payments.push({ ...paid, state: 'authorised', wanted: 'capture' })
  else dump.payments.push({ ...paid, state: 'captured', wanted: null })
  if (ticketIds.length > 0) {
    const amount = (PRICE - dump.cancelFee) * ticketIds.length
    const back = {
      id: `refund-${n}`,
      paymentId: id,
      orderId,
      byStaff: false,
      atProvider: false,
      ticketIds,
      amount,
    }
    dump.refunds.push({ ...back, state: n % 2 === 0 ? 'due' : 'done' })
  }
}

/** Makes availability say what the claims say. */
export function showAvailability(dump: LedgerDump): void {
  const bytes = Buffer.alloc(dump.places)
  for (const { seat, state, lapsed } of dump.claims) {
    const shown = state === 'retired' ? 'blocked' : lapsed ? 'free' : state
    if (seat >= 0 && seat < dump.places) bytes[seat] = SeatState[shown]
  }
  setBytes(dump, bytes)
}

export function setBytes(dump: LedgerDump, bytes: Buffer): void {
  dump.availability.seats = bytes.toString('base64')
  dump.availability.counts = { free: 0, held: 0, sold: 0, blocked: 0 }
  const names = ['free', 'held', 'sold', 'blocked'] as const
  for (const byte of bytes) dump.availability.counts[names[byte]!] += 1
}
