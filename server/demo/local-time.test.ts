import { describe, expect, it } from 'vitest'
import { instantOf } from './local-time.ts'

const now = new Date('2026-11-20T23:30:00Z')
const instant = (time: Parameters<typeof instantOf>[0], timezone: string, at = now) =>
  instantOf(time, timezone, at).toISOString()

describe('instantOf', () => {
  it('counts days from the date that it is there', () => {
    expect(instant({ days: 0, at: '19:30' }, 'UTC')).toBe('2026-11-20T19:30:00.000Z')
    // Tokyo has the 21st already; Mexico City has the 20th for hours to come.
    expect(instant({ days: 1, at: '14:00' }, 'Asia/Tokyo')).toBe('2026-11-22T05:00:00.000Z')
    expect(instant({ days: 1, at: '20:00' }, 'America/Mexico_City')).toBe('2026-11-22T02:00:00.000Z')
    expect(instant({ days: -2, at: '00:00' }, 'Europe/Berlin')).toBe('2026-11-18T23:00:00.000Z')
  })

  it('goes on to a weekday, or stays on it', () => {
    const friday = 5
    expect(instant({ days: 0, weekday: friday, at: '12:00' }, 'UTC')).toBe('2026-11-20T12:00:00.000Z')
    expect(instant({ days: 1, weekday: friday, at: '12:00' }, 'UTC')).toBe('2026-11-27T12:00:00.000Z')
    expect(instant({ days: -16, weekday: 6, at: '12:00' }, 'UTC')).toBe('2026-11-07T12:00:00.000Z')
  })

  it('shows the same clock on the other side of a change of time', () => {
    const october = new Date('2026-10-20T12:00:00Z')
    expect(instant({ days: 0, at: '19:30' }, 'Europe/Berlin', october)).toBe('2026-10-20T17:30:00.000Z')
    expect(instant({ days: 10, at: '19:30' }, 'Europe/Berlin', october)).toBe('2026-10-30T18:30:00.000Z')
    // Clocks go forward on the 28th of March 2027 at two.
    const march = new Date('2027-03-27T12:00:00Z')
    expect(instant({ days: 1, at: '03:30' }, 'Europe/Berlin', march)).toBe('2027-03-28T01:30:00.000Z')
    expect(instant({ days: 1, at: '01:30' }, 'Europe/Berlin', march)).toBe('2027-03-28T00:30:00.000Z')
  })
})
