import { expect, test, vi } from 'vitest'
import { offsetBetween, serverNow, setServerClock } from './server-clock.ts'

test('the offset is taken at the middle of the round trip', () => {
  expect(
    offsetBetween(
      '2027-01-01T00:00:10.000Z',
      Date.parse('2027-01-01T00:00:00Z'),
      Date.parse('2027-01-01T00:00:02Z'),
    ),
  ).toBe(9_000)
})

test('a vague reading does not replace a sharp one until that is stale', () => {
  vi.useFakeTimers()
  try {
    const here = Date.parse('2027-01-01T00:00:00Z')
    const at = (ms: number) => new Date(here + ms).toISOString()
    vi.setSystemTime(here)
    setServerClock(at(5_000), here, here)
    expect(serverNow()).toBe(here + 5_000)
    setServerClock(at(9_000), here - 2_000, here)
    expect(serverNow()).toBe(here + 5_000)
    setServerClock('not a time', here, here)
    expect(serverNow()).toBe(here + 5_000)
    const later = here + 120_000
    vi.setSystemTime(later)
    setServerClock(new Date(later + 7_000).toISOString(), later - 2_000, later + 2_000)
    expect(serverNow()).toBe(later + 7_000)
  } finally {
    vi.useRealTimers()
  }
})
