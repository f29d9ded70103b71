import type { Queryable } from '../postgres/pool.ts'

/** A ticket by the key of its row, and by the id that it must still have. */
export interface TicketKeyParts {
  eventId: string
  orderId: string
  seat: number
  id: string
}

export interface TransferVerdict {
  code: 'TRANSFERRED' | 'TRANSFERRED_BEFORE' | 'NOT_FOUND' | 'NOT_TRANSFERABLE'
  newId: string | null
  at: Date
}

/** Passes a ticket of one of these customers on. `locale`: the language of the mail. */
export async function transferTicket(
  db: Queryable,
  ticket: TicketKeyParts,
  customerIds: readonly string[],
  to: { name: string; email: string; locale: string },
): Promise<TransferVerdict> {
  const { rows } = await db.query<{
    code: Exclude<TransferVerdict['code'], 'TRANSFERRED'> | null
    new_id: string | null
    transferred_at: Date
  }>('select * from transfer_ticket($1, $2, $3, $4, $5::uuid[], $6, $7, $8)', [
    ...keyOf(ticket),
    customerIds,
    to.name,
    to.email,
    to.locale,
  ])
  const row = rows[0]!
  return { code: row.code ?? 'TRANSFERRED', newId: row.new_id, at: row.transferred_at }
}

export type ClaimTicketVerdict = 'CLAIMED' | 'NOT_FOUND' | 'ALREADY_CLAIMED'

/** Gives a ticket that was passed on to `customerId`, who is also known by the other ids. */
export async function claimTicket(
  db: Queryable,
  ticket: { eventId: string; id: string },
  customerId: string,
  customerIds: readonly string[],
): Promise<ClaimTicketVerdict> {
  const { rows } = await db.query<{ code: ClaimTicketVerdict }>(
    'select claim_ticket($1, $2, $3, $4::uuid[]) as code',
    [ticket.eventId, ticket.id, customerId, customerIds],
  )
  return rows[0]!.code
}

export interface NameVerdict {
  code: 'NAMED' | 'NOT_FOUND' | 'NAMES_FIXED'
  until: Date
}

export async function nameAttendee(
  db: Queryable,
  ticket: TicketKeyParts,
  customerIds: readonly string[],
  attendee: string | null,
): Promise<NameVerdict> {
  const { rows } = await db.query<NameVerdict>(
    'select * from name_attendee($1, $2, $3, $4, $5::uuid[], $6)',
    [...keyOf(ticket), customerIds, attendee],
  )
  return rows[0]!
}

function keyOf({ eventId, orderId, seat, id }: TicketKeyParts) {
  return [eventId, orderId, seat, id]
}
