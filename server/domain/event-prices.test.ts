import { expect, test } from 'vitest'
import { checkEventPrices, rulesOf, shownRange } from './event-prices.ts'

const prices = { Stalls: 4000, Box: 9000 }
const child = { name: 'Child', note: '', prices: { Stalls: 2000 } }
const plain = { feePerTicket: 0, feePerOrder: 0, tax: null }

test('concessions are for categories of the plan, cheaper than they, and have names of their own', () => {
  const faults = checkEventPrices(
    {
      concessions: [
        child,
        { name: 'child ', note: '', prices: { Stalls: 4001, Nowhere: 1 } },
        { name: ' ', note: '', prices: {} },
      ],
      locked: ['Box', 'Nowhere'],
    },
    prices,
  )
  expect(faults.map(({ path }) => path)).toEqual([
    '/concessions/1/name',
    '/concessions/1/prices/Stalls',
    '/concessions/1/prices/Nowhere',
    '/concessions/2/name',
    '/lockedCategories/1',
  ])
  expect(checkEventPrices({ concessions: [child], locked: [] }, prices)).toEqual([])
})

test('the price range is what anybody pays, with what cannot be avoided', () => {
  const categories = [
    { name: 'Stalls', capacity: 10 },
    { name: 'Box', capacity: 2 },
    { name: 'Closed', capacity: 0 },
  ]
  const all = { ...prices, Closed: 1 }
  expect(shownRange(categories, all, plain, [])).toEqual({ min: 4000, max: 9000 })
  expect(shownRange(categories, all, { ...plain, feePerTicket: 250, feePerOrder: 199 }, [])).toEqual({
    min: 4250,
    max: 9250,
  })
  expect(shownRange(categories, all, plain, ['Stalls'])).toEqual({ min: 9000, max: 9000 })
  expect(shownRange(categories, all, plain, ['Stalls', 'Box'])).toEqual({ min: 4000, max: 9000 })
})

test('an event without a rate has no tax', () => {
  const row = { fee_per_ticket: 1, fee_per_order: 2, tax_name: null, tax_rate: 0, tax_inclusive: true }
  expect(rulesOf(row)).toEqual({ feePerTicket: 1, feePerOrder: 2, tax: null })
  expect(rulesOf({ ...row, tax_name: 'VAT', tax_rate: 1900 }).tax).toEqual({
    name: 'VAT',
    rate: 1900,
    inclusive: true,
  })
})
