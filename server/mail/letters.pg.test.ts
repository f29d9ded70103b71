import PostalMime, { type Email } from 'postal-mime'
import { expect, test } from 'vitest'
import { type MailDesk, openMailDesk } from '../../test/setup/mail-desk.ts'
import { openPostOffice } from '../../test/setup/post-office.ts'
import type { MailData, MailKind } from '../domain/mails.ts'
import { formatsFor } from '../language/formats.ts'
import { type Language, languages } from '../language/languages.ts'
import { words } from './words/words.ts'

type Kind = Exclude<MailKind, 'password_reset'>
const money = { amount: 123450, currency: 'EUR' }
const ticketId = '01990000-0000-7000-8000-0000000000ff'

const samples: { [K in Kind]: MailData<K> } = {
  confirmation: {},
  reminder: {},
  cancellation: { seats: [0, 1], by: 'buyer', refund: money },
  refund: { ...money, reason: 4, note: 'Sorry for the noise' },
  late_refund: { ...money, reason: 2, charged: true },
  seats_replaced: { from: [4, 5], to: [0, 1] },
  capture_failed: {},
  transfer: { ticketId, seat: 0, fromName: 'Ana & Bo', toName: 'Zoë O’Hara' },
  transfer_notice: { seat: 0, toName: 'Kim <3', toEmail: 'kim@example.com' },
  waitlist_offer: { quantity: 2, category: 'Standing', until: '2027-03-01T10:00:00Z' },
  waitlist_promoted: {},
  event_changed: { before: { startsAt: '2027-03-13T18:30:00Z', venue: 'Small Hall' } },
  event_cancelled: { refund: money },
}
const kinds = Object.keys(samples) as Kind[]
const withTickets = new Set<Kind>(['confirmation', 'reminder', 'seats_replaced', 'waitlist_promoted'])

/** All that a mail's HTML says, as text, for looking things up in it. */
function textOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<head>[\s\S]*?<\/head>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => named[name]!)
    .replace(/\s+/g, ' ')
}
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }
const flat = (text: string) => text.replace(/\s+/g, ' ')

async function sendAll(desk: MailDesk, url: string, count: number): Promise<void> {
  const outbox = desk.outbox(url)
  for (let sent = 0; sent < count; ) {
    const now = await outbox.sendBatch()
    expect(now, 'mails that are due').toBeGreaterThan(0)
    sent += now
  }
}

/** What every mail about the event must say, in both parts. */
function factsOf(kind: Kind, language: Language): string[] {
  const formats = formatsFor(language)
  const start = new Date('2027-03-14T18:30:00Z')
  const facts = ['Ada & the <Engines>']
  if (kind !== 'refund')
    facts.push(formats.day(start, 'Europe/Vienna'), formats.time(start, 'Europe/Vienna'), 'Grand Theatre')
  const { amount } = samples[kind] as { amount?: number }
  if (amount !== undefined || kind === 'cancellation' || kind === 'event_cancelled')
    facts.push(formats.money(money))
  return facts
}

function expectWhole(mail: Email, kind: Kind, language: Language): void {
  const where = `${kind} in ${language}`
  const html = textOf(mail.html!)
  const text = flat(mail.text!)
  for (const fact of factsOf(kind, language)) {
    expect(html, where).toContain(flat(fact))
    expect(text, where).toContain(flat(fact))
  }
  for (const href of mail.html!.matchAll(/href="([^"]+)"/g)) expect(text, where).toContain(href[1])
  expect(mail.html, where).toContain(`lang="${language}"`)
  expect(`${mail.html}${mail.text}`, where).not.toMatch(/undefined|\[object|NaN|Invalid Date/)
  expect(mail.subject, where).toContain(kind === 'transfer_notice' ? 'Kim <3' : 'Ada & the <Engines>')
  expect(mail.replyTo?.[0]?.address, where).toBe('desk@grand.example')
  const listed = mail.headers.find(({ key }) => key === 'list-unsubscribe')
  expect(listed !== undefined, where).toBe(kind === 'reminder')

  const files = mail.attachments.map(({ mimeType, disposition }) => `${mimeType} ${disposition}`).sort()
  const expected = [
    'application/pdf attachment',
    'image/png inline',
    'image/png inline',
    'text/calendar attachment',
  ]
  expect(files, where).toEqual(withTickets.has(kind) ? expected : [])
}

test('every kind of mail arrives in every language and says the same in HTML and in text', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const expected = new Map<string, { kind: Kind; language: Language }>()
  for (const kind of kinds)
    for (const language of languages)
      expected.set(await desk.enqueue(kind, samples[kind], { locale: language }), { kind, language })
  await sendAll(desk, office.url, expected.size)

  expect(office.delivered).toHaveLength(expected.size)
  for (const { source, from, to } of office.delivered) {
    const mail = await PostalMime.parse(source)
    const id = /^<(.+)@shop\.test>$/.exec(mail.messageId!)![1]!
    const { kind, language } = expected.get(id)!
    expect([from, ...to]).toEqual(['tickets@shop.test', 'zoe@example.com'])
    expectWhole(mail, kind, language)
    expected.delete(id)
  }
  expect(expected.size, 'mails that did not arrive').toBe(0)
}, 120_000)

test('nothing that somebody has written gets a header, a recipient or a tag of its own', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk({ title: 'Evil\r\nBcc: <all@example.com> <script>alert(1)</script>' })
  const name = 'Eve\r\nBcc: eve@example.com\r\n\r\n<img src=x onerror=alert(1)>'
  await desk.enqueue('transfer', { ...samples.transfer, fromName: name, toName: name })
  await sendAll(desk, office.url, 1)
  const [delivered] = office.delivered
  expect(delivered!.to).toEqual(['zoe@example.com'])
  const mail = await PostalMime.parse(delivered!.source)
  expect(mail.bcc ?? []).toEqual([])
  expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(mail.html).not.toMatch(/<script|<img/)
})

test('mail to what is no address is given up, and goes to nobody', async () => {
  const wrong = [
    ...['a@b, c@d', 'x@y.example\r\nRCPT TO:<z@example.com>', '<a@b.example>', 'nobody', 'a@b@c'],
    `${'a'.repeat(65)}@b.example`,
  ]
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  for (const recipient of wrong) {
    const id = await desk.enqueue('capture_failed', {}, { recipient })
    await sendAll(desk, office.url, 1)
    expect(await desk.row(id), recipient).toMatchObject({
      state: 3,
      last_error: expect.stringContaining('recipient'),
    })
  }
  expect(office.delivered).toEqual([])
})

test('an address may have letters of any script', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  for (const recipient of ['zoë@müller.example', 'zoe@müller.example']) {
    await desk.enqueue('capture_failed', {}, { recipient })
    await sendAll(desk, office.url, 1)
  }
  expect(office.delivered.flatMap(({ to }) => to)).toEqual([
    'zoë@müller.example',
    'zoe@xn--mller-kva.example',
  ])
})

test('what a row of another version says is given up with a reason, and a language that we lack becomes English', async () => {
  await using office = await openPostOffice()
  await using desk = await openMailDesk()
  const { pool } = desk.edge.context
  const wrong = await desk.enqueue('refund', { amount: 1.5, currency: 'EUR' })
  const unknown = await desk.enqueue('confirmation', {})
  await pool.query(`update mails set kind = 'horoscope' where id = $1`, [unknown])
  await desk.enqueue('reminder', {}, { locale: 'fr-CA' })
  await sendAll(desk, office.url, 3)
  expect(await desk.row(wrong)).toMatchObject({ state: 3, last_error: expect.stringContaining('/amount') })
  expect(await desk.row(unknown)).toMatchObject({
    state: 3,
    last_error: expect.stringContaining('horoscope'),
  })
  expect((await PostalMime.parse(office.delivered[0]!.source)).subject).toBe(
    words.en.reminder.subject('Ada & the <Engines>'),
  )
})
