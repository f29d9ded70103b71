import { generateKeyPairSync } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import type { Order } from '../../contract/shapes/orders.ts'
import { checkCode, type KeySet } from '../../lab/verify-ticket/check-code.ts'
import { deriveKey } from '../../server/accounts/secret.ts'
import { createPool } from '../../server/postgres/pool.ts'
import { createTicketSeal } from '../../server/tickets/ticket-seal.ts'
import { readPdf } from '../setup/read-pdf.ts'
import type { TestServer } from '../setup/server.ts'
import { putOn, type Shopper } from '../setup/shopper.ts'
import { readQr } from './read-qr.ts'
import { test, type Visitor } from './shop.ts'

const buyer = { name: 'Ada Lovelace', email: 'ada@example.com' }

/** A booking by this visitor, whose cookies the browser's own requests carry. */
async function book({ page, open }: Visitor, staff: Shopper, quantity = 2): Promise<Order> {
  await open('/')
  // Each of the first replies makes a newcomer of them: the last one's cookie is who they are.
  await page.waitForLoadState('networkidle')
  const eventId = await putOn(staff, 20, { title: 'A night of passing on' })
  const { origin } = new URL(page.url())
  const reply = await page.request.post('/api/v1/orders', {
    data: { eventId, quantity, buyer },
    headers: { origin },
  })
  expect(reply.status()).toBe(201)
  const order: Order = await reply.json()
  await open(`/orders/${order.id}`)
  return order
}

const ticketsOn = ({ page }: Visitor) => page.getByRole('article', { name: /^Ticket: / })

/** What a scanner reads from the large code. */
async function codeOf({ page }: Visitor, ticket: Locator): Promise<string> {
  await ticket.getByRole('button', { name: /Show the code large/ }).click()
  const large = page.getByRole('dialog', { name: 'Ticket for scanning' })
  const code = await readQr(large.getByRole('img', { name: /^Code of the ticket/ }))
  await large.getByRole('button', { name: 'Close' }).click()
  return code
}

/** The part of the mailed link that makes the latest ticket passed on the recipient's. */
async function mailedToken(server: TestServer, recipient: string): Promise<string> {
  const pool = createPool(
    { ...inject('database'), database: server.databaseName! },
    { applicationName: 'test' },
  )
  try {
    const secret = await pool.query(`select value from settings where key = 'secret'`)
    const { rows } = await pool.query(
      `select event_id, data from mails where kind = 'transfer' and recipient = $1 order by id desc limit 1`,
      [recipient],
    )
    const key = { id: 1, ...generateKeyPairSync('ed25519'), createdAt: new Date(), retiredAt: null }
    const seal = createTicketSeal([key], deriveKey(secret.rows[0].value, 'ticket claims'))
    return seal.claimToken(rows[0].event_id, rows[0].data.ticketId)
  } finally {
    await pool.end()
  }
}

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  test('a name is put on a ticket, and stays', async ({ visit, staff }) => {
    const visitor = await visit({ screen })
    await book(visitor, staff)
    const ticket = ticketsOn(visitor).first()
    await ticket.getByRole('button', { name: /^Change the name/ }).click()
    await ticket.getByLabel('Name on the ticket').fill('Grace Hopper')
    await ticket.getByRole('button', { name: 'Save' }).click()
    await ticket.getByText('Grace Hopper').waitFor()
    await visitor.page.reload()
    await ticketsOn(visitor).first().getByText('Grace Hopper').waitFor()
  })

  test('a ticket is passed on: gone from the one, with a new code for the other', async ({
    visit,
    staff,
    server,
  }) => {
    const seller = await visit({ screen })
    await book(seller, staff)
    const mine = ticketsOn(seller).first()
    const before = await codeOf(seller, mine)
    await mine.getByRole('button', { name: /^Pass on the ticket/ }).click()
    const dialog = seller.page.getByRole('dialog', { name: 'Pass this ticket on' })
    await dialog.getByText(/void at once/).waitFor()
    await dialog.getByRole('button', { name: 'Pass it on' }).click()
    await dialog.getByText('Please enter their name').waitFor()
    await dialog.getByLabel('Their name').fill('Charles Babbage')
    const email = `charles-${screen}@example.com`
    await dialog.getByLabel('Their e-mail address').fill(email)
    await dialog.getByRole('button', { name: 'Pass it on' }).click()
    await mine.getByText('Passed on', { exact: true }).waitFor()
    expect(await mine.getByRole('button', { name: /Show the code/ }).count(), 'no code is left').toBe(0)

    const friend = await visit({ screen })
    await friend.open(`/tickets/claim#${await mailedToken(server, email)}`)
    await friend.page.getByRole('button', { name: 'Take the ticket' }).click()
    await friend.page.getByRole('heading', { level: 1, name: 'Your ticket' }).waitFor()
    const after = await codeOf(friend, ticketsOn(friend))
    expect(after).not.toBe(before)
    const keys = await friend.page.request.get('/.well-known/fullhouse-ticket-keys.json')
    expect(await checkCode(after, (await keys.json()) as KeySet)).toMatchObject({ genuine: true })

    await friend.open('/bookings')
    await friend.page.getByRole('heading', { name: 'Passed on to you' }).waitFor()
    await friend.page.getByRole('link', { name: 'Show ticket' }).click()
    await ticketsOn(friend).getByText('Charles Babbage').waitFor()
  })
})

test('one ticket of two is cancelled, and the other stays', async ({ visit, staff }) => {
  const visitor = await visit({ screen: 'phone' })
  await book(visitor, staff)
  const first = ticketsOn(visitor).first()
  await first.getByRole('button', { name: /^Cancel the ticket/ }).click()
  const dialog = visitor.page.getByRole('dialog', { name: 'Cancel this ticket?' })
  await dialog.getByRole('button', { name: 'Cancel the ticket' }).click()
  await first.getByText('No longer valid').waitFor()
  await ticketsOn(visitor)
    .last()
    .getByRole('button', { name: /Show the code large/ })
    .waitFor()
})

test('papers: all tickets as PDF, the event for the calendar, the mail once more', async ({
  visit,
  staff,
}) => {
  const visitor = await visit()
  const order = await book(visitor, staff)
  const { page } = visitor
  const link = page.getByRole('link', { name: 'All tickets as PDF' })
  const file = await page.request.get((await link.getAttribute('href'))!)
  expect(file.headers()['content-type']).toBe('application/pdf')
  expect(file.headers()['cache-control']).toContain('private')
  expect(readPdf(await file.body()).pages).toHaveLength(2)

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Add to calendar' }).click()
  expect((await saved).suggestedFilename()).toBe(`${order.event.slug}.ics`)

  await page.getByRole('button', { name: 'Send the mail again' }).click()
  await page.getByText(`To ${buyer.email}, with your tickets.`).waitFor()
  visitor.expectReply(429, /\/resend$/)
  await page.getByRole('button', { name: 'Send the mail again' }).click()
  await page.getByText(/Please wait/).waitFor()
})

test('a link that is broken, or of a ticket that has gone on, says so', async ({ visit }) => {
  const visitor = await visit({ screen: 'phone' })
  await visitor.open('/tickets/claim')
  await visitor.page.getByRole('heading', { level: 1, name: 'This link does not work' }).waitFor()
  await visitor.open('/tickets/claim#nothing')
  visitor.expectReply(404, /\/tickets\/claim$/)
  await visitor.page.getByRole('button', { name: 'Take the ticket' }).click()
  await visitor.page.getByRole('heading', { level: 1, name: 'This link does not work' }).waitFor()
})
