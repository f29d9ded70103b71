import { afterEach, expect, it } from 'vitest'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import { demoOrganiser, signInOrganiser } from '../../lab/stage/organiser.ts'
import { standingPlan } from '../../lab/stage/plans.ts'
import { createPool, type Pool } from '../../server/postgres/pool.ts'
import { freshDatabase } from '../setup/database.ts'
import { startServer } from '../setup/server.ts'
import { type Shopper, shopper } from '../setup/shopper.ts'

const buyer = { name: 'Katherine Johnson', email: 'katherine@example.com' }
const soon = { timeout: 20_000, interval: 50 }

let left: Pool[] = []
afterEach(async () => {
  await Promise.all(left.map((pool) => pool.end()))
  left = []
})

/** A server on a database that the test can look into, with an event whose seats cost money. */
async function openShop() {
  const database = await freshDatabase({ migrated: false })
  const env = { DATABASE_URL: database.url }
  const server = await startServer({ database: 'embedded', env })
  const pool = createPool(database.connection, { max: 2 })
  left.push(pool)
  const organiser = await signInOrganiser(server.url, demoOrganiser)
  const event = await organiser.createEvent({
    title: 'A dear evening',
    plan: standingPlan(20),
    prices: { Stalls: 2500 },
    holdSeconds: 600,
  })
  return {
    server,
    pool,
    organiser,
    event,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await pool.end()
      left = left.filter((one) => one !== pool)
      await database[Symbol.asyncDispose]()
    },
  }
}

async function order(customer: Shopper, eventId: string): Promise<string> {
  const ordered = await customer.api.placeOrder({ body: { eventId, quantity: 2, buyer } })
  if (!ordered.ok) throw new Error(JSON.stringify(ordered))
  return ordered.value.id
}

const one = async (pool: Pool, sql: string, ...values: unknown[]) => (await pool.query(sql, values)).rows[0]

/** Paying goes on in the background when the server is killed; the reply is lost with it. */
function pay(
  customer: Shopper,
  orderId: string,
  outcome: 'succeed' | 'webhook_lost' | 'slow',
): Promise<unknown> {
  return customer.api.payDemo({ params: { orderId }, body: { outcome } }).catch(() => undefined)
}

async function expectPaid(customer: Shopper, pool: Pool, orderId: string): Promise<void> {
  await expect
    .poll(async () => (await customer.api.getOrder({ params: { id: orderId } })).ok, soon)
    .toBe(true)
  await expect
    .poll(async () => {
      const reply = await customer.api.getOrder({ params: { id: orderId } })
      return reply.ok ? [reply.value.state, reply.value.tickets.length] : reply
    }, soon)
    .toEqual(['confirmed', 2])
  await expect
    .poll(() => one(pool, 'select state, wanted, due_at from payments where order_id = $1', orderId), soon)
    .toEqual({ state: 2, wanted: null, due_at: null })
  expect(
    await one(pool, `select state, refunded from demo_intents where metadata ->> 'orderId' = $1`, orderId),
  ).toEqual({
    state: 'captured',
    refunded: 0,
  })
}

it('never-charged-for-nothing: kill -9 between capture and commit is repaired', async () => {
  await using shop = await openShop()
  const { server, pool, event, organiser } = shop
  const customer = shopper(server.url)
  const orderId = await order(customer, event.id)
  // The ledger stops here, holding on to the order's hold: the provider captures, and nobody can write that down.
  const client = await pool.connect()
  await client.query(`create function stop_here() returns trigger language plpgsql as $$
    begin
      if new.state = 2 and old.state = 3 then perform pg_advisory_xact_lock(4711); end if;
      return new;
    end $$`)
  await client.query(
    'create trigger stopping before update on payments for each row execute function stop_here()',
  )
  await client.query('select pg_advisory_lock(4711)')
  const paying = pay(customer, orderId, 'succeed')
  await expect
    .poll(() => one(pool, `select state from demo_intents where metadata ->> 'orderId' = $1`, orderId), soon)
    .toEqual({ state: 'captured' })
  expect(await one(pool, 'select state, wanted from payments where order_id = $1', orderId)).toEqual({
    state: 3,
    wanted: 1,
  })
  await server.kill('SIGKILL')
  await paying
  await client.query('select pg_advisory_unlock(4711)')
  await client.query('drop trigger stopping on payments')
  client.release()
  await server.restart()
  await expectPaid(customer, pool, orderId)
  const { findings } = await auditEvent(() => organiser.dumpLedger(event.id))
  expect(findings).toEqual([])
})

it('a lost webhook and a server that dies lose nothing: the provider is asked', async () => {
  await using shop = await openShop()
  const { server, pool, event } = shop
  const customer = shopper(server.url)
  const orderId = await order(customer, event.id)
  await pay(customer, orderId, 'webhook_lost')
  expect(await one(pool, 'select state from orders where id = $1', orderId)).toEqual({ state: 1 })
  await server.kill('SIGKILL')
  await pool.query('update payments set due_at = clock_timestamp()')
  await server.restart()
  await expectPaid(customer, pool, orderId)
})

it('the demo provider survives kill -9: a bank that was still thinking answers after the restart', async () => {
  await using shop = await openShop()
  const { server, pool, event } = shop
  const customer = shopper(server.url)
  const orderId = await order(customer, event.id)
  await pay(customer, orderId, 'slow')
  await server.kill('SIGKILL')
  await server.restart()
  await expectPaid(customer, pool, orderId)
})
