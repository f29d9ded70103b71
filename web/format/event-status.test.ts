import { describe, expect, test } from 'vitest'
import { speak } from '../i18n/texts.ts'
import { badgeOf, isOnSale } from './event-status.ts'

await speak('en', ['en-GB'])

const now = Date.parse('2027-03-01T12:00:00Z')
const on = (available: number, capacity = 100) => ({
  status: 'on_sale' as const,
  onSaleAt: null,
  available,
  capacity,
})

describe('badge', () => {
  test('nothing is said about an event that is simply on sale', () => {
    expect(badgeOf(on(15), now)).toBeNull()
  })
  test('below 15 % it is almost full, and the last few are counted', () => {
    expect(badgeOf(on(14), now)?.text).toBe('Almost full')
    expect(badgeOf(on(9), now)?.text).toBe('Last 9')
    expect(badgeOf(on(0), now)?.text).toBe('Sold out')
    expect(badgeOf(on(2, 2), now)).toBeNull()
  })
  test('a sale that will open is counted down to', () => {
    const event = { ...on(50), status: 'scheduled' as const, onSaleAt: '2027-03-01T14:13:09Z' }
    expect(badgeOf(event, now)?.text).toBe('On sale in 02:13:09')
    expect(badgeOf(event, now + 3 * 3_600_000)?.text).toBe('On sale now')
    expect(isOnSale(event, now)).toBe(false)
    expect(isOnSale(event, now + 3 * 3_600_000)).toBe(true)
  })
  test('what is over says so', () => {
    expect(badgeOf({ ...on(5), status: 'past' }, now)?.text).toBe('Past')
    expect(badgeOf({ ...on(5), status: 'closed' }, now)?.text).toBe('Sale ended')
    expect(badgeOf({ ...on(5), status: 'cancelled' }, now)?.text).toBe('Cancelled')
    expect(isOnSale({ ...on(5), status: 'past' }, now)).toBe(false)
  })
})
