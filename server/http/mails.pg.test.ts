import { expect, test } from 'vitest'
import { openMailDesk } from '../../test/setup/mail-desk.ts'
import { enqueueMail } from '../sql/enqueue-mail.ts'

const organisers = { grand: 'desk@grand.example', other: 'other@example.com' }

/** Gives an organiser who exists a password by signing up anew, since only the role is not asked for. */
async function signIn(desk: Awaited<ReturnType<typeof openMailDesk>>, email: string, owns: boolean) {
  const { pool } = desk.edge.context
  const browser = desk.edge.browser()
  const address = `staff-${email}`
  const signedUp = await browser.send('POST', '/api/auth/sign-up/email', {
    name: 'Staff',
    email: address,
    password: 'Password123',
  })
  expect(signedUp.statusCode).toBe(200)
  const { rows } = await pool.query(`update users set role = 'organiser' where email = $1 returning id`, [
    address,
  ])
  if (owns) await pool.query('update events set organiser_id = $1', [rows[0].id])
  // The role is read when a session is first seen.
  await browser.send('POST', '/api/auth/sign-out', {})
  await browser.send('POST', '/api/auth/sign-in/email', { email: address, password: 'Password123' })
  return browser
}

test('organisers see the mails of their own events, and nobody sees an account’s', async () => {
  await using desk = await openMailDesk()
  const { pool, mail } = desk.edge.context
  const staff = await signIn(desk, organisers.grand, true)
  const other = await signIn(desk, organisers.other, false)
  const id = await desk.enqueue('capture_failed', {})
  const data = { name: 'Kim', sealed: 'x', expiresAt: '2099-01-01T00:00:00Z' }
  const secret = await enqueueMail(pool, {
    kind: 'password_reset',
    eventId: null,
    recipient: 'kim@example.com',
    locale: 'en',
    data,
  })
  await mail.outbox.sendBatch()

  const list = (await staff.send('GET', '/api/v1/organiser/mails')).json()
  expect(list).toMatchObject({
    sending: false,
    next: null,
    counts: { kept: 1, due: 0, sent: 0, given_up: 0 },
  })
  expect(list.mails).toMatchObject([
    { id, kind: 'capture_failed', state: 'kept', recipient: 'zoe@example.com' },
  ])
  const one = await staff.send('GET', `/api/v1/organiser/mails/${id}`)
  expect(one.json().content.text).toContain('Nothing was charged')
  expect((await other.send('GET', '/api/v1/organiser/mails')).json().mails).toEqual([])

  const doors = [
    ['GET', ''],
    ['GET', '/preview'],
    ['POST', '/retry'],
  ] as const
  for (const [method, door] of doors) {
    const foreign = await other.send(method, `/api/v1/organiser/mails/${id}${door}`)
    expect(foreign.json().code, door).toBe('NOT_FOUND')
    const account = await staff.send(method, `/api/v1/organiser/mails/${secret}${door}`)
    expect(account.json().code, door).toBe('NOT_FOUND')
  }
})

test('the list is filtered and read in pages', async () => {
  await using desk = await openMailDesk()
  const staff = await signIn(desk, organisers.grand, true)
  for (let n = 0; n < 55; n += 1) await desk.enqueue(n % 11 === 0 ? 'event_cancelled' : 'capture_failed', {})
  const first = (await staff.send('GET', '/api/v1/organiser/mails')).json()
  const second = (await staff.send('GET', `/api/v1/organiser/mails?before=${first.next}`)).json()
  const ids = [...first.mails, ...second.mails].map((mail: { id: string }) => mail.id)
  expect(ids).toHaveLength(55)
  expect(ids).toEqual(ids.toSorted().reverse())
  expect(second.next).toBeNull()
  const some = (await staff.send('GET', '/api/v1/organiser/mails?kind=event_cancelled&state=due')).json()
  expect(some.mails).toHaveLength(5)
  expect((await staff.send('GET', '/api/v1/organiser/mails?state=gone')).statusCode).toBe(400)
})

test('a look at a mail is framed by our pages only, and can run, load and send nothing', async () => {
  await using desk = await openMailDesk()
  const staff = await signIn(desk, organisers.grand, true)
  const id = await desk.enqueue('confirmation', {})
  const page = await staff.send('GET', `/api/v1/organiser/mails/${id}/preview`)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'`,
  )
  expect(page.body).toContain('src="data:image/png;base64,')
  expect(page.body).not.toContain('cid:')
})

test('a link that makes a ticket somebody’s own is for them, not for the organiser’s page', async () => {
  await using desk = await openMailDesk()
  const staff = await signIn(desk, organisers.grand, true)
  const ticketId = '01990000-0000-7000-8000-0000000000ff'
  const id = await desk.enqueue('transfer', { ticketId, seat: 0, fromName: 'Ana', toName: 'Bo' })
  const token = desk.edge.context.booking.seal.claimToken(desk.eventId, ticketId)
  for (const door of ['', '/preview']) {
    const shown = await staff.send('GET', `/api/v1/organiser/mails/${id}${door}`)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('Ana')
    expect(shown.body).not.toContain(token)
  }
})

test('what was given up is sent again by hand, and anything else is left alone', async () => {
  await using desk = await openMailDesk()
  const { pool } = desk.edge.context
  const staff = await signIn(desk, organisers.grand, true)
  const id = await desk.enqueue('capture_failed', {})
  const again = () => staff.send('POST', `/api/v1/organiser/mails/${id}/retry`)
  await pool.query(`update mails set state = 3, due_at = null, tries = 9, last_error = '550 no'`)
  expect((await again()).json()).toMatchObject({ state: 'due', tries: 0, lastError: null })
  await pool.query(`update mails set state = 2, due_at = null, sent_at = now()`)
  expect((await again()).json()).toMatchObject({ state: 'sent' })
})
