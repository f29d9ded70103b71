/**
 * What a receipt or a credit note says, frozen when it is issued: nothing printed on it is ever worked out again. All
 * amounts are minor units of `currency` and never negative; a credit note is told by its `kind`, not by a sign.
 */
export interface ReceiptContent {
  version: 1
  kind: 'receipt' | 'credit_note'
  /** As printed: R2027-000042, C2027-000007. Without a gap within its series, which is what stands before the dash. */
  number: string
  issuedAt: string
  currency: string
  seller: ReceiptSeller
  buyer: { name: string; email: string }
  order: { number: string; orderedAt: string; paidAt: string }
  /** Of a credit note: what is given back, and the receipt that it corrects. */
  corrects: { receipt: string; reason: RefundReason; note: string | null; refundedAt: string } | null
  event: { title: string; startsAt: string; timezone: string; venue: string }
  lines: ReceiptLine[]
  /** One entry for each rate; empty when no tax is charged. net + tax = gross. */
  taxes: { name: string /** Basis points. */; rate: number; net: number; tax: number; gross: number }[]
  /** Prices and fees contain the tax; if not, it is added in `amount`. */
  taxInclusive: boolean
  totals: { prices: number; discount: number; fees: number; tax: number; total: number }
}

export interface ReceiptSeller {
  name: string
  /** Line by line, possibly none. */
  address: string[]
  taxId: string | null
}

export interface ReceiptLine {
  kind: 'ticket' | 'order_fee' | 'refund'
  /** “Stalls, row C, seat 12” for a ticket, empty for others: their kind says what they are, in the reader's language. */
  label: string
  category: string | null
  concession: string | null
  price: number
  discount: number
  fee: number
  /** Contained in `amount`. */
  tax: number
  amount: number
}

/** In the order of the numbers that the ledger keeps, from 1. */
export const refundReasons = [
  'cancelled_by_buyer',
  'paid_too_late',
  'paid_twice',
  'staff',
  'event_cancelled',
  'at_provider',
  'other_amount',
] as const
export type RefundReason = (typeof refundReasons)[number]
