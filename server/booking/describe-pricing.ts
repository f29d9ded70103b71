import type { Quote } from '../../contract/shapes/prices.ts'
import type { Pricing } from '../domain/pricing.ts'
import type { Sale } from '../inventory/sale.ts'

/** A calculation as the contract shows it. `seats`: those of the order, if others took the place of the ones it was made for. */
export function describePricing({ index, event }: Sale, pricing: Pricing, seats?: readonly number[]): Quote {
  const money = (amount: number) => ({ amount, currency: event.currency })
  const { tickets, orderFee, code, tax, totals } = pricing
  return {
    lines: tickets.map((line, at) => ({
      seatId: index.seatIdOf(seats?.[at] ?? line.seat),
      label: index.labelOf(seats?.[at] ?? line.seat),
      category: line.category,
      concession: line.concession,
      price: money(line.price),
      discount: money(line.discount),
      fee: money(line.fee),
      tax: money(line.tax),
      amount: money(line.amount),
    })),
    code,
    prices: money(totals.prices),
    discount: money(totals.discount),
    fees: {
      tickets: money(totals.fees - orderFee.fee),
      order: money(orderFee.fee),
      total: money(totals.fees),
    },
    tax: tax && { ...tax, amount: money(totals.tax) },
    total: money(totals.total),
  }
}

/** Whether an order is more than its seats at their prices, so that there is something to keep and to show. */
export function isPlain({ tickets, orderFee, code, tax }: Pricing): boolean {
  return (
    code === null &&
    tax === null &&
    orderFee.amount === 0 &&
    tickets.every(({ concession, fee }) => concession === null && fee === 0)
  )
}
