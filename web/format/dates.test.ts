import { describe, expect, test } from 'vitest'
import {
  differsFromVisitor,
  formatDay,
  formatForVisitor,
  formatShortDay,
  formatTime,
  formatZone,
  startOfDay,
} from './dates.ts'

const showtime = '2027-03-14T18:30:00.000Z'

describe('dates', () => {
  test('an event is told in the zone of its venue', () => {
    expect(formatDay(showtime, 'Europe/Berlin', 'en-GB')).toBe('Sun, 14 March 2027')
    expect(formatTime(showtime, 'Europe/Berlin', 'en-GB')).toBe('19:30')
    expect(formatTime(showtime, 'Asia/Bangkok', 'en-GB')).toBe('1:30')
    expect(formatDay(showtime, 'Asia/Bangkok', 'en-GB')).toBe('Mon, 15 March 2027')
    expect(formatZone(showtime, 'Europe/London', 'en-GB')).toBe('GMT')
  })

  test('lists leave out the year while it is this one', () => {
    expect(formatShortDay(showtime, 'Europe/Berlin', new Date('2027-01-02'), 'en-GB')).toBe('Sun 14 Mar')
    expect(formatShortDay(showtime, 'Europe/Berlin', new Date('2026-11-21'), 'en-GB')).toContain('2027')
  })

  test('the visitor is told their own time only when it is another', () => {
    expect(differsFromVisitor(showtime, 'Europe/Berlin', 'Europe/Paris')).toBe(false)
    expect(differsFromVisitor(showtime, 'Europe/Berlin', 'Europe/London')).toBe(true)
    expect(formatForVisitor(showtime, 'Europe/Berlin', 'en-GB', 'Europe/London')).toBe('18:30')
    expect(formatForVisitor(showtime, 'Europe/Berlin', 'en-GB', 'Asia/Bangkok')).toBe(
      '1:30, Mon, 15 March 2027',
    )
  })

  test('zones that agree in winter may differ in summer', () => {
    const july = '2027-07-14T18:30:00.000Z'
    const winter = '2027-01-14T18:30:00.000Z'
    expect(differsFromVisitor(winter, 'Europe/London', 'Africa/Accra')).toBe(false)
    expect(differsFromVisitor(july, 'Europe/London', 'Africa/Accra')).toBe(true)
  })

  test('a date field becomes the start of that day here', () => {
    expect(startOfDay('2027-03-14')).toBe(new Date(2027, 2, 14).toISOString())
    expect(startOfDay('2027-03-31', 1)).toBe(new Date(2027, 3, 1).toISOString())
    expect(startOfDay('soon')).toBeUndefined()
  })
})
