import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Order } from '../../contract/shapes/orders.ts'
import type { HeldTicket, Ticket } from '../../contract/shapes/tickets.ts'
import { openHouse } from '../../test/races/house.ts'
import { type Browser, type Edge, openEdge } from '../../test/setup/edge.ts'
import { ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { asCustomer } from '../postgres/as-customer.ts'

const buyer = { name: 'Ada Lovelace', email: 'ada@example.com' }
const friend = { name: 'Charles Babbage', email: 'charles@example.com' }

/** A free order of a guest, as they see it afterwards. */
async function book(edge: Edge, who: Browser, quantity: number, eventId?: string): Promise<Order> {
  const event = eventId ?? (await openHouse(edge.context.pool, 20)).id
  const placed = await who.send('POST', '/api/v1/orders', { eventId: event, quantity, buyer })
  expect(placed.statusCode, placed.body).toBe(201)
  return (await who.send('GET', `/api/v1/orders/${placed.json().id}`)).json()
}

/** The token in the link that the recipient gets by mail. */
async function mailedToken(edge: Edge, recipient: string): Promise<string> {
  const { rows } = await edge.context.pool.query(
    `select event_id, data from mails where kind = 'transfer' and recipient = $1 order by id desc limit 1`,
    [recipient],
  )
  return edge.context.booking.seal.claimToken(rows[0].event_id, rows[0].data.ticketId)
}

async function transferred(edge: Edge, who: Browser, ticket: Ticket, to = friend): Promise<string> {
  const reply = await who.send('POST', `/api/v1/tickets/${ticket.id}/transfer`, to)
  expect(reply.statusCode, reply.body).toBe(200)
  return mailedToken(edge, to.email)
}

test('the reply that places an order waits for no signature; the order has the codes, and the keys are public', async () => {
  await using edge = await openEdge()
  const { id: eventId } = await openHouse(edge.context.pool, 4)
  const ada = edge.browser()
  const placed = await ada.send('POST', '/api/v1/orders', { eventId, quantity: 2, buyer })
  expect(placed.json().tickets).toHaveLength(2)
  expect(placed.json().tickets[0]).not.toHaveProperty('code')
  const order: Order = (await ada.send('GET', `/api/v1/orders/${placed.json().id}`)).json()
  const published = await edge.app.inject('/.well-known/fullhouse-ticket-keys.json')
  expect(published.headers['cache-control']).toMatch(/^public, max-age=\d+$/)
  const [key] = published.json().keys
  expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid: '1' })
  expect(JSON.stringify(key)).not.toContain('"d"')
  for (const { code } of order.tickets) expect(code).toMatch(/^FH2:[0-9A-Z $%*+./:-]{150}$/)
  expect(createPublicKey({ key, format: 'jwk' }).asymmetricKeyType).toBe('ed25519')
})

test('names: the owner sets them until the deadline, and nobody else does', async () => {
  await using edge = await openEdge()
  const [ada, eve] = [edge.browser(), edge.browser()]
  const order = await book(edge, ada, 1)
  const url = `/api/v1/tickets/${order.tickets[0]!.id}`
  const named = await ada.send('PATCH', url, { attendee: '  Grace Hopper ' })
  expect(named.json()).toMatchObject({ attendee: 'Grace Hopper', nameable: true })
  expect((await eve.send('PATCH', url, { attendee: 'Eve' })).json().code).toBe('NOT_FOUND')
  expect((await eve.send('GET', url)).json().code).toBe('NOT_FOUND')
  expect((await ada.send('PATCH', url, { attendee: ' ' })).json().code).toBe('INVALID_REQUEST')

  await edge.context.pool.query(
    `update events set starts_at = now() + interval '1 hour', names_until_seconds = 7200`,
  )
  const late = await ada.send('PATCH', url, { attendee: 'Too late' })
  expect(late.json().code).toBe('NAMES_FIXED')
  expect(Date.parse(late.json().until)).toBeLessThan(Date.now())
  expect((await ada.send('GET', url)).json().attendee).toBe('Grace Hopper')
})

test('a ticket that is passed on: the old code dies, the seller never sees the new one, the recipient has it', async () => {
  await using edge = await openEdge()
  await ensureDemoAccounts(edge.context)
  const [ada, charles, staff] = [edge.browser(), edge.browser(), edge.browser()]
  await staff.send('POST', '/api/auth/sign-in/email', {
    email: 'organiser@example.com',
    password: 'Password123',
  })
  const { rows } = await edge.context.pool.query(`select id from users where role = 'organiser'`)
  const { id: eventId } = await openHouse(edge.context.pool, 20)
  await edge.context.pool.query('update events set organiser_id = $1', [rows[0].id])
  const check = async (code: string) =>
    (await staff.send('POST', '/api/v1/organiser/tickets/check', { code })).json()

  const order = await book(edge, ada, 2, eventId)
  const [first, second] = order.tickets as [Ticket, Ticket]
  expect(await check(first.code!)).toMatchObject({ state: 'valid', seat: first.seat.label })
  expect(await check(`${first.code!.slice(0, -3)}000`)).toEqual({ state: 'unknown' })

  const token = await transferred(edge, ada, first)
  expect(await check(first.code!)).toMatchObject({ state: 'transferred' })
  const seen: Order = (await ada.send('GET', `/api/v1/orders/${order.id}`)).json()
  expect(seen.tickets.map(({ id, state }) => ({ id, state }))).toEqual([
    { id: first.id, state: 'transferred' },
    { id: second.id, state: 'valid' },
  ])
  expect(seen.tickets[0]).toMatchObject({ transferredTo: { name: friend.name, email: friend.email } })
  expect(seen.tickets[0]).not.toHaveProperty('code')
  expect(seen.cancellable).toBe(false)
  expect((await ada.send('GET', `/api/v1/tickets/${first.id}`)).json().code).toBe('NOT_FOUND')

  const claimed = await charles.send('POST', '/api/v1/tickets/claim', { token })
  const held: HeldTicket = claimed.json()
  expect(held).toMatchObject({ state: 'valid', attendee: friend.name, receivedFrom: buyer.name })
  expect(held.id).not.toBe(first.id)
  expect(await check(held.code!)).toMatchObject({ state: 'valid', attendee: friend.name })
  const listed = (await charles.send('GET', '/api/v1/me/received-tickets')).json().tickets
  expect(listed).toMatchObject([{ id: held.id, event: { title: 'A test' }, orderNumber: order.number }])
  // The buyer's own things, and what the order cost, are none of the recipient's business.
  expect((await charles.send('GET', `/api/v1/orders/${order.id}`)).json().code).toBe('NOT_FOUND')
  expect(JSON.stringify(listed)).not.toContain(buyer.email)
  expect((await ada.send('GET', `/api/v1/tickets/${held.id}`)).json().code).toBe('NOT_FOUND')

  // Who cannot cancel what is somebody else's can still cancel the rest.
  expect((await ada.send('POST', `/api/v1/orders/${order.id}/cancel`)).json().code).toBe('NOT_CANCELLABLE')
  const part = await ada.send('POST', `/api/v1/orders/${order.id}/cancel`, { ticketIds: [second.id] })
  expect(part.statusCode, part.body).toBe(200)
  expect(await check(second.code!)).toMatchObject({ state: 'void' })
  expect(await check(held.code!)).toMatchObject({ state: 'valid' })
})

test('a link works again in another browser until an account has the ticket, and dies when it is passed on', async () => {
  await using edge = await openEdge()
  await ensureDemoAccounts(edge.context)
  const [ada, phone, desk, stranger] = [edge.browser(), edge.browser(), edge.browser(), edge.browser()]
  const order = await book(edge, ada, 1)
  const token = await transferred(edge, ada, order.tickets[0]!)
  const claim = (who: Browser, with_: string) => who.send('POST', '/api/v1/tickets/claim', { token: with_ })
  expect((await claim(phone, token)).statusCode).toBe(200)
  expect((await claim(desk, token)).statusCode).toBe(200)
  expect((await phone.send('GET', '/api/v1/me/received-tickets')).json().tickets).toEqual([])

  // Signing in takes what the guest received along.
  await desk.send('POST', '/api/auth/sign-in/email', { email: 'bob@example.com', password: 'Password123' })
  const [held] = (await desk.send('GET', '/api/v1/me/received-tickets')).json().tickets as [HeldTicket]
  desk.cookies.delete('fh_guest')
  expect((await desk.send('GET', `/api/v1/tickets/${held.id}`)).statusCode).toBe(200)
  expect((await claim(stranger, token)).json().code).toBe('ALREADY_CLAIMED')
  expect((await claim(desk, token)).statusCode).toBe(200)

  const next = await transferred(edge, desk, held, { name: 'Grace Hopper', email: 'grace@example.com' })
  expect((await claim(stranger, token)).json().code).toBe('NOT_FOUND')
  const third = (await claim(stranger, next)).json()
  expect(third).toMatchObject({ attendee: 'Grace Hopper', receivedFrom: friend.name })
  for (const bad of ['x', token.slice(0, -2), `A${token.slice(1)}`])
    expect((await claim(stranger, bad)).json().code, bad).toBe('NOT_FOUND')
})

test('the same transfer again is told what the first one was; another is refused; so are void, past and fixed tickets', async () => {
  await using edge = await openEdge()
  const ada = edge.browser()
  const order = await book(edge, ada, 3)
  const [first, second, third] = order.tickets as [Ticket, Ticket, Ticket]
  const transfer = async (ticket: Ticket, to = friend) =>
    (await ada.send('POST', `/api/v1/tickets/${ticket.id}/transfer`, to)).json()
  const once = await transfer(first)
  expect(await transfer(first)).toEqual(once)
  expect((await transfer(first, { ...friend, email: 'other@example.com' })).code).toBe('NOT_TRANSFERABLE')
  const mails = await edge.context.pool.query(
    `select kind, recipient from mails where kind like 'transfer%' order by kind`,
  )
  expect(mails.rows).toEqual([
    { kind: 'transfer', recipient: friend.email },
    { kind: 'transfer_notice', recipient: buyer.email },
  ])

  await ada.send('POST', `/api/v1/orders/${order.id}/cancel`, { ticketIds: [second.id] })
  expect((await transfer(second)).code).toBe('NOT_TRANSFERABLE')
  await edge.context.pool.query('update events set transferable = false')
  expect((await transfer(third)).code).toBe('NOT_TRANSFERABLE')
  await edge.context.pool.query(
    `update events set transferable = true, starts_at = now() - interval '1 minute'`,
  )
  expect((await transfer(third)).code).toBe('NOT_TRANSFERABLE')
  expect(
    (await edge.browser().send('POST', `/api/v1/tickets/${third.id}/transfer`, friend)).json().code,
  ).toBe('NOT_FOUND')
})

test('owner-only, in the database too: a query without a condition finds each ticket for who has it alone', async () => {
  await using edge = await openEdge()
  const [ada, charles, eve] = [edge.browser(), edge.browser(), edge.browser()]
  const order = await book(edge, ada, 2)
  const token = await transferred(edge, ada, order.tickets[0]!)
  await charles.send('POST', '/api/v1/tickets/claim', { token })
  await eve.send('GET', '/api/v1/events')
  const { rows } = await edge.context.pool.query(
    `select o.customer_id as ada, t.holder_id as charles from orders o
       join tickets t on t.order_id = o.id and t.holder_id is not null`,
  )
  const look = (id: string, text: string) =>
    asCustomer(edge.context.pool, [id], async (db) => (await db.query(text)).rows)
  const all = 'select seat from tickets order by seat'
  const [first, second] = order.tickets.map(({ seat }) => ({ seat: seat.index }))
  expect(await look(rows[0].ada, all)).toEqual([second])
  expect(await look(rows[0].charles, all)).toEqual([first])
  expect(await look(edge.context.ids.uuid(), all)).toEqual([])
  expect(await look(rows[0].ada, 'select to_name from ticket_transfers')).toHaveLength(1)
  expect(await look(rows[0].charles, 'select to_name from ticket_transfers')).toEqual([])
  await expect(look(rows[0].ada, 'select new_id from ticket_transfers')).rejects.toThrow(/permission denied/)
  await expect(look(rows[0].ada, 'select * from ticket_keys')).rejects.toThrow(/permission denied/)
})

test('the organiser says whether tickets may be passed on, and until when names may change', async () => {
  await using edge = await openEdge()
  await ensureDemoAccounts(edge.context)
  const [ada, staff] = [edge.browser(), edge.browser()]
  await staff.send('POST', '/api/auth/sign-in/email', {
    email: 'organiser@example.com',
    password: 'Password123',
  })
  const { rows } = await edge.context.pool.query(`select id from users where role = 'organiser'`)
  const { id } = await openHouse(edge.context.pool, 4, { transferable: false, namesUntilSeconds: 31_536_000 })
  await edge.context.pool.query('update events set organiser_id = $1', [rows[0].id])
  const order = await book(edge, ada, 1, id)
  expect(order.tickets[0]).toMatchObject({ transferable: false, nameable: true })
  const changed = await staff.send('PATCH', `/api/v1/organiser/events/${id}`, { transferable: true })
  expect(changed.statusCode, changed.body).toBe(200)
  const [ticket] = ((await ada.send('GET', `/api/v1/orders/${order.id}`)).json() as Order).tickets
  expect(ticket).toMatchObject({ transferable: true, nameable: true })
})

test('a confirmation is sent again to the buyer, and not twice in a row', async () => {
  await using edge = await openEdge()
  const ada = edge.browser()
  const order = await book(edge, ada, 1)
  const url = `/api/v1/orders/${order.id}/resend`
  const count = async () =>
    (await edge.context.pool.query(`select recipient from mails where kind = 'confirmation'`)).rows.length
  const before = await count()
  const sent = await ada.send('POST', url)
  expect([sent.statusCode, sent.json()]).toEqual([202, { recipient: buyer.email }])
  const again = await ada.send('POST', url)
  expect(again.json().code).toBe('RATE_LIMITED')
  expect(Number(again.headers['retry-after'])).toBeGreaterThan(0)
  expect(await count()).toBe(before + 1)
  expect((await edge.browser().send('POST', url)).json().code).toBe('NOT_FOUND')
  await ada.send('POST', `/api/v1/orders/${order.id}/cancel`)
  expect((await ada.send('POST', url)).json().code).toBe('NOTHING_TO_SEND')
})
