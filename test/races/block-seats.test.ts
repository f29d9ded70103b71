import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setBlocked } from '../../server/inventory/block-seats.ts'
import type { EventRow } from '../../server/sql/tables.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { beginOn, claimOne, job, openHouse, owners, someoneWaits, startEngine, weaken } from './house.ts'

let database: FreshDatabase
let engine: ReturnType<typeof startEngine>
let event: EventRow

beforeEach(async () => {
  database = await freshDatabase()
  engine = startEngine(database)
  event = await openHouse(database.pool, 3)
})
afterEach(async () => {
  await engine[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const block = async (...seats: number[]) =>
  setBlocked(engine.pool, engine.inventory, await engine.sale(event.id), seats, true)
const states = async () => [...(await engine.sale(event.id)).states]

describe('blocking takes no seat from anyone', () => {
  it('a claim comes first: blocking waits for it, and blocks none of its seats', async () => {
    const buyer = await beginOn(database.pool)
    await claimOne(buyer.client, event.id, job([1]))
    const blocking = block(0, 1, 2)
    await someoneWaits(database.pool)
    await buyer.commit()
    expect(await blocking).toEqual({ ok: false, refusal: { code: 'SEATS_TAKEN', seats: [1] } })
    await engine.inventory.rebuild(event.id)
    expect(await states()).toEqual([0, 1, 0])
  })

  it('blocking comes first: the claim waits for it, and is refused', async () => {
    const organiser = await beginOn(database.pool)
    await organiser.client.query('select block_seats($1, $2)', [event.id, [1]])
    const claim = claimOne(engine.pool, event.id, job([1, 2]))
    await someoneWaits(database.pool)
    await organiser.commit()
    expect(await claim).toEqual({ code: 'SEATS_TAKEN', seats: [1] })
    expect(await owners(database.pool, event.id)).toEqual([])
  })

  it('a lapsed hold is in nobody’s way, and its end later frees nothing', async () => {
    await claimOne(database.pool, event.id, job([1]))
    await database.pool.query(`update claims set expires_at = now() - interval '1 second'`)
    await database.pool.query(`update holds set expires_at = now() - interval '1 second'`)
    expect(await block(1)).toMatchObject({ ok: true })
    await engine.inventory.sweep()
    expect(await states()).toEqual([0, 3, 0])
    expect(await engine.inventory.rebuild(event.id)).toEqual({ drift: 0 })
  })

  it('negative control: without the guard of block_seats a held seat is taken away', async () => {
    await weaken(database.pool, 'block_seats', '   where c.expires_at <= v_clock;', ';')
    const buyer = await beginOn(database.pool)
    await claimOne(buyer.client, event.id, job([1]))
    const blocking = block(1)
    await someoneWaits(database.pool)
    await buyer.commit()
    expect(await blocking).toMatchObject({ ok: true })
    expect(await owners(database.pool, event.id)).toEqual([])
  })
})
