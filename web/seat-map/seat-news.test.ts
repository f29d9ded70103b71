import { expect, test } from 'vitest'
import { createSeatNews } from './seat-news.ts'

const change = (index: number, was: number) => ({
  indexes: Uint32Array.of(index),
  before: Uint8Array.of(was),
  whole: false,
})

test('a rush becomes one sentence, and then it is quiet for a while', () => {
  const news = createSeatNews()
  const states = new Uint8Array(100)
  for (let index = 0; index < 40; index += 1) {
    news.note(change(index, states[index]!))
    states[index] = 1
  }
  expect(news.waitMs(0)).toBe(0)
  expect(news.take(10_000, states)).toEqual({ taken: 40, freed: 0 })
  expect(news.waitMs(11_000)).toBe(5_000)
  expect(news.take(11_000, states)).toBeNull()
})

test('a seat that came back in between, or only changed hands, is no news', () => {
  const news = createSeatNews()
  const states = Uint8Array.of(0, 1, 2)
  news.note(change(0, 0))
  news.note(change(0, 1))
  news.note(change(1, 1))
  states[1] = 2
  expect(news.take(0, states)).toBeNull()
  news.note(change(2, 2))
  states[2] = 0
  expect(news.take(0, states)).toEqual({ taken: 0, freed: 1 })
})
