import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import type { CodeRule } from '../../server/domain/code.ts'
import { codeRule } from '../../server/domain/code-cases.ts'
import { storeCode } from '../../server/sql/codes.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { standingPlan } from '../setup/shopper.ts'
import { claimOne, job, openHouse, owners, sale, startEngine, uuid, weaken } from './house.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database[Symbol.asyncDispose]())

const SEATS = 5
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

async function house(change: Partial<NewEvent>, ...codes: (Partial<CodeRule> & { code: string })[]) {
  const event = await openHouse(database.pool, SEATS, { plan: standingPlan(SEATS), ...change })
  for (const code of codes)
    await storeCode(database.pool, event.id, { ...codeRule({}, new Date()), ...code }, 100)
  return event.id
}

const claim = (event: string, code: string | null, seats = [0]) =>
  claimOne(database.pool, event, job(seats, { access: { code, categories: seats.map(() => 'Standing') } }))

describe('locked categories', () => {
  it('are claimed only with a code that opens them, whatever the server believed', async () => {
    const event = await house(
      { lockedCategories: ['Standing'] },
      { code: 'OPENS', unlocks: ['Standing'] },
      { code: 'OTHER', unlocks: ['Elsewhere'] },
      { code: 'OVER', unlocks: ['Standing'], validUntil: new Date(Date.now() - 1000) },
      { code: 'SOON', unlocks: ['Standing'], validFrom: new Date(Date.now() + 60_000) },
      { code: 'OFF', unlocks: ['Standing'], active: false },
    )
    expect(await claim(event, null)).toEqual({ code: 'CODE_REQUIRED', categories: ['Standing'] })
    const reasonOf = async (code: string) => await claim(event, code)
    expect(await reasonOf('NOBODY')).toMatchObject({ code: 'INVALID_CODE', reason: 'unknown' })
    expect(await reasonOf('OFF')).toMatchObject({ reason: 'unknown' })
    expect(await reasonOf('OTHER')).toMatchObject({ reason: 'not_for_these_seats' })
    expect(await reasonOf('OVER')).toMatchObject({ reason: 'expired' })
    expect(await reasonOf('SOON')).toMatchObject({ reason: 'not_yet_valid' })
    expect((await claim(event, 'OPENS')).code).toBe('CLAIMED')
    expect(await owners(database.pool, event)).toHaveLength(1)
  })

  it('a server whose copy does not know of the lock is told to look again', async () => {
    const event = await house({ lockedCategories: ['Standing'] })
    expect((await claimOne(database.pool, event, job([0]))).code).toBe('UNKNOWN_SEATS')
    expect(await owners(database.pool, event)).toEqual([])
  })

  it('a lock that is set while another server sells holds there as well', async () => {
    const event = await house({}, { code: 'OPENS', unlocks: ['Standing'] })
    await using engine = startEngine(database)
    const open = await engine.sale(event)
    const hold = (code?: string) =>
      engine.inventory.hold(open, {
        customerId: uuid(),
        wish: { seats: [0] },
        key: null,
        hash: null,
        ...(code !== undefined && { code }),
      })
    await database.pool.query(`update events set locked_categories = '{Standing}' where id = $1`, [event])
    expect(await hold()).toMatchObject({ refusal: { code: 'CODE_REQUIRED' } })
    expect((await hold('OPENS')).ok).toBe(true)
  })

  it('one batch: those with the code get their seats, the others none, and a retry its first answer', async () => {
    const event = await house({ lockedCategories: ['Standing'] }, { code: 'OPENS', unlocks: ['Standing'] })
    await using engine = startEngine(database)
    const open = await engine.sale(event)
    const customers = [uuid(), uuid(), uuid()]
    const ask = (at: number) =>
      engine.inventory.hold(open, {
        customerId: customers[at]!,
        wish: { seats: [at] },
        key: 'k',
        hash: 'h',
        code: at === 1 ? null : 'OPENS',
      })
    const outcomes = await Promise.all([ask(0), ask(1), ask(2)])
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(outcomes[1]).toMatchObject({ refusal: { code: 'CODE_REQUIRED' } })
    expect(await ask(0)).toMatchObject({ refusal: { code: 'DUPLICATE' } })
    expect(open.counts).toMatchObject({ free: SEATS - 2, held: 2 })
  })

  it('best available never gives them to who has no code, and never calls them sold out wrongly', async () => {
    const event = await house({ lockedCategories: ['Standing'] }, { code: 'OPENS', unlocks: ['Standing'] })
    await using engine = startEngine(database)
    const open = await engine.sale(event)
    const ask = { customerId: uuid(), key: null, hash: null }
    expect(await engine.inventory.hold(open, { ...ask, wish: { quantity: 1 } })).toMatchObject({
      refusal: { code: 'SOLD_OUT' },
    })
    const unlocked = { quantity: SEATS, unlocked: ['Standing'] }
    expect((await engine.inventory.hold(open, { ...ask, wish: unlocked, code: 'OPENS' })).ok).toBe(true)
  })

  it('seats held with a code cannot be sold past its limits, for nothing and without it', async () => {
    const event = await house({ lockedCategories: ['Standing'] }, { code: 'OPENS', unlocks: ['Standing'] })
    await using engine = startEngine(database)
    const open = await engine.sale(event)
    const customerId = uuid()
    const held = await engine.inventory.hold(open, {
      customerId,
      wish: { seats: [0] },
      key: null,
      hash: null,
      code: 'OPENS',
    })
    if (!held.ok) throw new Error(held.refusal.code)
    expect(
      (await engine.inventory.sell(open, sale({ ...held.value.hold, holdId: held.value.hold.id }))).code,
    ).toBe('PAYMENT_REQUIRED')
    expect(open.counts).toMatchObject({ held: 1, sold: 0 })
  })

  it('negative control: a claim that does not judge access gives locked seats to anybody', async () => {
    const event = await house({ lockedCategories: ['Standing'] })
    await weaken(
      database.pool,
      'claim_seats',
      "v_gated := v_early or v_event.locked_categories <> '{}'",
      'v_gated := false',
    )
    expect((await claim(event, null)).code).toBe('CLAIMED')
  })
})

describe('presale', () => {
  const presale = { onSaleAt: inSeconds(3600), presaleAt: inSeconds(-60) }

  it('is open to who has a presale code, and to nobody else', async () => {
    const event = await house(presale, { code: 'EARLY', presale: true }, { code: 'HALF' })
    expect((await claim(event, null)).code).toBe('NOT_ON_SALE')
    expect(await claim(event, 'HALF')).toMatchObject({ code: 'INVALID_CODE', reason: 'not_for_presale' })
    expect((await claim(event, 'EARLY')).code).toBe('CLAIMED')
  })

  it('does not begin before its time, by the ledger’s clock and not by the server’s', async () => {
    const event = await house(
      { onSaleAt: inSeconds(3600), presaleAt: inSeconds(60) },
      { code: 'EARLY', presale: true },
    )
    expect((await claim(event, 'EARLY')).code).toBe('NOT_ON_SALE')
    await using engine = startEngine(database, { aheadMs: 600_000 })
    const outcome = await engine.inventory.hold(await engine.sale(event), {
      customerId: uuid(),
      wish: { quantity: 1 },
      key: null,
      hash: null,
      code: 'EARLY',
    })
    expect(outcome).toMatchObject({ refusal: { code: 'NOT_ON_SALE' } })
  })

  it('needs no code once the sale is open', async () => {
    const event = await house({ onSaleAt: inSeconds(-60), presaleAt: inSeconds(-3600) })
    expect((await claim(event, null)).code).toBe('CLAIMED')
  })
})
