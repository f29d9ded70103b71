import type pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createInventory, type Inventory } from '../../server/inventory/inventory.ts'
import { createPool, type Pool } from '../../server/postgres/pool.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { openHouse, sale as saleJob, uuid } from './house.ts'

/*
 * Every statement that a sale sends to the ledger, and every statement inside its functions, finds its rows by the event: seen in
 * the plans that PostgreSQL itself reports (auto_explain) while each act of the sale is done once. What is not done here is
 * only checked by its text (server/sql/event-first.pg.test.ts).
 */

interface Node {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Node[]
  [detail: string]: unknown
}

interface Plan {
  query: string
  plan: Node
}

const hotTables = [
  'claims',
  'holds',
  'orders',
  'tickets',
  'payments',
  'payment_events',
  'refunds',
  'mails',
  'waitlist',
]
const conditions = ['Index Cond', 'Recheck Cond', 'Filter', 'TID Cond']

let database: FreshDatabase
let pool: Pool
let inventory: Inventory
let plans: Plan[]
beforeEach(async () => {
  database = await freshDatabase()
  plans = []
  // Only a superuser may load what reports plans.
  const { host, port, database: name } = database.connection
  pool = createPool({ host, port, database: name, user: 'postgres' }, { max: 2 })
  pool.on('connect', report)
  inventory = createInventory({ pool, uuid, nowMs: Date.now })
})
afterEach(async () => {
  await pool.end()
  await database[Symbol.asyncDispose]()
})

function report(client: pg.PoolClient): void {
  client.on('notice', ({ message = '' }) => {
    const start = message.indexOf('{')
    if (!message.includes('plan:') || start < 0) return
    const { 'Query Text': query, Plan: plan } = JSON.parse(message.slice(start))
    plans.push({ query, plan })
  })
  client.query(`load 'auto_explain';
    set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set auto_explain.log_format = json; set auto_explain.log_level = notice; set auto_explain.log_timing = off`)
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** Reads of hot tables that would have to look at every event. A bitmap's heap is read by the index below it. */
function withoutEvent({ query, plan }: Plan): string[] {
  return nodesOf(plan)
    .filter((node) => hotTables.includes(node['Relation Name'] ?? '') && node['Node Type'] !== 'ModifyTable')
    .filter((node) => !/\bevent_id = /.test(conditions.map((name) => node[name] ?? '').join(' ')))
    .map(
      (node) =>
        `${node['Node Type']} of ${node['Relation Name']} in: ${query.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
    )
}

const price = 2500

/** Each act once, with what changes its statements: keys, a cap, prices, expiry. */
async function sellEverything(): Promise<void> {
  const { id: event } = await openHouse(database.pool, 40, {
    maxPerCustomer: 6,
    holdExtensions: 1,
    prices: { Standing: price },
  })
  const sale = (await inventory.sale(event))!
  const hold = async (seats: number[], key: string | null = null) => {
    const request = { customerId: uuid(), wish: { seats }, key, hash: key && 'digest' }
    const outcome = await inventory.hold(sale, request)
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    return outcome.value.hold
  }
  const order = async (seats: number[]) => {
    const held = await hold(seats)
    const job = {
      ...saleJob({ ...held, holdId: held.id }),
      acceptsEquivalent: false,
      payment: { id: uuid(), provider: 'demo' },
    }
    expect(await inventory.openOrder(sale, job)).toMatchObject({ code: 'OPENED' })
    return job
  }
  const report = (paymentId: string, state: 'captured' | 'cancelled') => ({
    ...{ paymentId, provider: 'demo', providerRef: uuid(), state, amount: 2 * price, currency: 'EUR' },
    ...{ refunded: 0, inbox: { id: uuid(), kind: state } },
  })

  await hold([0, 1], uuid())
  const extended = await hold([2, 3])
  const seen = new Date(extended.expiresAtMs)
  const { id: holdId, customerId } = extended
  expect(await inventory.extend(sale, { holdId, customerId, seen })).toMatchObject({ code: 'EXTENDED' })
  expect(await inventory.release(sale, holdId, customerId)).toMatchObject({ state: 'released' })

  const paid = await order([4, 5])
  expect(await inventory.settle(sale, report(paid.payment.id, 'captured'))).toMatchObject({
    code: 'CONFIRMED',
  })
  const cancelling = { orderId: paid.orderId, customerIds: null, ticketIds: null }
  expect(await inventory.cancel(sale, cancelling)).toMatchObject({ code: 'CANCELLED' })

  const late = await order([6, 7])
  const failed = await order([8, 9])
  for (const table of ['claims', 'holds'])
    await database.pool.query(
      `update ${table} set expires_at = now() where event_id = $1 and ${table === 'claims' ? 'hold_id' : 'id'} = $2`,
      [event, late.holdId],
    )
  expect(await inventory.settle(sale, report(late.payment.id, 'captured'))).toMatchObject({
    code: 'CONFIRMED_LATE',
  })
  expect(await inventory.settle(sale, report(failed.payment.id, 'cancelled'))).toMatchObject({
    code: 'FAILED',
  })

  const free = await openHouse(database.pool, 10, { holdSeconds: 1 })
  const freeSale = (await inventory.sale(free.id))!
  const given = await inventory.hold(freeSale, {
    customerId: uuid(),
    wish: { seats: [0] },
    key: null,
    hash: null,
  })
  if (!given.ok) throw new Error(given.refusal.code)
  const selling = saleJob({ ...given.value.hold, holdId: given.value.hold.id })
  expect(await inventory.sell(freeSale, selling)).toMatchObject({
    code: 'SOLD',
  })
  await inventory.hold(freeSale, { customerId: uuid(), wish: { seats: [1] }, key: null, hash: null })
  await expect
    .poll(
      async () => {
        await inventory.sweep()
        return freeSale.holds.size
      },
      { timeout: 10_000 },
    )
    .toBe(0)
  await inventory.rebuild(event)
}

it('every statement of a sale reads by the event', async () => {
  await sellEverything()
  // Nothing is proved by plans that were not reported.
  for (const name of [
    'claim_seats',
    'sell_holds',
    'open_order',
    'settle_payment',
    'extend_hold',
    'release_holds',
    'cancel_order',
  ])
    expect(
      plans.some(({ query }) => query.includes(`${name}(`)),
      name,
    ).toBe(true)
  expect(
    plans.filter(({ plan }) => nodesOf(plan).some((node) => node['Relation Name'] === 'claims')).length,
  ).toBeGreaterThan(15)
  expect([...new Set(plans.flatMap(withoutEvent))]).toEqual([])
})

it('rows that were locked are written where they lie, whatever statistics say', async () => {
  await sellEverything()
  const byPlace = plans.filter(({ query }) => /\.ctid = l\.row/.test(query))
  expect(byPlace.length).toBeGreaterThan(5)
  for (const { query, plan } of byPlace) {
    const kinds = nodesOf(plan).map((node) => node['Node Type'])
    expect(kinds, query).toContain('Tid Scan')
  }
})

it('control: a statement that finds claims by their hold alone is noticed', async () => {
  await pool.query('select from claims where hold_id = $1', [uuid()])
  expect(plans.flatMap(withoutEvent)).toHaveLength(1)
})
