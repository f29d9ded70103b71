import { expect, test } from 'vitest'
import { createAttemptKeys } from './attempt-keys.ts'

const counting = () => {
  let n = 0
  return () => `key-${(n += 1)}`
}

test('pressing again without an answer is the same intention', () => {
  const keys = createAttemptKeys(counting())
  expect(keys.keyFor({ seatIds: ['A-1'] })).toBe('key-1')
  expect(keys.keyFor({ seatIds: ['A-1'] })).toBe('key-1')
})

test('another wish, or the same one after an answer, is a new intention', () => {
  const keys = createAttemptKeys(counting())
  expect(keys.keyFor({ seatIds: ['A-1'] })).toBe('key-1')
  expect(keys.keyFor({ seatIds: ['A-2'] })).toBe('key-2')
  keys.answered()
  expect(keys.keyFor({ seatIds: ['A-2'] })).toBe('key-3')
})
