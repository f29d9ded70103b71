import { describe, expect, test } from 'vitest'
import { speak } from '../../i18n/texts.ts'
import { explainLimits, placesLeftToTake, whyFull } from './limits.ts'

await speak('en', ['en-GB'])

const event = (maxPerOrder: number, maxPerCustomer: number | null) => ({ maxPerOrder, maxPerCustomer })

describe('limits', () => {
  test('the tighter of both counts', () => {
    expect(placesLeftToTake(event(10, null), 25)).toBe(10)
    expect(placesLeftToTake(event(10, 4), 1)).toBe(3)
    expect(placesLeftToTake(event(2, 4), 1)).toBe(2)
    expect(placesLeftToTake(event(2, 2), 3)).toBe(0)
  })

  test('are explained in one sentence', () => {
    expect(explainLimits(event(10, null))).toBe('Up to 10 places in one booking.')
    expect(explainLimits(event(2, 2))).toBe('At most 2 places per person.')
    expect(explainLimits(event(4, 8))).toBe('Up to 4 places in one booking, and at most 8 per person.')
  })

  test('say why nothing more can be taken', () => {
    expect(whyFull(event(4, null), 0, 3)).toBeNull()
    expect(whyFull(event(4, null), 0, 4)).toBe('One booking may have at most 4 places.')
    expect(whyFull(event(4, 2), 0, 2)).toBe('One person may have at most 2 places.')
    expect(whyFull(event(4, 2), 1, 1)).toBe('You already have 1 place of the 2 that one person may have.')
  })
})
