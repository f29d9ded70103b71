import { expect, it } from 'vitest'
import { createSocketPlaces } from './socket-places.ts'

it('bounds sockets in all and from one address, and takes each back once', () => {
  const places = createSocketPlaces({ total: 3, perAddress: 2 })
  const first = places.take('a')
  expect(first).toBeTypeOf('object')
  expect(places.take('a')).toBeTypeOf('object')
  expect(places.take('a')).toBe('address full')
  expect(places.take('a', true)).toBeTypeOf('object')
  expect(places.take('c')).toBe('full')
  if (typeof first === 'string') throw new Error(first)
  first.leave()
  first.leave()
  expect(places.take('c')).toBeTypeOf('object')
  expect(places.take('a')).toBe('full')
})
