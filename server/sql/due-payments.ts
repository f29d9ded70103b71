import type { Queryable } from '../postgres/pool.ts'
import { namedPayment, type PaymentRow, paymentColumns, type RawPayment } from './read-payments.ts'

/** How rows that are due are taken: so many, and due again after a pause that doubles with each try. */
export interface Lease {
  rows: number
  retrySeconds: number
  askSeconds: number
  maxSeconds: number
  triesMax: number
}

/*
 * What is due is compared with the statement's own beginning, not with `clock_timestamp()`: that one may change from row to row,
 * so no index can be asked for it, and all that will ever be due would be read.
 */

/**
 * Takes payments that are due, and commits to being due again later: a server that dies with them has lost nothing. Those
 * that another server is taking are left to it. The last try takes the row off the list, for somebody to look at.
 */
export async function takeDuePayments(db: Queryable, lease: Lease): Promise<PaymentRow[]> {
  const { rows } = await db.query<RawPayment>(
    `with due as materialized (
       select f.event_id, f.id from payments f
        where f.due_at <= statement_timestamp() order by f.due_at limit $1 for update skip locked
     ), taken as (
       update payments p
          set tries = p.tries + 1,
              due_at = case when p.tries + 1 < $5
                            then clock_timestamp() + make_interval(secs => least(
                              case when p.wanted is null then $3::float else $2::float end * 2.0 ^ least(p.tries, 20),
                              $4::float)) end
         from due d where p.event_id = d.event_id and p.id = d.id
       returning p.*
     )
     select ${paymentColumns}
       from taken p
       join orders o on o.event_id = p.event_id and o.id = p.order_id`,
    [lease.rows, lease.retrySeconds, lease.askSeconds, lease.maxSeconds, lease.triesMax],
  )
  return rows.map(namedPayment)
}

/** What went wrong with a payment that is wanted something; it stays due. */
export async function notePaymentError(
  db: Queryable,
  eventId: string,
  paymentId: string,
  message: string,
): Promise<void> {
  await db.query('update payments set last_error = $3 where event_id = $1 and id = $2', [
    eventId,
    paymentId,
    message.slice(0, 500),
  ])
}

export interface DueRefund {
  eventId: string
  id: string
  amount: number
  provider: string
  providerRef: string | null
  isCaptured: boolean
  tries: number
}

/** The same for refunds. One whose payment is not captured yet waits for that. */
export async function takeDueRefunds(db: Queryable, lease: Lease): Promise<DueRefund[]> {
  const { rows } = await db.query<DueRefund>(
    `with due as materialized (
       select f.event_id, f.id from refunds f
        where f.due_at <= statement_timestamp() order by f.due_at limit $1 for update skip locked
     ), taken as (
       update refunds r
          set tries = r.tries + 1,
              due_at = clock_timestamp() + make_interval(secs => least($2::float * 2.0 ^ least(r.tries, 20), $3::float))
         from due d where r.event_id = d.event_id and r.id = d.id
       returning r.*
     )
     select r.event_id as "eventId", r.id, r.amount, p.provider, p.provider_ref as "providerRef",
            p.state = 2 as "isCaptured", r.tries
       from taken r join payments p on p.event_id = r.event_id and p.id = r.payment_id`,
    [lease.rows, lease.retrySeconds, lease.maxSeconds],
  )
  return rows
}

/** A refund came to its end: the money is on its way, or the provider will not do it and somebody has to look. */
export async function finishRefund(
  db: Queryable,
  eventId: string,
  refundId: string,
  end: { state: 'done' | 'failed'; providerRef: string | null; message: string | null },
): Promise<void> {
  await db.query(
    `update refunds
        set state = $3::smallint, provider_ref = coalesce($4, provider_ref), last_error = $5, due_at = null,
            done_at = case when $3::smallint = 2 then clock_timestamp() end
      where event_id = $1 and id = $2 and state = 1`,
    [eventId, refundId, end.state === 'done' ? 2 : 3, end.providerRef, end.message?.slice(0, 500) ?? null],
  )
}

export async function noteRefundError(
  db: Queryable,
  eventId: string,
  refundId: string,
  message: string,
): Promise<void> {
  await db.query('update refunds set last_error = $3 where event_id = $1 and id = $2', [
    eventId,
    refundId,
    message.slice(0, 500),
  ])
}

/** In how many ms the next row is due, at most `maxMs`. */
export async function nextDueMs(db: Queryable, maxMs: number): Promise<number> {
  const { rows } = await db.query<{ ms: number | null }>(
    `select (extract(epoch from least(
       (select min(due_at) from payments where due_at is not null),
       (select min(due_at) from refunds where due_at is not null)) - clock_timestamp()) * 1000)::float as ms`,
  )
  return Math.min(Math.max(rows[0]!.ms ?? maxMs, 0), maxMs)
}
