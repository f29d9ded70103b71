import type { Queryable } from '../postgres/pool.ts'

/** What a mail about an order says that is not in the event: as it is now, which may be later than when the row was made. */
export interface MailFactsRow {
  number: number | null
  buyerName: string | null
  seats: number[] | null
  amounts: number[] | null
  total: number | null
  tickets:
    | { id: string; seat: number; valid: boolean; attendee: string | null; holderEmail: string | null }[]
    | null
  organiserName: string | null
  organiserEmail: string | null
}

/** The order and who puts the event on. The order's part is null when there is none, or no longer. */
export async function readMailFacts(
  db: Queryable,
  eventId: string,
  orderId: string | null,
): Promise<MailFactsRow | undefined> {
  const { rows } = await db.query<MailFactsRow>(
    `select o.number, o.buyer_name as "buyerName", o.seats, o.amounts, o.total,
            (select json_agg(json_build_object('id', t.id, 'seat', t.seat, 'valid', t.state = 1,
                                               'attendee', t.attendee, 'holderEmail', t.holder_email) order by t.seat)
               from tickets t where t.event_id = o.event_id and t.order_id = o.id) as tickets,
            u.name as "organiserName", u.email as "organiserEmail"
       from events e
       left join orders o on o.event_id = e.id and o.id = $2
       left join users u on u.id = e.organiser_id
      where e.id = $1`,
    [eventId, orderId],
  )
  return rows[0]
}
