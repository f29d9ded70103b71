import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refundOf } from './refund.ts'
import { refundCases } from './refund-cases.ts'

test.each(refundCases)('$why', ({ refund, ...question }) => {
  expect(refundOf(question)).toBe(refund)
})

test('tickets cancelled one by one never give back more than was paid, and all of it when nothing is kept', () => {
  const order = fc.record({
    amounts: fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 10 }),
    total: fc.integer({ min: 0, max: 1_000_000 }),
    feePerTicket: fc.constantFrom(0, 0, 100, 5_000),
  })
  fc.assert(
    fc.property(order, ({ amounts, total, feePerTicket }) => {
      let left = total
      amounts.forEach((amount, nth) => {
        const isWhole = nth === amounts.length - 1
        const refund = refundOf({ total, amounts, cancelled: [amount], isWhole, left, feePerTicket })
        expect(refund).toBeGreaterThanOrEqual(0)
        expect(refund).toBeLessThanOrEqual(left)
        left -= refund
      })
      if (feePerTicket === 0) expect(left).toBe(0)
    }),
  )
})
