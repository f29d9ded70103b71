import { expect, test } from 'vitest'
import { formatRate } from './rate.ts'

test('a rate of tax in the language of the page', () => {
  expect(formatRate(1900, 'en')).toBe('19%')
  expect(formatRate(770, 'en')).toBe('7.7%')
  expect(formatRate(1900, 'de')).toBe('19\u00a0%')
})
