import type { Receipt } from '../../contract/shapes/prices.ts'
import { orderNumber } from '../domain/order-number.ts'
import type { ReceiptContent } from '../domain/receipt.ts'
import { refundLines, type SoldSeat, saleLines } from '../domain/receipt-lines.ts'
import { categoriesOf } from '../inventory/sale.ts'
import {
  type DoneRefund,
  issueReceipt,
  listOrdersToReceipt,
  type PaidOrder,
  readDoneRefunds,
  readPaidOrder,
  readReceiptRows,
  type StoredReceipt,
} from '../sql/receipts.ts'
import type { Booking, Caller } from './booking.ts'

type Parts = Pick<Booking, 'pool' | 'inventory' | 'uuid' | 'seller'>

/** The receipt of the caller's order. It is issued now if nobody has yet. Undefined: not theirs, or nothing was paid. */
export async function readReceipt(
  parts: Parts,
  caller: Caller,
  orderId: string,
): Promise<Receipt | undefined> {
  const order = await readPaidOrder(parts.pool, orderId, caller.customerIds)
  return order && (await receiptOf(parts, order))
}

/** The credit notes for what was given back of it, the first one first. */
export async function readCreditNotes(
  parts: Parts,
  caller: Caller,
  orderId: string,
): Promise<Receipt[] | undefined> {
  const order = await readPaidOrder(parts.pool, orderId, caller.customerIds)
  return order && (await creditNotesOf(parts, order))
}

/** Issues what nobody has asked for yet, at most `limit` orders' worth. Returns how many orders had something. */
export async function issueDueReceipts(parts: Parts, limit: number): Promise<number> {
  const orderIds = await listOrdersToReceipt(parts.pool, limit)
  for (const orderId of orderIds) {
    const order = await readPaidOrder(parts.pool, orderId, null)
    if (order !== undefined) await creditNotesOf(parts, order)
  }
  return orderIds.length
}

async function receiptOf(parts: Parts, order: PaidOrder): Promise<StoredReceipt> {
  if (order.receiptId !== null) {
    const [issued] = await readReceiptRows(parts.pool, order.eventId, [order.receiptId])
    if (issued !== undefined) return issued
  }
  const content: Issued = {
    ...(await headOf(parts, order)),
    kind: 'receipt',
    corrects: null,
    ...saleLines(await seatsOf(parts, order, order.seats), order.amounts, order.pricing),
  }
  return issue(parts, order, 'R', null, content)
}

async function creditNotesOf(parts: Parts, order: PaidOrder): Promise<StoredReceipt[]> {
  const receipt = await receiptOf(parts, order)
  const refunds = await readDoneRefunds(parts.pool, order.eventId, order.orderId)
  const notes: StoredReceipt[] = []
  for (const refund of refunds) notes.push(await creditNoteOf(parts, order, receipt, refund))
  return notes
}

async function creditNoteOf(
  parts: Parts,
  order: PaidOrder,
  receipt: StoredReceipt,
  refund: DoneRefund,
): Promise<StoredReceipt> {
  if (refund.creditNoteId !== null) {
    const [issued] = await readReceiptRows(parts.pool, order.eventId, [refund.creditNoteId])
    if (issued !== undefined) return issued
  }
  const seats = await seatsOf(parts, order, refund.seats ?? [])
  const worth = seats.map((seat) => ({ ...seat, amount: order.amounts[order.seats.indexOf(seat.seat)] ?? 0 }))
  const content: Issued = {
    ...(await headOf(parts, order)),
    kind: 'credit_note',
    corrects: {
      receipt: receipt.content.number,
      reason: refund.reason,
      note: refund.note,
      refundedAt: refund.doneAt.toISOString(),
    },
    ...refundLines(refund.amount, worth, order.pricing),
  }
  return issue(parts, order, 'C', refund.id, content)
}

type Issued = Omit<ReceiptContent, 'number' | 'issuedAt'>

/** A series a year for receipts (R2027), and one for credit notes (C2027). */
async function issue(
  { pool, uuid }: Parts,
  order: PaidOrder,
  letter: 'R' | 'C',
  refundId: string | null,
  content: Issued,
): Promise<StoredReceipt> {
  const series = letter + order.clock.getUTCFullYear()
  const { eventId, orderId } = order
  return issueReceipt(pool, { eventId, id: uuid(), series, orderId, refundId, content })
}

async function headOf({ seller }: Parts, order: PaidOrder) {
  return {
    version: 1 as const,
    currency: order.currency,
    seller: seller ?? { name: order.organiser ?? order.venue.name, address: [], taxId: null },
    buyer: { name: order.buyerName, email: order.buyerEmail },
    order: {
      number: orderNumber(order.number),
      orderedAt: order.orderedAt.toISOString(),
      paidAt: order.paidAt.toISOString(),
    },
    event: {
      title: order.title,
      startsAt: order.startsAt.toISOString(),
      timezone: order.timezone,
      venue: [order.venue.name, order.venue.city].filter(Boolean).join(', '),
    },
  }
}

async function seatsOf(
  { inventory }: Parts,
  order: PaidOrder,
  seats: readonly number[],
): Promise<SoldSeat[]> {
  const sale = await inventory.sale(order.eventId)
  if (sale === undefined) throw new Error(`event ${order.eventId} of a paid order is gone`)
  const categories = categoriesOf(sale, seats)
  return seats.map((seat, at) => ({ seat, label: sale.index.labelOf(seat), category: categories[at]! }))
}
