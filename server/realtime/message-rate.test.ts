import { expect, it } from 'vitest'
import { createMessageRate } from './message-rate.ts'

it('lets a burst pass, then so many a second', () => {
  let now = 0
  const mayTalk = createMessageRate(3, 2, () => now)
  expect([1, 2, 3, 4].map(mayTalk)).toEqual([true, true, true, false])
  now = 500
  expect([1, 2].map(mayTalk)).toEqual([true, false])
  now = 60_000
  expect([1, 2, 3, 4].map(mayTalk)).toEqual([true, true, true, false])
})
