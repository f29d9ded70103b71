import { expect, test } from 'vitest'
import { createServerClock } from './server-clock.ts'

const at = (ms: number) => new Date(ms).toISOString()

test('the message with the shortest journey is believed', () => {
  let here = 1_000_000
  const clock = createServerClock(() => here)
  const hear = (journeyMs: number) => clock.hear(at(here + 60_000 - journeyMs))
  hear(400)
  expect(clock.offsetMs()).toBe(59_600)
  here += 15_000
  hear(30)
  here += 15_000
  hear(900)
  expect(clock.offsetMs()).toBe(59_970)
})

test('after a sleep, earlier differences are forgotten but the offset stays until the next message', () => {
  let here = 1_000_000
  const clock = createServerClock(() => here)
  clock.hear(at(here + 60_000))
  clock.forget()
  expect(clock.offsetMs()).toBe(60_000)
  here += 30_000
  clock.hear(at(here + 5_000))
  expect(clock.offsetMs()).toBe(5_000)
})

test('a time that is no time changes nothing', () => {
  const clock = createServerClock(() => 0)
  clock.hear(at(2_000))
  clock.hear('soon')
  expect(clock.offsetMs()).toBe(2_000)
})
