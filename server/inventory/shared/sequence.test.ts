import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { sharedSeatsLimits } from '../../limits/redis-limits.ts'
import type { Message } from './message.ts'
import { createSequence } from './sequence.ts'

const message = (from: number, to: number): Message => ({
  origin: Buffer.alloc(8),
  from,
  to,
  seats: [],
  marks: [],
})

function listen(version: number) {
  const applied: number[] = []
  const onLost = vi.fn()
  const sequence = createSequence({ apply: ({ to }) => applied.push(to), onLost })
  sequence.reset(version)
  return { sequence, applied, onLost }
}

test('messages in any order, each any number of times, are applied once and in order', () => {
  const chain = Array.from({ length: 20 }, (_, at) => message(100 + at * 3, 103 + at * 3))
  const order = fc.array(fc.nat(chain.length - 1), { maxLength: 60 })
  fc.assert(
    fc.property(order, (some) => {
      const { sequence, applied, onLost } = listen(100)
      for (const at of [...some, ...chain.keys()]) sequence.enter(chain[at]!)
      expect(applied).toEqual(chain.map(({ to }) => to))
      expect(onLost).not.toHaveBeenCalled()
      sequence.close()
    }),
  )
})

test('a message that does not come is told once, after a bound', () => {
  vi.useFakeTimers()
  const { sequence, applied, onLost } = listen(5)
  sequence.enter(message(6, 7))
  sequence.enter(message(7, 8))
  vi.advanceTimersByTime(sharedSeatsLimits.messagesAheadMs)
  expect(onLost).toHaveBeenCalledTimes(1)
  expect(applied).toEqual([])
  // What was read instead.
  sequence.reset(8)
  sequence.enter(message(8, 9))
  expect(applied).toEqual([9])
  vi.useRealTimers()
})

test('a message that says to read anew, or that another count of versions is in force, is told at once', () => {
  for (const strange of [message(0, 9), message(4, 9)]) {
    const { sequence, onLost } = listen(5)
    sequence.enter(strange)
    expect(onLost).toHaveBeenCalledTimes(1)
  }
})

test('who waits for a version is told when it is there, or that it is not', async () => {
  const { sequence } = listen(5)
  const [there, never] = [sequence.reached(6), sequence.reached(7)]
  sequence.enter(message(5, 6))
  expect(await there).toBe(true)
  expect(await never).toBe(false)
})
