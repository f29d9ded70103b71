/**
 * What an order comes to. Everything is whole minor units.
 *
 * A line is a ticket, or the fee on the order:
 *
 *   price     the category's, or a concession's in its place
 *   discount  what a code takes off the price, never more than it
 *   fee       on each ticket that still costs something; a free ticket bears none
 *   tax       inclusive: contained in price − discount + fee; exclusive: added to it
 *   amount    price − discount + fee, and the tax if it is exclusive: what the buyer pays for the line
 *
 * The fee on the order is due when at least one ticket costs something, so a code for the whole price makes an order free.
 *
 * Rounding happens twice, half up, each time on one line and never on a sum: the percentage taken off a price, and the
 * tax of a line. A discount on the whole order is spread over its tickets in proportion to their prices, by largest
 * remainder. So the total is the sum of the lines, always; and what a ticket is worth when it is given back is its
 * line's amount: sum of the tickets' amounts + the order fee's amount = total.
 */
export interface PricingRules {
  feePerTicket: number
  feePerOrder: number
  tax: TaxRule | null
}

export interface TaxRule {
  name: string
  /** Basis points: 1900 is 19 %. */
  rate: number
  inclusive: boolean
}

export interface SeatToPrice {
  seat: number
  category: string
  concession: string | null
  price: number
}

export type Discount =
  | { kind: 'none' }
  /** Basis points of each ticket. */
  | { kind: 'percent'; value: number }
  | { kind: 'per_ticket'; value: number }
  | { kind: 'per_order'; value: number }

export interface AppliedCode {
  code: string
  discount: Discount
  /** Tickets of these categories only; null: of all. */
  categories: readonly string[] | null
  /** Every ticket counts as a use, also where nothing is taken off: none of them could be had without the code. */
  countsAll?: boolean
}

export interface PricedLine {
  price: number
  discount: number
  fee: number
  tax: number
  amount: number
}

export interface PricedTicket extends PricedLine {
  seat: number
  category: string
  concession: string | null
}

/** The whole calculation, as an order keeps it. */
export interface Pricing {
  tickets: PricedTicket[]
  orderFee: PricedLine
  code: string | null
  /** Tickets that count towards the code's limits. */
  codeTickets: number
  tax: TaxRule | null
  totals: { prices: number; discount: number; fees: number; tax: number; total: number }
}

const BASIS_POINTS = 10_000

export function priceOrder(
  seats: readonly SeatToPrice[],
  rules: PricingRules,
  code: AppliedCode | null,
): Pricing {
  const isCovered = (seat: SeatToPrice) =>
    code !== null && (code.categories === null || code.categories.includes(seat.category))
  const discounts = spread(seats, isCovered, code?.discount ?? { kind: 'none' })
  const tickets = seats.map(({ seat, category, concession, price }, at): PricedTicket => {
    const discount = discounts[at]!
    const fee = price > discount ? rules.feePerTicket : 0
    return { seat, category, concession, ...taxed({ price, discount, fee }, rules.tax) }
  })
  const costsSomething = tickets.some(({ amount }) => amount > 0)
  const orderFee = taxed({ price: 0, discount: 0, fee: costsSomething ? rules.feePerOrder : 0 }, rules.tax)
  const sum = (part: keyof PricedLine) => tickets.reduce((total, line) => total + line[part], orderFee[part])
  return {
    tickets,
    orderFee,
    code: code?.code ?? null,
    codeTickets: code?.countsAll ? seats.length : seats.filter(isCovered).length,
    tax: rules.tax,
    totals: {
      prices: sum('price'),
      discount: sum('discount'),
      fees: sum('fee'),
      tax: sum('tax'),
      total: sum('amount'),
    },
  }
}

/** What one ticket at this price costs with everything that cannot be avoided but the fee on the order. */
export function allIn(price: number, rules: PricingRules): number {
  return taxed({ price, discount: 0, fee: price > 0 ? rules.feePerTicket : 0 }, rules.tax).amount
}

function taxed(line: { price: number; discount: number; fee: number }, tax: TaxRule | null): PricedLine {
  const due = line.price - line.discount + line.fee
  if (tax === null) return { ...line, tax: 0, amount: due }
  if (tax.inclusive)
    return { ...line, tax: divideHalfUp(due * tax.rate, BASIS_POINTS + tax.rate), amount: due }
  const added = divideHalfUp(due * tax.rate, BASIS_POINTS)
  return { ...line, tax: added, amount: due + added }
}

/** Of numbers that are not negative. A price has nine digits at most, so the product is exact. */
export function divideHalfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor))
}

function spread(
  seats: readonly SeatToPrice[],
  isCovered: (seat: SeatToPrice) => boolean,
  discount: Discount,
): number[] {
  const prices = seats.map((seat) => (isCovered(seat) ? seat.price : 0))
  switch (discount.kind) {
    case 'none':
      return prices.map(() => 0)
    case 'percent':
      return prices.map((price) => Math.min(price, divideHalfUp(price * discount.value, BASIS_POINTS)))
    case 'per_ticket':
      return prices.map((price) => Math.min(price, discount.value))
    case 'per_order':
      return byLargestRemainder(prices, discount.value)
  }
}

/** Parts of `amount` in proportion to the weights, none above its weight. Equal remainders: the earlier one is first. */
function byLargestRemainder(weights: readonly number[], amount: number): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  const given = Math.min(amount, whole)
  // The products have up to twenty digits.
  const products = weights.map((weight) => BigInt(weight) * BigInt(given))
  const parts = products.map((product) => Number(product / BigInt(whole)))
  const remainders = products.map((product) => Number(product % BigInt(whole)))
  let left = given - parts.reduce((sum, part) => sum + part, 0)
  const order = [...weights.keys()].sort((a, b) => remainders[b]! - remainders[a]! || a - b)
  for (const at of order) {
    if (left === 0) break
    parts[at]! += 1
    left -= 1
  }
  return parts
}
