import pg from 'pg'
import PostalMime from 'postal-mime'
import { expect, inject, test } from 'vitest'
import { connectionConfig } from '../../server/postgres/pool.ts'
import { openPostOffice } from '../setup/post-office.ts'
import { startServer } from '../setup/server.ts'
import { organiser, putOn, shopper } from '../setup/shopper.ts'

test('a server that is killed while it sends a mail loses none, and sends it twice at most, as one', async () => {
  await using office = await openPostOffice()
  office.hold(true)
  await using server = await startServer({
    env: { SMTP_URL: office.url, MAIL_FROM: 'Fullhouse <tickets@shop.test>' },
  })
  const eventId = await putOn(await organiser(server.url), 10)
  const buyer = { name: 'Kim', email: 'kim@example.com' }
  const placed = await shopper(server.url).api.placeOrder({ body: { eventId, quantity: 2, buyer } })
  expect(placed.ok).toBe(true)
  await expect.poll(() => office.held, { timeout: 20_000 }).toBe(1)

  await server.kill('SIGKILL')
  // The mail server has taken it; only its word for it reaches nobody.
  office.hold(false)
  expect(office.delivered).toHaveLength(1)
  await endLeases(server.databaseName!)
  await server.restart()
  await expect.poll(() => office.delivered.length, { timeout: 20_000 }).toBe(2)

  const ids = await Promise.all(
    office.delivered.map(async ({ source }) => (await PostalMime.parse(source)).messageId),
  )
  expect(ids[0]).toBe(ids[1])
  await expect.poll(() => statesOf(server.databaseName!), { timeout: 20_000 }).toEqual(['2 after 2 tries'])
})

/** As if the time had passed after which a server that sends is taken for dead. */
async function endLeases(database: string): Promise<void> {
  await ask(database, 'update mails set due_at = now() where due_at is not null')
}

async function statesOf(database: string): Promise<string[]> {
  const rows = await ask(database, `select state || ' after ' || tries || ' tries' as line from mails`)
  return rows.map(({ line }) => line)
}

async function ask(database: string, sql: string): Promise<{ line: string }[]> {
  const client = new pg.Client(connectionConfig({ ...inject('database'), database }))
  await client.connect()
  try {
    return (await client.query<{ line: string }>(sql)).rows
  } finally {
    await client.end()
  }
}
