import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LAB_PASS_HEADER } from '../../contract/lab-pass.ts'
import { type Browser, type Edge, openEdge } from '../../test/setup/edge.ts'
import { attendPayments } from '../booking/attend-payments.ts'
import { createEvent } from '../booking/create-event.ts'
import { issueDueReceipts } from '../booking/read-receipts.ts'
import { describeSandbox } from '../lab/sandbox.ts'
import { transaction } from '../postgres/transaction.ts'
import { clearSandbox } from '../sql/lab/clear-sandbox.ts'

const buyer = { name: 'Buyer 7', email: 'buyer-7@lab.invalid' }
const run = { seats: 4, buyers: 10, pattern: 'steady', seconds: 0, mix: { best: 1 }, party: 2 } as const
let edge: Edge
let organiserId: string

beforeAll(async () => {
  edge = await openEdge({ env: { FULLHOUSE_DEMO: '1' } })
  const { rows } = await edge.context.pool.query<{ id: string }>(
    `insert into users (id, name, email, role) values ($1, 'Olga', 'olga@example.com', 'organiser') returning id`,
    [edge.context.ids.uuid()],
  )
  organiserId = rows[0]!.id
})
afterAll(() => edge?.[Symbol.asyncDispose]())

async function putOnSandbox(takesPayments = false): Promise<string> {
  const { booking, now } = edge.context
  const { event, paymentSeconds } = await describeSandbox(run, { now: new Date(now()), takesPayments })
  const made = await createEvent(booking, event, { organiserId, sandbox: true, paymentSeconds })
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.value.id
}

const hold = (who: Browser, eventId: string, pass?: string) =>
  who.send(
    'POST',
    `/api/v1/events/${eventId}/holds`,
    { quantity: 1 },
    pass ? { [LAB_PASS_HEADER]: pass } : {},
  )

describe('the pass of a run', () => {
  test('opens its sandbox, which is on sale to nobody else', async () => {
    const [sandbox, other] = [await putOnSandbox(), await putOnSandbox()]
    const pass = edge.context.labPasses.issue({ eventId: sandbox, organiserId })
    expect((await hold(edge.browser(), sandbox)).json()).toMatchObject({
      code: 'NOT_ON_SALE',
      onSaleAt: null,
    })
    expect((await hold(edge.browser(), sandbox, `${pass}x`)).json()).toMatchObject({ code: 'NOT_ON_SALE' })
    expect((await hold(edge.browser(), other, pass)).json()).toMatchObject({ code: 'NOT_ON_SALE' })
    const inOneCall = { eventId: sandbox, quantity: 1, buyer }
    const ordering = await edge.browser().send('POST', '/api/v1/orders', inOneCall)
    expect(ordering.json()).toMatchObject({ code: 'NOT_ON_SALE' })
    expect((await hold(edge.browser(), sandbox, pass)).statusCode).toBe(201)
    edge.context.labPasses.withdraw()
    expect((await hold(edge.browser(), sandbox, pass)).json()).toMatchObject({ code: 'NOT_ON_SALE' })
  })

  test('reads the ledger of its sandbox, and nothing else of its organiser’s', async () => {
    const [sandbox, other] = [await putOnSandbox(), await putOnSandbox()]
    const headers = { [LAB_PASS_HEADER]: edge.context.labPasses.issue({ eventId: sandbox, organiserId }) }
    const ask = async (path: string, method: 'GET' | 'PATCH' = 'GET', with_: object = headers) =>
      (
        await edge
          .browser()
          .send(method, `/api/v1/organiser/${path}`, method === 'GET' ? undefined : {}, with_)
      ).statusCode
    expect(await ask(`events/${sandbox}/ledger`)).toBe(200)
    expect(await ask(`events/${sandbox}/ledger`, 'GET', {})).toBe(401)
    expect(await ask(`events/${other}/ledger`)).toBe(401)
    expect(await ask(`events/${sandbox}`, 'PATCH')).toBe(401)
    expect(await ask('mails')).toBe(401)
  })

  test('lifts the limits by address for who has it, and for nobody else', async () => {
    await using limited = await openEdge({ env: { FULLHOUSE_RATE_LIMITS: 'on' } })
    const pass = limited.context.labPasses.issue({ eventId: 'e', organiserId: 'o' })
    const ask = async (headers: object) =>
      (
        await limited
          .browser()
          .send('DELETE', '/api/v1/holds/00000000-0000-7000-8000-000000000000', undefined, headers)
      ).statusCode
    // The bucket fills up again while it is asked, so one refusal says nothing of the next request.
    const isRefusedSoon = async (headers: object) => {
      for (let asked = 0; asked < 20_000; asked += 1) if ((await ask(headers)) === 429) return true
      return false
    }
    expect(await isRefusedSoon({})).toBe(true)
    for (let asked = 0; asked < 50; asked += 1) expect(await ask({ [LAB_PASS_HEADER]: pass })).toBe(404)
    expect(await isRefusedSoon({ [LAB_PASS_HEADER]: `${pass}=` })).toBe(true)
    expect(await isRefusedSoon({})).toBe(true)
  }, 60_000)
})

describe('a sandbox', () => {
  test('is in no list, and its orders are put on no paper', async () => {
    const { pool, booking, labPasses } = edge.context
    const sandbox = await putOnSandbox(true)
    const headers = { [LAB_PASS_HEADER]: labPasses.issue({ eventId: sandbox, organiserId }) }
    const who = edge.browser()
    const list = await who.send('GET', '/api/v1/events?limit=100')
    expect(list.json().events).toEqual([])
    const ordered = await who.send(
      'POST',
      '/api/v1/orders',
      { eventId: sandbox, quantity: 1, buyer },
      headers,
    )
    const paid = await who.send('POST', `/api/v1/payments/demo/${ordered.json().id}`, { outcome: 'succeed' })
    expect(paid.json()).toMatchObject({ state: 'confirmed' })
    await attendPayments(booking)
    expect(await issueDueReceipts(booking, 100)).toBe(0)
    expect((await who.send('GET', `/api/v1/orders/${ordered.json().id}/receipt`)).statusCode).toBe(404)
    // The control: were the event no sandbox, this order would be due.
    await pool.query('update events set sandbox = false where id = $1', [sandbox])
    expect(await issueDueReceipts(booking, 100)).toBe(1)
  })

  test('goes with everything that was sold of it, and a real event never goes', async () => {
    const { pool, labPasses } = edge.context
    const [sandbox, real] = [await putOnSandbox(true), await putOnSandbox(true)]
    for (const eventId of [sandbox, real]) {
      const headers = { [LAB_PASS_HEADER]: labPasses.issue({ eventId, organiserId }) }
      await edge.browser().send('POST', '/api/v1/orders', { eventId, quantity: 1, buyer }, headers)
    }
    await pool.query('update events set sandbox = false where id = $1', [real])
    const rowsOf = async (eventId: string) => {
      const { rows } = await pool.query<{ name: string }>(
        `select c.table_name as name from information_schema.columns c
          where c.table_schema = 'public' and c.column_name = 'event_id'`,
      )
      const counts = await Promise.all(
        rows.map(async ({ name }) => {
          const { rowCount } = await pool.query(`select from ${name} where event_id = $1`, [eventId])
          return [name, rowCount ?? 0] as const
        }),
      )
      return Object.fromEntries(counts.filter(([, count]) => count > 0))
    }
    const before = await rowsOf(real)
    expect(before).toMatchObject({ claims: 1, holds: 1, orders: 1, event_plans: 1, payments: 1 })
    expect(await transaction(pool, (tx) => clearSandbox(tx, real))).toBe(false)
    expect(await transaction(pool, (tx) => clearSandbox(tx, sandbox))).toBe(true)
    expect([await rowsOf(sandbox), await rowsOf(real)]).toEqual([{}, before])
  })
})
