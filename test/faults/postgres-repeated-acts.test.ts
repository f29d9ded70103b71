import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeatState } from '../../contract/seat-state.ts'
import type { LiveHold } from '../../server/inventory/sale.ts'
import { openHouse, sale as saleJob, uuid } from '../races/house.ts'
import { type CutOff, startCutOff } from './cut-off.ts'

/*
 * Acts other than a claim whose answer is lost after their commit. Each is done a second time, and the ledger knows by the state
 * of hold and order that it was done: the answer is what the first one's would have been, nothing is done twice, and the
 * copy in memory comes right.
 */

let house: CutOff
beforeAll(async () => {
  house = await startCutOff()
})
afterAll(() => house[Symbol.asyncDispose]())

const price = 2500

async function held(total: number): Promise<LiveHold> {
  const { id } = await openHouse(house.direct, 4, {
    prices: { Standing: total / 2 },
    holdExtensions: 2,
    holdSeconds: 600,
  })
  const outcome = await house.hold(id, { seats: [0, 1] })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value.hold
}

/** Does the act while its hold is locked; lets it commit when nobody can hear of it. */
async function unheard<T>(hold: LiveHold, act: () => Promise<T>, isDone: string): Promise<T> {
  const lock = await house.block('select from holds where event_id = $1 and id = $2 for update', [
    hold.eventId,
    hold.id,
  ])
  const answer = act()
  await house.blocked(1)
  house.network.swallow()
  await lock.commit()
  await expect.poll(() => count(`holds h where h.id = $1 and ${isDone}`, hold.id)).toBe(1)
  house.network.reset()
  await house.network.heal()
  return answer
}

async function count(what: string, id: string): Promise<number> {
  return (await house.direct.query<{ count: number }>(`select count(*) from ${what}`, [id])).rows[0]!.count
}

const shown = async (hold: LiveHold) => {
  const { states } = await house.sale(hold.eventId)
  return hold.seats.map((seat) => states[seat])
}
const showsAll = (hold: LiveHold, state: number) => expect.poll(() => shown(hold)).toEqual([state, state])

const orderJob = (hold: LiveHold) => ({
  ...saleJob({ ...hold, holdId: hold.id }),
  acceptsEquivalent: false,
  payment: { id: uuid(), provider: 'demo' },
})

describe('an act whose answer is lost', () => {
  it('sells once, and says which tickets', async () => {
    const hold = await held(0)
    const sale = await house.sale(hold.eventId)
    const job = saleJob({ ...hold, holdId: hold.id })
    const verdict = await unheard(hold, () => house.inventory.sell(sale, job), 'h.state = 2')
    expect(verdict).toMatchObject({ code: 'SOLD', orderId: job.orderId })
    const { rows } = await house.direct.query('select id from tickets where order_id = $1 order by seat', [
      job.orderId,
    ])
    expect(verdict).toHaveProperty(
      'tickets',
      rows.map(({ id }) => id),
    )
    expect(await count('mails where order_id = $1', job.orderId)).toBe(1)
    await showsAll(hold, SeatState.sold)
  })

  it('opens one order', async () => {
    const hold = await held(2 * price)
    const sale = await house.sale(hold.eventId)
    const job = orderJob(hold)
    const verdict = await unheard(hold, () => house.inventory.openOrder(sale, job), 'h.order_id is not null')
    expect(verdict).toMatchObject({ code: 'OPENED', orderId: job.orderId })
    expect(await count('payments where order_id = $1', job.orderId)).toBe(1)
    expect(house.inventory.liveHold(hold.id)?.orderId).toBe(job.orderId)
  })

  it('extends once', async () => {
    const hold = await held(0)
    const sale = await house.sale(hold.eventId)
    const seen = new Date(hold.expiresAtMs)
    const job = { holdId: hold.id, customerId: hold.customerId, seen }
    const verdict = await unheard(hold, () => house.inventory.extend(sale, job), 'h.extensions_used = 1')
    expect(verdict).toMatchObject({ code: 'MOVED', used: 1, expiresAt: new Date(seen.getTime() + 600_000) })
    expect(house.inventory.liveHold(hold.id)?.expiresAtMs).toBe(seen.getTime() + 600_000)
  })

  it('releases once', async () => {
    const hold = await held(0)
    const sale = await house.sale(hold.eventId)
    const row = await unheard(
      hold,
      () => house.inventory.release(sale, hold.id, hold.customerId),
      'h.state = 3',
    )
    expect(row).toMatchObject({ state: 'released' })
    await showsAll(hold, SeatState.free)
  })

  it('cancels once, and the seats are seen free', async () => {
    const hold = await held(0)
    const sale = await house.sale(hold.eventId)
    const job = saleJob({ ...hold, holdId: hold.id })
    expect(await house.inventory.sell(sale, job)).toMatchObject({ code: 'SOLD' })
    const told: string[] = []
    const deaf = house.inventory.onOrder(({ state }) => told.push(state))
    const cancelling = { orderId: job.orderId, customerIds: [hold.customerId], ticketIds: null }
    const verdict = await unheard(
      hold,
      () => house.inventory.cancel(sale, cancelling),
      `exists (select from orders o where o.hold_id = h.id and o.state = 3)`,
    )
    deaf()
    expect(verdict).toMatchObject({ code: 'CANCELLED_BEFORE', orderState: 'cancelled' })
    expect(told).toEqual(['cancelled'])
    expect(await count('mails where order_id = $1', job.orderId)).toBe(2)
    await showsAll(hold, SeatState.free)
  })

  it('settles a payment once, and the buyer hears of it', async () => {
    const hold = await held(2 * price)
    const sale = await house.sale(hold.eventId)
    const job = orderJob(hold)
    expect(await house.inventory.openOrder(sale, job)).toMatchObject({ code: 'OPENED' })
    const told: string[] = []
    const deaf = house.inventory.onOrder(({ state }) => told.push(state))
    const report = {
      ...{ paymentId: job.payment.id, provider: 'demo', providerRef: uuid(), state: 'captured' as const },
      ...{ amount: 2 * price, currency: 'EUR', refunded: 0, inbox: { id: uuid(), kind: 'captured' } },
    }
    const verdict = await unheard(hold, () => house.inventory.settle(sale, report), 'h.state = 2')
    deaf()
    expect(verdict).toMatchObject({ code: 'REPEATED' })
    expect(told).toEqual(['confirmed'])
    expect(await count('tickets where order_id = $1', job.orderId)).toBe(2)
    await showsAll(hold, SeatState.sold)
  })
})
