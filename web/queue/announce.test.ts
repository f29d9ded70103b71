import { expect, test } from 'vitest'
import type { QueueView } from '../../contract/shapes/queue.ts'
import { isNews } from './announce.ts'

const at = (ahead: number | null, phase = 'open', state = 'waiting') =>
  ({ status: { phase }, place: { state, ahead } }) as unknown as QueueView

test('a thousand small steps are a handful of announcements', () => {
  let said = 0
  for (let ahead = 999; ahead >= 0; ahead -= 1) if (isNews(at(ahead + 1), at(ahead))) said += 1
  expect(said).toBeLessThanOrEqual(10)
})

test('a new phase, a turn, and the number from the draw are always told', () => {
  expect(isNews(null, at(5))).toBe(true)
  expect(isNews(at(5), at(5, 'paused'))).toBe(true)
  expect(isNews(at(0), at(null, 'open', 'admitted'))).toBe(true)
  expect(isNews(at(null), at(312))).toBe(true)
  expect(isNews(at(312), at(311))).toBe(false)
})
