import { describe, expect, test } from 'vitest'
import { speak } from '../i18n/texts.ts'
import { crossedMark, formatCountdown, formatUntil, offerMs, speakCountdown } from './countdown.ts'

await speak('en', ['en-GB'])

describe('countdown', () => {
  test('shows minutes and seconds, and hours when there are any', () => {
    expect(formatCountdown(299_000)).toBe('4:59')
    expect(formatCountdown(2 * 3_600_000 + 13 * 60_000 + 9_000)).toBe('02:13:09')
  })

  test('shows 0:00 only when the time is over', () => {
    expect(formatCountdown(1)).toBe('0:01')
    expect(formatCountdown(0)).toBe('0:00')
    expect(formatCountdown(-5_000)).toBe('0:00')
  })

  test('counts days when they are many', () => {
    expect(formatUntil(3 * 86_400_000 + 5)).toBe('3 days')
    expect(formatUntil(26 * 3_600_000)).toBe('26:00:00')
  })

  test('offers more time early enough to answer, and not all the time', () => {
    expect(offerMs(300)).toBe(90_000)
    expect(offerMs(60)).toBe(30_000)
    expect(offerMs(30)).toBe(20_000)
  })

  test('can be spoken', () => {
    expect(speakCountdown(61_000)).toBe('1 minute and 1 second')
    expect(speakCountdown(7_200_000)).toBe('2 hours')
    expect(speakCountdown(0)).toBe('no time')
  })

  test('speaks at a few marks only', () => {
    expect(crossedMark(121_000, 120_000)).toBe(120_000)
    expect(crossedMark(120_000, 119_000)).toBeNull()
    expect(crossedMark(31_000, 9_000)).toBe(10_000)
    expect(crossedMark(300_000, 299_000)).toBeNull()
  })
})
