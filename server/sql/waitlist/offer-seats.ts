import type { Transaction } from '../../postgres/transaction.ts'

/** Seats for somebody who waits. */
export interface Given {
  entry: string
  kind: 'offer' | 'promote' | 'gather'
  hold: string
  /** Of a confirmed order, when that is what becomes of it. */
  order: string | null
  seats: number[]
  amounts: number[]
  total: number
}

/** False, with nothing done, when one of the seats is not free any more; see functions/offer_seats.sql. */
export async function offerSeats(
  tx: Transaction,
  eventId: string,
  given: {
    ended: string[]
    given: Given[]
    passed: { entry: string; passed: number; first: Date }[]
    capped: string[]
  },
): Promise<boolean> {
  const { rows } = await tx.query<{ done: boolean }>('select offer_seats($1, $2, $3, $4, $5) as done', [
    eventId,
    given.ended,
    JSON.stringify(given.given),
    JSON.stringify(given.passed),
    given.capped,
  ])
  return rows[0]!.done
}

/** How long each of these holds is for, by id. */
export async function readHoldEnds(
  tx: Transaction,
  eventId: string,
  holdIds: readonly string[],
): Promise<Map<string, Date>> {
  const { rows } = await tx.query<{ id: string; end: Date }>(
    'select id, expires_at as end from holds where event_id = $1 and id = any ($2::uuid[])',
    [eventId, holdIds],
  )
  return new Map(rows.map(({ id, end }) => [id, end]))
}

/**
 * Which of these customers have so many seats that `more` would be beyond the cap. Their claims elsewhere wait from here on,
 * as claims of one customer wait for each other.
 */
export async function findCapped(
  tx: Transaction,
  eventId: string,
  cap: number,
  wishes: readonly { customerId: string; more: number }[],
): Promise<string[]> {
  const customers = wishes.map(({ customerId }) => customerId)
  await tx.query(
    `select pg_advisory_xact_lock(k) from (
       select distinct hashtextextended(c::text || $1::text, 1) as k from unnest($2::uuid[]) c order by 1) l`,
    [eventId, customers],
  )
  const { rows } = await tx.query<{ customer: string }>(
    `select c as customer from unnest($2::uuid[], $3::integer[]) w(c, more)
      where seats_of_customer($1, c) + more > $4`,
    [eventId, customers, wishes.map(({ more }) => more), cap],
  )
  return rows.map(({ customer }) => customer)
}
