import { describe, expect, it } from 'vitest'
import type { HoldOutcome } from '../../server/inventory/inventory.ts'
import { freshDatabase } from '../setup/database.ts'
import { until } from '../setup/redis.ts'
import { beginOn, openHouse, someoneWaits, startEngine, uuid } from './house.ts'

/*
 * *When it is "no"* in server/inventory/README.md, with the ledger: a claim stays undecided while another transaction has written a row
 * for one of its seats, and has neither committed nor rolled back. The rule alone is tried in
 * server/inventory/truthful-refusals.test.ts, with its controls.
 */
async function openHall(places: number) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  const event = await openHouse(database.pool, places)
  const { inventory, sale } = stack.use(startEngine(database))
  const eventSale = await sale(event.id)
  const ask = (wish: { quantity: number } | { seats: number[] }) => {
    const asking: { code: string | null; answer: Promise<HoldOutcome> } = {
      code: null,
      answer: Promise.resolve(inventory.hold(eventSale, { customerId: uuid(), wish, key: null, hash: null })),
    }
    asking.answer.then(
      (outcome) => {
        asking.code = outcome.ok ? 'HELD' : outcome.refusal.code
      },
      () => {
        asking.code = 'FAULT'
      },
    )
    return asking
  }
  const hold = async (seats: number[]) => {
    const outcome = await ask({ seats }).answer
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    return outcome.value.hold
  }
  /** Whoever claims the seat waits until this transaction ends: with its commit the seat is somebody else's. */
  const inTheWay = async (seat: number) => {
    const other = await beginOn(database.pool)
    await other.client.query('insert into claims (event_id, seat, hold_id, state) values ($1, $2, $3, 2)', [
      event.id,
      seat,
      uuid(),
    ])
    return other
  }
  const disposing = stack.move()
  return {
    ...{ database, eventSale, inventory, ask, hold, inTheWay },
    [Symbol.asyncDispose]: () => disposing.disposeAsync(),
  }
}

/** Of two seats one was held; a buyer is in line for the other, one behind them has found nothing, and then the first one is released. */
async function releasedMeanwhile(hall: Awaited<ReturnType<typeof openHall>>) {
  const { id, customerId } = await hall.hold([0])
  const other = await hall.inTheWay(1)
  const before = hall.ask({ quantity: 1 })
  await someoneWaits(hall.database.pool)
  const buyer = hall.ask({ quantity: 1 })
  await hall.inventory.release(hall.eventSale, id, customerId)
  return { other, before, buyer }
}

describe('a refusal that waits for the ledger', () => {
  it('is said when the claims before it are granted, while a later one stays undecided', async () => {
    await using hall = await openHall(2)
    const { other, before, buyer } = await releasedMeanwhile(hall)
    const another = await hall.inTheWay(0)
    const after = hall.ask({ quantity: 1 })
    expect(hall.eventSale.counts).toMatchObject({ free: 2 })
    await other.rollback()
    await buyer.answer
    expect([before, buyer, after].map(({ code }) => code)).toEqual(['HELD', 'SOLD_OUT', null])
    await another.rollback()
    await after.answer
    expect(after.code).toBe('HELD')
  })

  it('is not said when one of them is refused: what is left of it is had', async () => {
    await using hall = await openHall(2)
    const other = await hall.inTheWay(0)
    const couple = hall.ask({ seats: [0, 1] })
    await someoneWaits(hall.database.pool)
    const buyer = hall.ask({ quantity: 1 })
    await other.commit()
    await Promise.all([couple.answer, buyer.answer])
    expect([couple, buyer].map(({ code }) => code)).toEqual(['SEATS_TAKEN', 'HELD'])
  })

  it('is not said to who can be given what came free meanwhile', async () => {
    await using hall = await openHall(2)
    const { other, before, buyer } = await releasedMeanwhile(hall)
    await other.rollback()
    await Promise.all([before.answer, buyer.answer])
    expect([before, buyer].map(({ code }) => code)).toEqual(['HELD', 'HELD'])
  })

  it('names the seats that were asked for', async () => {
    await using hall = await openHall(2)
    const other = await hall.inTheWay(1)
    const before = hall.ask({ seats: [1] })
    await someoneWaits(hall.database.pool)
    const buyer = hall.ask({ seats: [0, 1] })
    await other.rollback()
    expect(await buyer.answer).toMatchObject({ refusal: { code: 'SEATS_TAKEN', seats: [1] } })
    expect((await before.answer).ok).toBe(true)
  })

  it('is none when the claim before it stays undecided: the buyer may try again', async () => {
    await using hall = await openHall(1)
    const other = await hall.inTheWay(0)
    const before = hall.ask({ quantity: 1 })
    await someoneWaits(hall.database.pool)
    const buyer = hall.ask({ quantity: 1 })
    await expect(buyer.answer).rejects.toThrow('claims before this one are still undecided')
    await other.rollback()
    await until(() => before.code === 'HELD')
  })
})
