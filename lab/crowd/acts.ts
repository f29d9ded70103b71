import type { Hold } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { DemoBehaviour } from '../../contract/shapes/payments.ts'
import type { Recorded } from '../check/history.ts'
import type { House } from './house.ts'
import type { Answer, Asked, Venue, Visit } from './visit.ts'

/** Everything that a buyer does, put on record as they saw it. Null, or the code, where they did not get it. */
export interface Acts {
  /** Looks at the event's page: the server meets them, and gives them a cookie. False when there was no answer. */
  arrive(): Promise<boolean>
  lookAtMap(): Promise<void>
  lookAtMyThings(): Promise<void>
  hold(wish: SeatWish, key?: string): Promise<Got<Hold>>
  release(hold: Hold): Promise<void>
  order(hold: Hold): Promise<Got<Order>>
  pay(order: Order, bank: DemoBehaviour): Promise<Got<Order>>
  /** The bank asks whether it is them. */
  confirmToBank(order: Order): Promise<Got<Order>>
  /** Back from the payment page. */
  askAgain(order: Order): Promise<Got<Order>>
  cancel(order: Order): Promise<void>
}

export type SeatWish = { seats: number[] } | { quantity: number; category?: string; area?: string }
export type Got<T> = { value: T } | { code: NonNullable<Answer['code']>; body: unknown }

/** Where there never will be anybody: a server with a mail server does not trouble it with these. */
const buyer = { name: 'Ada Lovelace', email: 'ada@lab.invalid' }

export function createActs(venue: Venue, house: House, visit: Visit): Acts {
  const indexOf = indexesOf(house)
  const event = `/api/v1/events/${house.id}`
  const { number, behaviour } = visit.plan

  const act = async <T>(
    asked: Asked,
    about: Partial<Recorded>,
    gained: (value: T) => Partial<Recorded>,
  ): Promise<Got<T>> => {
    const { from, to, sent, code, outcome, body } = await visit.ask(asked)
    venue.record({
      buyer: number,
      behaviour,
      act: asked.act,
      from,
      to,
      outcome,
      sent,
      ...about,
      ...(asked.key !== undefined && { key: asked.key }),
      ...(code !== null && { code }),
      ...(code === null ? gained(body as T) : refusedSeats(body)),
    })
    return code === null ? { value: body as T } : { code, body }
  }
  /** Pages that change nothing are counted, and not kept. */
  const look = async (path: string): Promise<boolean> => {
    const { outcome } = await visit.ask({ act: 'look', method: 'GET', path })
    return outcome === 'ok'
  }
  const refusedSeats = (body: unknown): Partial<Recorded> => {
    const { seatIds } = (body ?? {}) as { seatIds?: string[] }
    return seatIds ? { seats: seatIds.map((id) => indexOf.get(id) ?? -1) } : {}
  }

  return {
    arrive: () => look(event),
    lookAtMap: async () => {
      await look(`${event}/availability`)
    },
    lookAtMyThings: async () => {
      await Promise.all([look('/api/v1/me/holds'), look('/api/v1/me/orders')])
    },
    hold: (wish, key = visit.newKey()) => {
      const body = 'seats' in wish ? { seatIds: wish.seats.map((seat) => house.seatIds[seat]) } : wish
      return act<Hold>({ act: 'hold', method: 'POST', path: `${event}/holds`, body, key }, { wish }, seenHold)
    },
    release: async ({ id }) => {
      await act({ act: 'release', method: 'DELETE', path: `/api/v1/holds/${id}` }, { hold: id }, () => ({}))
    },
    order: ({ id }) => {
      const key = visit.newKey()
      const body = { holdId: id, buyer }
      return act<Order>(
        { act: 'order', method: 'POST', path: '/api/v1/orders', body, key },
        { hold: id },
        seenOrder,
      )
    },
    pay: ({ id, holdId }, outcome) => {
      const path = `/api/v1/payments/demo/${id}`
      const asked: Asked = { act: 'pay', method: 'POST', path, body: { outcome }, key: visit.newKey() }
      return act<Order>(asked, { order: id, hold: holdId, bank: outcome }, seenOrder)
    },
    confirmToBank: ({ id, holdId }) => {
      const path = `/api/v1/payments/demo/${id}/challenge`
      const asked: Asked = { act: 'pay', method: 'POST', path, body: { approve: true }, key: visit.newKey() }
      return act<Order>(asked, { order: id, hold: holdId, bank: 'challenge' }, seenOrder)
    },
    askAgain: ({ id, holdId }) => {
      const asked: Asked = { act: 'look', method: 'POST', path: `/api/v1/orders/${id}/payment/check` }
      return act<Order>(asked, { order: id, hold: holdId }, seenOrder)
    },
    cancel: async ({ id, holdId }) => {
      const asked: Asked = {
        act: 'cancel',
        method: 'POST',
        path: `/api/v1/orders/${id}/cancel`,
        key: visit.newKey(),
      }
      await act<Order>(asked, { order: id, hold: holdId }, seenOrder)
    },
  }
}

function seenHold(hold: Hold): Partial<Recorded> {
  return {
    hold: hold.id,
    seats: hold.seats.map(({ index }) => index),
    state: hold.state,
    endsAt: Date.parse(hold.expiresAt),
    clock: Date.parse(hold.serverTime),
    total: hold.total.amount,
    prices: hold.seats.reduce((sum, { price }) => sum + price.amount, 0),
  }
}

function seenOrder(order: Order): Partial<Recorded> {
  return {
    order: order.id,
    hold: order.holdId,
    seats: order.seats.map(({ index }) => index),
    state: order.state,
    clock: Date.parse(order.serverTime),
    ...(order.payment !== undefined && { endsAt: Date.parse(order.payment.deadline) }),
    total: order.total.amount,
    // With fees or a discount of the order's own it is not the sum of what its seats cost.
    ...(order.pricing === undefined && {
      prices: order.seats.reduce((sum, { price }) => sum + price.amount, 0),
    }),
    tickets: order.tickets.filter(({ state }) => state === 'valid').length,
    paidLate: order.paidLate,
    refunded: order.refunds
      .filter(({ state }) => state !== 'failed')
      .reduce((sum, { amount }) => sum + amount.amount, 0),
  }
}

const indexes = new WeakMap<House, Map<string, number>>()

/** Built once for all buyers of a process. */
function indexesOf(house: House): Map<string, number> {
  let known = indexes.get(house)
  if (!known) {
    known = new Map(house.seatIds.map((id, index) => [id, index]))
    indexes.set(house, known)
  }
  return known
}
