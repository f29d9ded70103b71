import { expect, test } from 'vitest'
import { calendarFile } from './calendar-file.ts'

const entry = {
  id: 'order-1',
  title: 'Night; of, strings',
  startsAt: '2027-03-14T18:30:00.000Z',
  endsAt: null,
  location: 'Grand Theatre, Łódź',
  notes: 'Stalls, row C, seat 12\nStalls, row C, seat 13',
  url: 'https://example.com/orders/1',
}

test('times are UTC, an open end is two hours later', () => {
  const file = calendarFile(entry, Date.parse('2027-01-01T00:00:00Z'))
  expect(file).toContain('DTSTART:20270314T183000Z\r\n')
  expect(file).toContain('DTEND:20270314T203000Z\r\n')
  expect(file).toContain('DTSTAMP:20270101T000000Z\r\n')
})

test('text is escaped', () => {
  const file = calendarFile(entry, 0)
  expect(file).toContain('SUMMARY:Night\\; of\\, strings\r\n')
  expect(file).toContain('row C\\, seat 12\\nStalls')
})

test('no line is longer than 75 octets, and no character is cut', () => {
  const title = 'Ł'.repeat(120)
  const file = calendarFile({ ...entry, title }, 0)
  const lines = file.split('\r\n')
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`)
})
