import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'

const entry: CalendarEntry = {
  uid: 'order-1',
  title: 'Night; of, strings',
  startsAt: new Date('2027-03-14T18:30:00.000Z'),
  endsAt: null,
  location: 'Grand Theatre, Łódź',
  notes: 'Stalls, row C, seat 12\nStalls, row C, seat 13',
  url: 'https://example.com/orders/1',
  cancelled: false,
  sequence: 4,
  changedAt: new Date('2027-01-01T00:00:00Z'),
}
/** As a calendar reads it: folded lines whole again. */
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')

test('times are UTC, and an open end is two hours later', () => {
  const lines = unfolded(calendarFile(entry))
  expect(lines).toEqual(
    expect.arrayContaining([
      'DTSTART:20270314T183000Z',
      'DTEND:20270314T203000Z',
      'DTSTAMP:20270101T000000Z',
    ]),
  )
})

test('an entry says which it is and how new; a cancelled one says that, under the same name', () => {
  const lines = unfolded(calendarFile(entry))
  expect(lines).toEqual(expect.arrayContaining(['UID:order-1@fullhouse', 'SEQUENCE:4', 'STATUS:CONFIRMED']))
  const cancelled = unfolded(calendarFile({ ...entry, cancelled: true, sequence: 5 }))
  expect(cancelled).toEqual(
    expect.arrayContaining(['UID:order-1@fullhouse', 'SEQUENCE:5', 'STATUS:CANCELLED', 'TRANSP:TRANSPARENT']),
  )
})

test('whatever a title says stays in its line, and no line is longer than 75 octets', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 })
  fc.assert(
    fc.property(text, text, (title, notes) => {
      const file = calendarFile({ ...entry, title, notes })
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(file.toWellFormed()).toBe(file)
      const lines = unfolded(file)
      expect(lines).toHaveLength(unfolded(calendarFile(entry)).length)
      const [summary] = lines.filter((line) => line.startsWith('SUMMARY:'))
      const read = summary!.slice(8).replace(/\\([\\;,n])/g, (_, c) => (c === 'n' ? '\n' : c))
      expect(read).toBe(title.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\t\n]/gu, ''))
    }),
  )
})
