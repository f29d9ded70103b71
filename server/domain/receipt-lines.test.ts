import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceOrder } from './pricing.ts'
import { refundLines, saleLines } from './receipt-lines.ts'

const seats = [0, 1].map((seat) => ({ seat, label: `Row A, seat ${seat + 1}`, category: 'Stalls' }))
const rules = { feePerTicket: 250, feePerOrder: 199, tax: { name: 'VAT', rate: 2000, inclusive: true } }
const pricing = priceOrder(
  [
    { seat: 0, category: 'Stalls', concession: null, price: 5000 },
    { seat: 1, category: 'Stalls', concession: 'Child', price: 2500 },
  ],
  rules,
  null,
)
const amounts = pricing.tickets.map(({ amount }) => amount)

test('a receipt has a line for each ticket and one for the fee, and comes to what was paid', () => {
  const { lines, taxes, totals, taxInclusive } = saleLines(seats, amounts, pricing)
  expect(lines.map(({ kind, label, concession, amount }) => [kind, label, concession, amount])).toEqual([
    ['ticket', 'Row A, seat 1', null, 5250],
    ['ticket', 'Row A, seat 2', 'Child', 2750],
    ['order_fee', '', null, 199],
  ])
  expect(totals).toEqual(pricing.totals)
  expect(taxes).toEqual([{ name: 'VAT', rate: 2000, net: 6833, tax: 1366, gross: 8199 }])
  expect(taxInclusive).toBe(true)
})

test('an order without rules has its seats at their amounts and no tax', () => {
  const { lines, taxes, totals } = saleLines(seats, [5000, 5000], null)
  expect(lines).toHaveLength(2)
  expect(taxes).toEqual([])
  expect(totals.total).toBe(10_000)
})

test('a credit note divides what went back among its tickets, to the last cent', () => {
  const worth = seats.map((seat, at) => ({ ...seat, amount: amounts[at]! }))
  const { lines, totals, taxes } = refundLines(4001, worth, pricing)
  expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['refund', 2625],
    ['refund', 1376],
  ])
  expect(totals.total).toBe(4001)
  expect(taxes[0]).toMatchObject({ gross: 4001, tax: 438 + 229 })
  expect(refundLines(700, [], null).lines).toMatchObject([{ kind: 'refund', label: '', amount: 700 }])
})

test('whatever goes back, the lines come to it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8199 }),
      fc.array(fc.nat(9000), { maxLength: 6 }),
      (amount, values) => {
        const worth = values.map((value, seat) => ({ seat, label: '', category: '', amount: value }))
        const { totals, lines } = refundLines(amount, worth, pricing)
        expect(totals.total).toBe(amount)
        for (const line of lines) expect(line.tax).toBeLessThanOrEqual(line.amount)
        for (const line of lines) expect(line.amount).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
