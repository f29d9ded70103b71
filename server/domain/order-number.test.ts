import { expect, it } from 'vitest'
import { orderNumber } from './order-number.ts'

it('gives every order a number of its own, in a form that can be read out', () => {
  const numbers = Array.from({ length: 100_000 }, (_, at) => orderNumber(at + 1))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const number of numbers) expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
})

it('does not tell how many were sold', () => {
  const first = orderNumber(1)
  const second = orderNumber(2)
  expect(first.slice(0, 4)).not.toBe(second.slice(0, 4))
})
