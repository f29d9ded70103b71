import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AppliedCode, allIn, divideHalfUp, type PricingRules, priceOrder } from './pricing.ts'

const plain: PricingRules = { feePerTicket: 0, feePerOrder: 0, tax: null }
const vat = (rate: number, inclusive: boolean) => ({ name: 'VAT', rate, inclusive })
const stalls = (...prices: number[]) =>
  prices.map((price, seat) => ({ seat, category: 'Stalls', concession: null, price }))
const code = (discount: AppliedCode['discount'], categories: string[] | null = null): AppliedCode => ({
  code: 'X',
  discount,
  categories,
})

describe('priceOrder', () => {
  test('without rules, an order is the sum of its prices', () => {
    const priced = priceOrder(stalls(4500, 2000), plain, null)
    expect(priced.tickets.map(({ amount }) => amount)).toEqual([4500, 2000])
    expect(priced.totals).toEqual({ prices: 6500, discount: 0, fees: 0, tax: 0, total: 6500 })
    expect(priced.codeTickets).toBe(0)
  })

  test('fees, each ticket’s and the order’s, with the tax that they contain', () => {
    const rules = { feePerTicket: 250, feePerOrder: 199, tax: vat(1900, true) }
    const priced = priceOrder(stalls(4500, 4500), rules, null)
    // 4750 × 19 / 119 = 758.40…, 199 × 19 / 119 = 31.77…
    expect(priced.tickets[0]).toMatchObject({ price: 4500, fee: 250, tax: 758, amount: 4750 })
    expect(priced.orderFee).toMatchObject({ fee: 199, tax: 32, amount: 199 })
    expect(priced.totals).toEqual({ prices: 9000, discount: 0, fees: 699, tax: 1548, total: 9699 })
  })

  test('a tax that is added is rounded on each line, and the total is their sum', () => {
    const priced = priceOrder(stalls(333, 333, 333), { ...plain, tax: vat(500, false) }, null)
    // 16.65 each; on the sum it would be 49.95.
    expect(priced.tickets.map(({ tax }) => tax)).toEqual([17, 17, 17])
    expect(priced.totals).toMatchObject({ tax: 51, total: 1050 })
  })

  test('exactly half is rounded up', () => {
    expect(divideHalfUp(1, 2)).toBe(1)
    expect(divideHalfUp(3, 2)).toBe(2)
    expect(divideHalfUp(149, 100)).toBe(1)
    expect(priceOrder(stalls(250), { ...plain, tax: vat(1000, false) }, null).totals.tax).toBe(25)
    expect(priceOrder(stalls(5), { ...plain, tax: vat(1000, false) }, null).totals.tax).toBe(1)
    expect(priceOrder(stalls(5), plain, code({ kind: 'percent', value: 1000 })).totals.discount).toBe(1)
  })

  test('an amount off the order is spread by largest remainder', () => {
    const priced = priceOrder(stalls(1000, 1000, 1000), plain, code({ kind: 'per_order', value: 1000 }))
    expect(priced.tickets.map(({ discount }) => discount)).toEqual([334, 333, 333])
    const uneven = priceOrder(stalls(100, 300, 600), plain, code({ kind: 'per_order', value: 15 }))
    // 1.5, 4.5 and 9: one left over, for the earlier of two equal remainders.
    expect(uneven.tickets.map(({ discount }) => discount)).toEqual([2, 4, 9])
  })

  test('no ticket goes below nothing, and what is free bears no fee', () => {
    const rules = { ...plain, feePerTicket: 250, feePerOrder: 100 }
    const off = priceOrder(stalls(500, 2000), rules, code({ kind: 'per_ticket', value: 800 }))
    expect(off.tickets.map(({ amount }) => amount)).toEqual([0, 1450])
    expect(off.totals.total).toBe(1550)
    for (const discount of [
      { kind: 'percent', value: 10_000 },
      { kind: 'per_ticket', value: 99_999 },
      { kind: 'per_order', value: 99_999 },
    ] as const)
      expect(priceOrder(stalls(500, 2000), rules, code(discount)).totals).toEqual({
        prices: 2500,
        discount: 2500,
        fees: 0,
        tax: 0,
        total: 0,
      })
  })

  test('a code for some categories leaves the others alone, and counts only what it covers', () => {
    const seats = [...stalls(1000), { seat: 7, category: 'Box', concession: 'Child', price: 5000 }]
    const priced = priceOrder(seats, plain, code({ kind: 'percent', value: 5000 }, ['Stalls']))
    expect(priced.tickets.map(({ discount }) => discount)).toEqual([500, 0])
    expect(priced.codeTickets).toBe(1)
    expect(priced.tickets[1]).toMatchObject({ seat: 7, category: 'Box', concession: 'Child' })
  })

  test('the price shown first is what one ticket comes to', () => {
    expect(allIn(4500, { feePerTicket: 250, feePerOrder: 199, tax: vat(1900, true) })).toBe(4750)
    expect(allIn(4500, { feePerTicket: 250, feePerOrder: 0, tax: vat(1000, false) })).toBe(5225)
    expect(allIn(0, { feePerTicket: 250, feePerOrder: 199, tax: null })).toBe(0)
  })

  const orders = fc.record({
    seats: fc.array(
      fc.record({
        seat: fc.nat(),
        category: fc.constantFrom('A', 'B'),
        concession: fc.constantFrom(null, 'Child'),
        price: fc.oneof(fc.nat(100), fc.nat(100_000_000)),
      }),
      { minLength: 1, maxLength: 100 },
    ),
    rules: fc.record({
      feePerTicket: fc.nat(10_000),
      feePerOrder: fc.nat(10_000),
      tax: fc.option(fc.record({ name: fc.constant('VAT'), rate: fc.nat(10_000), inclusive: fc.boolean() })),
    }),
    code: fc.option(
      fc.record({
        code: fc.constant('X'),
        discount: fc.oneof(
          fc.record({ kind: fc.constant('percent' as const), value: fc.nat(10_000) }),
          fc.record({ kind: fc.constant('per_ticket' as const), value: fc.nat(200_000_000) }),
          fc.record({ kind: fc.constant('per_order' as const), value: fc.nat(2_000_000_000) }),
          fc.constant({ kind: 'none' as const }),
        ),
        categories: fc.constantFrom(null, ['A']),
      }),
    ),
  })

  test('whatever the order: whole numbers, the total is the sum of the lines, and nothing is below nothing', () => {
    fc.assert(
      fc.property(orders, ({ seats, rules, code }) => {
        const { tickets, orderFee, totals } = priceOrder(seats, rules, code)
        const lines = [...tickets, orderFee]
        for (const { price, discount, fee, tax, amount } of lines) {
          for (const part of [price, discount, fee, tax, amount]) {
            expect(Number.isSafeInteger(part)).toBe(true)
            expect(part).toBeGreaterThanOrEqual(0)
          }
          expect(discount).toBeLessThanOrEqual(price)
          expect(tax).toBeLessThanOrEqual(amount)
          expect(amount).toBe(price - discount + fee + (rules.tax?.inclusive === false ? tax : 0))
        }
        const sum = (part: 'price' | 'discount' | 'fee' | 'tax' | 'amount') =>
          lines.reduce((total, line) => total + line[part], 0)
        expect(totals).toEqual({
          prices: sum('price'),
          discount: sum('discount'),
          fees: sum('fee'),
          tax: sum('tax'),
          total: sum('amount'),
        })
        expect(tickets.map(({ seat }) => seat)).toEqual(seats.map(({ seat }) => seat))
      }),
    )
  })

  test('an amount off the order is taken off exactly, as far as there is anything to take it off', () => {
    fc.assert(
      fc.property(orders, fc.nat(2_000_000_000), ({ seats, rules }, value) => {
        const { totals } = priceOrder(seats, rules, code({ kind: 'per_order', value }))
        expect(totals.discount).toBe(Math.min(value, totals.prices))
      }),
    )
  })
})
