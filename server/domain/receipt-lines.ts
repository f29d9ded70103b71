import { divideHalfUp, type Pricing } from './pricing.ts'
import type { ReceiptContent, ReceiptLine } from './receipt.ts'

type Sums = Pick<ReceiptContent, 'lines' | 'taxes' | 'taxInclusive' | 'totals'>

export interface SoldSeat {
  seat: number
  label: string
  category: string
}

/** What was sold, line by line. Seats in the order's order; others may have taken the place of those first ordered. */
export function saleLines(
  seats: readonly SoldSeat[],
  amounts: readonly number[],
  pricing: Pricing | null,
): Sums {
  const lines = seats.map(({ label, category }, at): ReceiptLine => {
    const ticket = pricing?.tickets[at]
    const plain = { price: amounts[at]!, discount: 0, fee: 0, tax: 0, amount: amounts[at]! }
    const { price, discount, fee, tax, amount } = ticket ?? plain
    return {
      ...{ kind: 'ticket', label, category, concession: ticket?.concession ?? null },
      ...{ price, discount, fee, tax, amount },
    }
  })
  if (pricing !== null && pricing.orderFee.amount > 0)
    lines.push({ kind: 'order_fee', label: '', category: null, concession: null, ...pricing.orderFee })
  return summed(lines, pricing)
}

/**
 * What was given back: of each ticket named its share, of an amount for none in particular one line. The tax in it is what
 * its rate comes to of the amount, whether it was contained in the prices or added to them: it is part of what was paid.
 */
export function refundLines(
  amount: number,
  seats: readonly (SoldSeat & { amount: number })[],
  pricing: Pricing | null,
): Sums {
  const rate = pricing?.tax?.rate ?? 0
  const line = (part: number, of: { label: string; category: string | null }): ReceiptLine => ({
    ...{ kind: 'refund', label: of.label, category: of.category, concession: null },
    ...{ price: part, discount: 0, fee: 0, tax: divideHalfUp(part * rate, 10_000 + rate), amount: part },
  })
  const worth = seats.reduce((sum, seat) => sum + seat.amount, 0)
  let left = amount
  const lines = seats
    .filter(() => worth > 0)
    .map((seat, at) => {
      // The last one takes what rounding left.
      const part = at === seats.length - 1 ? left : Math.floor((amount * seat.amount) / worth)
      left -= part
      return line(part, seat)
    })
  const sums = summed(lines.length > 0 ? lines : [line(amount, { label: '', category: null })], pricing)
  return { ...sums, taxInclusive: true }
}

function summed(lines: ReceiptLine[], pricing: Pricing | null): Sums {
  const sum = (part: 'price' | 'discount' | 'fee' | 'tax' | 'amount') =>
    lines.reduce((total, line) => total + line[part], 0)
  const total = sum('amount')
  const tax = sum('tax')
  return {
    lines,
    taxes: pricing?.tax
      ? [{ name: pricing.tax.name, rate: pricing.tax.rate, net: total - tax, tax, gross: total }]
      : [],
    taxInclusive: pricing?.tax?.inclusive ?? true,
    totals: { prices: sum('price'), discount: sum('discount'), fees: sum('fee'), tax, total },
  }
}
