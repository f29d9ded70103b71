import { expect, test } from 'vitest'
import { parseMailSettings } from './mail-settings.ts'

function parse(SMTP_URL?: string, MAIL_FROM: string | undefined = 'tickets@example.com') {
  const faults: string[] = []
  return { settings: parseMailSettings({ SMTP_URL, MAIL_FROM }, faults), faults }
}

test('without a mail server nothing is sent, and that is no fault', () => {
  const faults: string[] = []
  expect(parseMailSettings({}, faults)).toBeNull()
  expect(faults).toEqual([])
})

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, tls: 'required' }],
  ['smtps://mail.example.com', { port: 465, tls: 'from the start' }],
  ['smtp://mail.example.com:2525?tls=off', { port: 2525, tls: 'never' }],
  ['smtp://localhost:1025', { port: 1025, tls: 'if offered' }],
  ['smtp://[::1]', { host: '::1', port: 25, tls: 'if offered' }],
  ['smtp://me%40example.com:p%3Aw%25@mail.example.com/', { user: 'me@example.com', password: 'p:w%' }],
])('%s', (url, expected) => {
  const { settings, faults } = parse(url)
  expect(faults).toEqual([])
  expect(settings?.smtp).toMatchObject(expected)
})

test.each([
  ['mail.example.com', 'must look like'],
  ['http://mail.example.com', 'must look like'],
  ['smtp://', 'must look like'],
  ['smtp://mail.example.com/inbox', 'after the host'],
  ['smtp://mail.example.com?secure=1', 'does not exist'],
  ['smtp://mail.example.com?tls=on', 'does not exist'],
  ['smtps://mail.example.com?tls=off', 'does not exist'],
  ['smtp://u:100%@mail.example.com', '%25'],
  ['smtp://u:secret@mail.example.com?tls=off', 'without TLS'],
])('%s is refused, and no fault tells the password', (url, fault) => {
  const { settings, faults } = parse(url)
  expect(settings).toBeNull()
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(fault)
  expect(faults[0]).not.toContain('secret')
})

test('the sender has an address, with a name or without', () => {
  expect(parse('smtp://localhost', 'Grand Theatre <box@grand.example>').settings?.from).toEqual({
    name: 'Grand Theatre',
    address: 'box@grand.example',
  })
  expect(parse('smtp://localhost', 'box@grand.example').settings?.from.name).toBe('Fullhouse')
  for (const from of ['', 'box', 'a@b, c@d', '<a@b> <c@d>', 'A <a@b>\r\nBcc: c@d'])
    expect(parse('smtp://localhost', from).faults, from).toHaveLength(1)
})
