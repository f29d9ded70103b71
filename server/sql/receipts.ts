import type { Venue } from '../../contract/shapes/events.ts'
import type { Pricing } from '../domain/pricing.ts'
import { type ReceiptContent, type RefundReason, refundReasons } from '../domain/receipt.ts'
import type { Queryable } from '../postgres/pool.ts'

/** A paid order, as far as a receipt says it. */
export interface PaidOrder {
  eventId: string
  orderId: string
  number: number
  buyerName: string
  buyerEmail: string
  seats: number[]
  amounts: number[]
  total: number
  pricing: Pricing | null
  orderedAt: Date
  paidAt: Date
  currency: string
  title: string
  startsAt: Date
  timezone: string
  venue: Venue
  organiser: string | null
  receiptId: string | null
  clock: Date
}

export interface DoneRefund {
  id: string
  paymentId: string
  amount: number
  reason: RefundReason
  note: string | null
  /** Seats of the tickets that it is for; null when it is for none in particular. */
  seats: number[] | null
  doneAt: Date
  creditNoteId: string | null
}

export interface StoredReceipt {
  id: string
  orderId: string
  content: ReceiptContent
}

/** Undefined unless the order is one of these customers' (null: anybody's) and its money was taken. */
export async function readPaidOrder(
  db: Queryable,
  orderId: string,
  customerIds: readonly string[] | null,
): Promise<PaidOrder | undefined> {
  const { rows } = await db.query<PaidOrder>(
    `select o.event_id as "eventId", o.id as "orderId", o.number, o.buyer_name as "buyerName",
            o.buyer_email as "buyerEmail", o.seats, o.amounts, o.total, o.pricing,
            o.created_at as "orderedAt", p.captured_at as "paidAt", p.currency, e.title, e.starts_at as "startsAt",
            e.timezone, e.venue, u.name as organiser, o.receipt_id as "receiptId", clock_timestamp() as clock
       from orders o
       join payments p on p.event_id = o.event_id and p.id = o.payment_id and p.state = 2
       join events e on e.id = o.event_id
       left join users u on u.id = e.organiser_id
      where o.id = $1 and o.confirmed_at is not null and o.total > 0 and not e.sandbox
        and ($2::uuid[] is null or o.customer_id = any ($2::uuid[]))`,
    [orderId, customerIds],
  )
  return rows[0]
}

/** What has been given back of the payment that counts; a charge made twice or too late never had a receipt. */
export async function readDoneRefunds(
  db: Queryable,
  eventId: string,
  orderId: string,
): Promise<DoneRefund[]> {
  const { rows } = await db.query<Omit<DoneRefund, 'reason'> & { reason: number }>(
    `select r.id, r.payment_id as "paymentId", r.amount, r.reason, r.note, r.done_at as "doneAt",
            r.credit_note_id as "creditNoteId",
            (select array_agg(t.seat order by t.seat) from tickets t
              where t.event_id = $1 and t.order_id = $2 and t.id = any (r.tickets)) as seats
       from refunds r
       join orders o on o.event_id = r.event_id and o.id = r.order_id and o.payment_id = r.payment_id
      where r.event_id = $1 and r.order_id = $2 and r.state = 2
      order by r.done_at, r.id`,
    [eventId, orderId],
  )
  return rows.map((row) => ({ ...row, reason: refundReasons[row.reason - 1] ?? 'staff' }))
}

export async function issueReceipt(
  db: Queryable,
  receipt: {
    eventId: string
    id: string
    series: string
    orderId: string
    refundId: string | null
    content: Omit<ReceiptContent, 'number' | 'issuedAt'>
  },
): Promise<StoredReceipt> {
  const { rows } = await db.query<StoredReceipt>(
    `select r.id, r.order_id as "orderId", r.content from issue_receipt($1, $2, $3, $4, $5, $6, $7) r`,
    [
      ...[receipt.eventId, receipt.id, receipt.series, receipt.refundId === null ? 1 : 2],
      ...[receipt.orderId, receipt.refundId, JSON.stringify(receipt.content)],
    ],
  )
  return rows[0]!
}

export async function readReceiptRows(
  db: Queryable,
  eventId: string,
  ids: readonly string[],
): Promise<StoredReceipt[]> {
  const { rows } = await db.query<StoredReceipt>(
    `select r.id, r.order_id as "orderId", r.content from receipts r
      where r.event_id = $1 and r.id = any ($2::uuid[]) order by r.series, r.number`,
    [eventId, ids],
  )
  return rows
}

/** Orders with something that is still to be put on paper, those that wait longest first. */
export async function listOrdersToReceipt(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `(select o.id from orders o join payments p on p.event_id = o.event_id and p.id = o.payment_id and p.state = 2
       where o.payment_id is not null and o.receipt_id is null and o.confirmed_at is not null and o.total > 0
         and not exists (select from events e where e.id = o.event_id and e.sandbox)
       order by o.confirmed_at limit $1)
     union
     (select r.order_id from refunds r
        join orders o on o.event_id = r.event_id and o.id = r.order_id and o.payment_id = r.payment_id
       where r.state = 2 and r.credit_note_id is null and o.confirmed_at is not null
         and not exists (select from events e where e.id = o.event_id and e.sandbox) limit $1)
     limit $1`,
    [limit],
  )
  return rows.map(({ id }) => id)
}
