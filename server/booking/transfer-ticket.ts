import type { RefusalOf } from '../../contract/refusals.ts'
import type { Ticket, Transfer } from '../../contract/shapes/tickets.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { asCustomer } from '../postgres/as-customer.ts'
import { transferTicket as transfer } from '../sql/change-ticket.ts'
import { readHeldTicket, readPassedOn, readTicketFacts } from '../sql/read-tickets.ts'
import type { Booking, Caller } from './booking.ts'
import { describeSeats } from './describe-hold.ts'
import { describeTransferred } from './describe-ticket.ts'

type Refusal = RefusalOf<'NOT_FOUND' | 'NOT_TRANSFERABLE'>

/**
 * Passes a ticket on to somebody else. Its code is void at once; the new one is nobody's to see before the recipient has
 * followed the link in their mail. What it cost stays with the order: whatever is refunded goes to the buyer, which is why
 * the buyer cannot cancel a ticket that is somebody else's by now.
 */
export async function transferTicket(
  booking: Booking,
  caller: Caller,
  ticketId: string,
  to: Transfer & { locale: string },
): Promise<Outcome<Ticket, Refusal>> {
  const name = to.name.trim()
  const email = to.email.trim()
  const { customerIds } = caller
  const row = await asCustomer(
    booking.pool,
    customerIds,
    async (db) =>
      (await readHeldTicket(db, ticketId, customerIds)) ?? (await readPassedOn(db, ticketId, customerIds)),
  )
  const sale = row && (await booking.inventory.sale(row.eventId))
  if (row === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const verdict = await transfer(booking.pool, row, customerIds, { name, email, locale: to.locale })
  switch (verdict.code) {
    case 'NOT_FOUND':
    case 'NOT_TRANSFERABLE':
      return refuse({ code: verdict.code })
    case 'TRANSFERRED':
    case 'TRANSFERRED_BEFORE': {
      booking.wakeMail()
      const [facts] = await readTicketFacts(booking.pool, [row])
      const seat = describeSeats(sale, [row.seat], [facts!.amount])[0]!
      const passedOn = { id: ticketId, orderId: row.orderId, seat, to: { name, email, at: verdict.at } }
      return ok(describeTransferred(sale.event, passedOn))
    }
  }
}
