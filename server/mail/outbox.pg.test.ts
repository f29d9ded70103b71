import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { openMailDesk } from '../../test/setup/mail-desk.ts'
import { openPostOffice } from '../../test/setup/post-office.ts'
import { accountKinds } from '../domain/mails.ts'
import { mailLimits } from '../limits/mail-limits.ts'
import { transaction } from '../postgres/transaction.ts'
import { enqueueMail } from '../sql/enqueue-mail.ts'
import { takeMails } from '../sql/take-mails.ts'
import { retryPauseMs } from './outbox.ts'

const again = { state: 1, interrupts: 0 }

test('a failure for now is tried again later, and arrives once', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const outbox = desk.outbox(office.url)
  const id = await desk.enqueue('capture_failed', {})
  const steps = [
    ['MAIL', '451 busy'],
    ['RCPT', '450 greylisted'],
    ['DATA', 'cut'],
    ['taken', '452 full'],
    // A sender that is refused is a matter of set-up, however final the server says it is.
    ['MAIL', '550 who are you'],
  ] as const
  for (const [at, [step, answer]] of steps.entries()) {
    office.misbehave(step, answer)
    expect(await outbox.sendBatch()).toBe(1)
    const row = await desk.row(id)
    expect(row, answer).toMatchObject({ ...again, tries: at + 1, last_error: expect.any(String) })
    const most = mailLimits.retryFirstMs * mailLimits.retryFactor ** at
    expect(row.pause, answer).toBeGreaterThan(most * 0.4)
    expect(row.pause, answer).toBeLessThanOrEqual(most)
    expect(await outbox.sendBatch(), 'before its time').toBe(0)
    await desk.hurry()
  }
  await outbox.sendBatch()
  expect(await desk.row(id)).toMatchObject({ state: 2, last_error: null })
  expect(office.delivered).toHaveLength(1)
})

test('a refusal for ever is given up at once, and can be sent again by hand', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const outbox = desk.outbox(office.url)
  for (const step of ['RCPT', 'DATA', 'taken'] as const) {
    const id = await desk.enqueue('capture_failed', {})
    office.misbehave(step, '550 no such user')
    await outbox.sendBatch()
    expect(await desk.row(id), step).toMatchObject({
      state: 3,
      tries: 1,
      last_error: expect.stringContaining('550'),
    })
  }
  expect(await outbox.sendBatch()).toBe(0)
})

test('a mail that fails for long is given up in the end', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const outbox = desk.outbox(office.url)
  const id = await desk.enqueue('capture_failed', {})
  office.misbehave('RCPT', ...Array.from({ length: mailLimits.triesMax }, () => '450 later' as const))
  for (let tries = 1; tries <= mailLimits.triesMax; tries += 1) {
    expect(await outbox.sendBatch()).toBe(1)
    await desk.hurry()
  }
  expect(await desk.row(id)).toMatchObject({ state: 3, tries: mailLimits.triesMax })
  expect(await outbox.sendBatch()).toBe(0)
})

test('a mail server that says nothing, or cuts the line after the last word, is no reason to wait or to send twice', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const patience = { connectMs: 500, greetingMs: 500, silenceMs: 300, sendMs: 2_000 }
  const outbox = desk.outbox(office.url, patience)
  const id = await desk.enqueue('capture_failed', {})
  for (const [tries, answer] of (['hang', 'cut'] as const).entries()) {
    office.misbehave('taken', answer)
    await outbox.sendBatch()
    expect(await desk.row(id), answer).toMatchObject({ ...again, tries: tries + 1 })
    expect(office.begun, 'the library must not try again by itself').toBe(tries + 1)
    await desk.hurry()
  }
  await outbox.sendBatch()
  expect(office.delivered).toHaveLength(1)
})

test('a mail whose server died is sent once more with the same Message-ID, and after the second time never', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const { pool } = desk.edge.context
  const id = await desk.enqueue('capture_failed', {})
  await takeMails(pool, null, 1, mailLimits.leaseMs)
  const outbox = desk.outbox(office.url)
  expect(await outbox.sendBatch(), 'while the lease lasts').toBe(0)
  await desk.hurry()
  await outbox.sendBatch()
  expect(await desk.row(id)).toMatchObject({ state: 2, tries: 2, interrupts: 1 })
  const { messageId } = await PostalMime.parse(office.delivered[0]!.source)
  expect(messageId).toBe(`<${id}@shop.test>`)

  const unlucky = await desk.enqueue('capture_failed', {})
  for (let n = 0; n < 2; n += 1) {
    await takeMails(pool, null, 1, mailLimits.leaseMs)
    await desk.hurry()
  }
  await outbox.sendBatch()
  expect(await desk.row(unlucky)).toMatchObject({
    state: 3,
    interrupts: 2,
    last_error: expect.stringContaining('twice'),
  })
  expect(office.delivered).toHaveLength(1)
})

test('nothing is sent for what was rolled back, and once is once', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const { pool } = desk.edge.context
  const mail = {
    kind: 'capture_failed',
    eventId: desk.eventId,
    orderId: desk.orderId,
    recipient: 'zoe@example.com',
    locale: 'en',
    data: {},
    once: 'the same',
  } as const
  const undone = transaction(pool, async (tx) => {
    await enqueueMail(tx, mail)
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const outbox = desk.outbox(office.url)
  expect(await outbox.sendBatch()).toBe(0)
  expect(await enqueueMail(pool, mail)).not.toBeNull()
  expect(await enqueueMail(pool, mail)).toBeNull()
  expect(await outbox.sendBatch()).toBe(1)
  expect(office.delivered).toHaveLength(1)
})

test('one reminder an order, for events that are near, to those who ordered long ago', async () => {
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  await using desk = await openMailDesk({ startsAt: inHours(23) })
  const { pool, mail } = desk.edge.context
  expect(await mail.remind(), 'ordered a moment ago').toBe(0)
  await pool.query(`update orders set confirmed_at = now() - interval '3 days'`)
  expect(await mail.remind()).toBe(1)
  expect(await mail.remind()).toBe(0)
  const { rows } = await pool.query('select kind, order_id, recipient from mails')
  expect(rows).toEqual([{ kind: 'reminder', order_id: desk.orderId, recipient: 'zoe@example.com' }])
})

test('nobody’s mail server is troubled with somebody who cannot exist', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const id = await desk.enqueue('capture_failed', {}, { recipient: 'buyer-7@lab.invalid' })
  expect(await desk.outbox(office.url).sendBatch()).toBe(1)
  expect(await desk.row(id)).toMatchObject({ state: 4, last_error: null })
  expect([office.connections, office.delivered]).toEqual([0, []])
})

test('pauses grow fourfold, up to six hours, and half of each is chance', () => {
  expect(retryPauseMs(1, 1)).toBe(30_000)
  expect(retryPauseMs(1, 0)).toBe(15_000)
  expect(retryPauseMs(3, 1)).toBe(480_000)
  expect(retryPauseMs(9, 1)).toBe(6 * 3_600_000)
})

test('whoever takes mails about accounts leaves those about events alone', async () => {
  await using desk = await openMailDesk()
  const { pool } = desk.edge.context
  const id = await desk.enqueue('capture_failed', {})
  const take = (kinds: readonly string[] | null) => takeMails(pool, kinds, 5, mailLimits.leaseMs)
  expect(await take(accountKinds)).toEqual([])
  expect(await desk.row(id)).toMatchObject({ state: 1, tries: 0 })
  expect((await take(null)).map((mail) => mail.id)).toEqual([id])
})

test('without a mail server mails are kept, and a password’s link goes to the log and nowhere else', async () => {
  await using desk = await openMailDesk()
  const { context, browser, logged } = desk.edge
  const kept = await desk.enqueue('capture_failed', {})
  const someone = browser()
  await someone.send('POST', '/api/auth/sign-up/email', {
    name: 'Kim',
    email: 'kim@example.com',
    password: 'Password123',
  })
  await someone.send(
    'POST',
    '/api/auth/request-password-reset',
    { email: 'kim@example.com' },
    { 'accept-language': 'de-AT' },
  )
  const { rows: before } = await context.pool.query(`select data from mails where kind = 'password_reset'`)
  expect(before).toHaveLength(1)

  context.mail.setAddress('https://tickets.example')
  while ((await context.mail.outbox.sendBatch()) > 0);
  expect(await desk.row(kept)).toMatchObject({ state: 4 })
  const said = JSON.stringify(logged)
  const token = /https:\/\/tickets\.example\/reset-password\?token=([\w-]+)/.exec(said)?.[1]
  expect(token).toBeDefined()
  expect(said).toContain('Ein neues Passwort')
  expect(JSON.stringify(before)).not.toContain(token)
  const { rows: after } = await context.pool.query(
    `select state, data from mails where kind = 'password_reset'`,
  )
  expect(after).toEqual([{ state: 4, data: {} }])

  const changed = await someone.send('POST', '/api/auth/reset-password', {
    token,
    newPassword: 'Another-123',
  })
  expect(changed.statusCode).toBe(200)
})
