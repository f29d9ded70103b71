import type { RefundQuestion } from './refund.ts'

/** What cancelling gives back: one table for the rule (refund.test.ts) and its guard in SQL (test/races/order-states.test.ts). */
export const refundCases: readonly (RefundQuestion & { why: string; refund: number })[] = [
  {
    why: 'all of an order, nothing kept',
    ...{
      total: 5000,
      amounts: [2500, 2500],
      cancelled: [2500, 2500],
      isWhole: true,
      left: 5000,
      feePerTicket: 0,
    },
    refund: 5000,
  },
  {
    why: 'all of an order, a fee kept of each ticket',
    ...{
      total: 5000,
      amounts: [2500, 2500],
      cancelled: [2500, 2500],
      isWhole: true,
      left: 5000,
      feePerTicket: 300,
    },
    refund: 4400,
  },
  {
    why: 'one of two, its own price',
    ...{ total: 7000, amounts: [2500, 4500], cancelled: [4500], isWhole: false, left: 7000, feePerTicket: 0 },
    refund: 4500,
  },
  {
    why: 'one of two, after a discount: its share of what was paid',
    ...{ total: 4000, amounts: [2500, 2500], cancelled: [2500], isWhole: false, left: 4000, feePerTicket: 0 },
    refund: 2000,
  },
  {
    why: 'one of three, where the share is no whole number: rounded down',
    ...{
      total: 1000,
      amounts: [100, 100, 100],
      cancelled: [100],
      isWhole: false,
      left: 1000,
      feePerTicket: 0,
    },
    refund: 333,
  },
  {
    why: 'the last one takes what is left, to the cent',
    ...{ total: 1000, amounts: [100, 100, 100], cancelled: [100], isWhole: true, left: 334, feePerTicket: 0 },
    refund: 334,
  },
  {
    why: 'never less than nothing, however high the fee',
    ...{
      total: 5000,
      amounts: [2500, 2500],
      cancelled: [2500],
      isWhole: false,
      left: 5000,
      feePerTicket: 9000,
    },
    refund: 0,
  },
  {
    why: 'never more than is left of what was paid',
    ...{ total: 5000, amounts: [2500, 2500], cancelled: [2500], isWhole: false, left: 700, feePerTicket: 0 },
    refund: 700,
  },
]
