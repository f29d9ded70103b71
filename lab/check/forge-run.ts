import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { House } from '../crowd/house.ts'
import type { Run } from './check-run.ts'
import type { Recorded } from './history.ts'

/*
 * Runs made up for testing the checker: a shop that is right, one act after the other, and buyers who hear of each act some time
 * after they asked for it, or never. `random` gives numbers from 0 up to 1, so that a seed repeats a run.
 */

/** The database's clock at time 0 of the run. */
const clockAtStart = 1_700_000_000_000
const seatPrice = 1_000
const buyers = 12
const cap = 4

interface Held {
  id: string
  buyer: number
  seats: number[]
  endsAt: number
  state: 'live' | 'sold' | 'released' | 'expired'
  isKnown: boolean
}

interface Ordered {
  id: string
  hold: Held
  state: 'awaiting_payment' | 'confirmed' | 'cancelled' | 'expired'
}

type Heard = Partial<Recorded> & Pick<Recorded, 'act'>

export function healthyRun(random: () => number, acts = 300): Run {
  const below = (limit: number): number => Math.floor(random() * limit)
  const house = madeUpHouse(8 + below(20))
  const places = house.seatIds.length
  const ownerOf = new Array<Held | null>(places).fill(null)
  const holds: Held[] = []
  const orders: Ordered[] = []
  const records: Recorded[] = []
  let now = 0
  let made = 0

  const hear = (buyer: number, heard: Heard, isLost = false): undefined => {
    const from = now - random() * 60
    const to = isLost ? now + 15_000 : now + random() * 60
    const { code, ...asked } = heard
    const about: Heard = isLost ? { act: asked.act, ...pick(asked), code: 'NO_ANSWER' } : heard
    const outcome = isLost ? 'unknown' : code === undefined ? 'ok' : 'refused'
    records.push({ behaviour: 'best', sent: 1, from, to, ...about, buyer, outcome })
  }
  /** What a buyer knows of a request that was not answered. */
  const pick = ({ wish, hold, order, key }: Heard): Partial<Recorded> => ({
    ...(wish && { wish }),
    ...(hold !== undefined && { hold }),
    ...(order !== undefined && { order }),
    ...(key !== undefined && { key }),
  })
  const end = (hold: Held, state: Held['state']): void => {
    hold.state = state
    for (const seat of hold.seats) if (ownerOf[seat] === hold) ownerOf[seat] = null
    for (const order of orders) {
      if (order.hold === hold && order.state === 'awaiting_payment')
        order.state = state === 'expired' ? 'expired' : 'cancelled'
    }
  }
  const choose = <T>(list: readonly T[]): T | undefined => list[below(list.length)]
  const free = (): number[] => [...ownerOf.keys()].filter((seat) => ownerOf[seat] === null)

  const wishFor = (buyer: number): undefined => {
    const quantity = 1 + below(3)
    const first = below(places - 3)
    const named = random() < 0.5 ? Array.from({ length: quantity }, (_, i) => first + i) : null
    const wish = named ? { seats: named } : { quantity }
    const key = `key ${(made += 1)}`
    const has = ownerOf.filter((owner) => owner?.buyer === buyer).length
    const asked = { act: 'hold', wish, key } as const
    const taken = named?.filter((seat) => ownerOf[seat] !== null) ?? []
    if (taken.length > 0) return hear(buyer, { ...asked, code: 'SEATS_TAKEN', seats: taken })
    if (!named && free().length < quantity)
      return hear(buyer, { ...asked, code: free().length === 0 ? 'SOLD_OUT' : 'NOT_ENOUGH_SEATS' })
    if (has + quantity > cap) return hear(buyer, { ...asked, code: 'LIMIT_EXCEEDED' })
    const isLost = random() < 0.03
    const seats = named ?? free().slice(0, quantity)
    const endsAt = clockAtStart + now + house.holdSeconds * 1000
    const hold: Held = { id: `hold ${made}`, buyer, seats, endsAt, state: 'live', isKnown: !isLost }
    holds.push(hold)
    for (const seat of seats) ownerOf[seat] = hold
    const [total, clock] = [seatPrice * seats.length, clockAtStart + now]
    const granted = { hold: hold.id, seats, state: 'live', endsAt, clock, total, prices: total }
    hear(buyer, { ...asked, ...granted }, isLost)
    // Now and then the same wish comes twice, and hears the same.
    if (!isLost && random() < 0.1) hear(buyer, { ...asked, ...granted })
  }
  const tellOrder = (act: 'order' | 'pay' | 'cancel', order: Ordered, more: Partial<Recorded> = {}): void => {
    const { hold, state } = order
    const total = seatPrice * hold.seats.length
    const tickets = state === 'confirmed' ? hold.seats.length : 0
    const told = { order: order.id, hold: hold.id, seats: hold.seats, state, total, prices: total, tickets }
    const ends = state === 'awaiting_payment' ? { endsAt: hold.endsAt } : {}
    hear(hold.buyer, { act, ...told, ...ends, ...more })
  }
  const goOn = (hold: Held): undefined => {
    const order = orders.find((one) => one.hold === hold)
    if (hold.state === 'live' && !order && random() < 0.2) {
      end(hold, 'released')
      hear(hold.buyer, { act: 'release', hold: hold.id })
    } else if (hold.state === 'live' && !order) {
      const isPaid = random() < 0.5
      const placed: Ordered = {
        id: `order ${(made += 1)}`,
        hold,
        state: isPaid ? 'awaiting_payment' : 'confirmed',
      }
      orders.push(placed)
      if (isPaid) hold.endsAt += 2_000
      else hold.state = 'sold'
      tellOrder('order', placed)
    } else if (hold.state === 'live' && order) {
      if (random() < 0.3)
        return hear(hold.buyer, {
          act: 'pay',
          hold: hold.id,
          order: order.id,
          bank: 'decline',
          code: 'PAYMENT_DECLINED',
        })
      order.state = 'confirmed'
      hold.state = 'sold'
      tellOrder('pay', order, { bank: 'succeed' })
    } else if (order?.state === 'confirmed' || order?.state === 'cancelled') {
      if (random() < 0.6) return
      order.state = 'cancelled'
      end(hold, hold.state)
      tellOrder('cancel', order)
    } else if (hold.state === 'expired' && !order) {
      hear(hold.buyer, { act: 'order', hold: hold.id, code: 'HOLD_EXPIRED' })
    } else if (hold.state === 'released') {
      hear(hold.buyer, { act: 'order', hold: hold.id, code: 'HOLD_ENDED' })
    }
  }

  for (let n = 0; n < acts; n += 1) {
    const next = now + 1 + random() * 40
    for (const hold of holds) {
      if (hold.state === 'live' && hold.endsAt - clockAtStart <= next) end(hold, 'expired')
    }
    now = next
    const hold = random() < 0.5 ? undefined : choose(holds.filter(({ isKnown }) => isKnown).slice(-12))
    if (hold) goOn(hold)
    else wishFor(below(buyers))
  }
  records.sort((a, b) => a.to - b.to)
  const ledger = dump(house, holds, orders, ownerOf)
  const seats = Buffer.from(ledger.availability.seats, 'base64')
  const maps = { shown: { version: 1, seats }, maps: [{ version: 1, states: [...seats], faults: [] }] }
  return { house, records, before: new Uint8Array(places), ledger, audit: [], maps, exclusive: true }
}

function madeUpHouse(places: number): House {
  return {
    id: 'event',
    slug: 'a-test',
    title: 'A test',
    seatIds: Array.from({ length: places }, (_, seat) => `S${seat + 1}`),
    categoryOf: new Array<number>(places).fill(0),
    categories: ['Stalls'],
    areaOf: new Array<number>(places).fill(-1),
    areas: [],
    accessible: [],
    isFree: false,
    maxPerOrder: 3,
    maxPerCustomer: cap,
    holdSeconds: 2,
  }
}

function dump(
  house: House,
  holds: readonly Held[],
  orders: readonly Ordered[],
  ownerOf: readonly (Held | null)[],
): LedgerDump {
  const bytes = ownerOf.map((owner) => (owner === null ? 0 : owner.state === 'sold' ? 2 : 1))
  const count = (state: number): number => bytes.filter((byte) => byte === state).length
  return {
    eventId: house.id,
    serverTime: new Date(clockAtStart).toISOString(),
    places: house.seatIds.length,
    maxPerCustomer: house.maxPerCustomer,
    cancelFee: 0,
    claims: ownerOf.flatMap((owner, seat) =>
      owner === null
        ? []
        : [
            {
              seat,
              state: owner.state === 'sold' ? ('sold' as const) : ('held' as const),
              holdId: owner.id,
              lapsed: false,
            },
          ],
    ),
    holds: holds.map(({ id, buyer, seats, state }) => ({
      id,
      customerId: `customer ${buyer}`,
      state,
      lapsed: false,
      seats,
    })),
    orders: orders.map(({ id, hold, state }) => ({
      id,
      holdId: hold.id,
      customerId: `customer ${hold.buyer}`,
      state,
      seats: hold.seats,
      total: seatPrice * hold.seats.length,
      paidLate: false,
    })),
    waitlist: [],
    payments: orders.map(({ id, state, hold }) => ({
      id: `payment of ${id}`,
      orderId: id,
      state: state === 'confirmed' ? ('captured' as const) : ('open' as const),
      wanted: null,
      counts: true,
      amount: seatPrice * hold.seats.length,
    })),
    refunds: [],
    tickets: [],
    availability: {
      version: 1,
      planVersion: 1,
      counts: { free: count(0), held: count(1), sold: count(2), blocked: 0 },
      seats: Buffer.from(bytes).toString('base64'),
    },
  }
}
