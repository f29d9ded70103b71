import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

test('waits double, half of them by chance, and are bounded', () => {
  expect(backOffMs(0, 0)).toBe(200)
  expect(backOffMs(0, 1)).toBe(400)
  expect(backOffMs(3, 0)).toBe(1_600)
  for (const attempt of [6, 20, 2_000]) {
    expect(backOffMs(attempt, 0)).toBe(7_500)
    expect(backOffMs(attempt, 1)).toBe(15_000)
  }
})
