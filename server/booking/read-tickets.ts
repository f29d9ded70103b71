import type { HeldTicket } from '../../contract/shapes/tickets.ts'
import { orderNumber } from '../domain/order-number.ts'
import { bookingLimits } from '../limits/booking-limits.ts'
import { asCustomer } from '../postgres/as-customer.ts'
import {
  type HeldTicketRow,
  readHeldTicket,
  readReceivedTickets,
  readTicketFacts,
} from '../sql/read-tickets.ts'
import type { EventRow } from '../sql/tables.ts'
import type { Booking, Caller } from './booking.ts'
import { describeSeats } from './describe-hold.ts'
import { describeOrderEvent, describeTicket } from './describe-ticket.ts'

/** The row of a ticket that the caller has: bought and not passed on, or received. Undefined for anyone else's. */
export function findHeldTicket(
  { pool }: Booking,
  { customerIds }: Caller,
  ticketId: string,
): Promise<HeldTicketRow | undefined> {
  return asCustomer(pool, customerIds, (db) => readHeldTicket(db, ticketId, customerIds))
}

export interface HeldTicketOf {
  ticket: HeldTicket
  /** The language of the order. */
  locale: string
  event: EventRow
}

export async function readTicket(
  booking: Booking,
  caller: Caller,
  ticketId: string,
): Promise<HeldTicketOf | undefined> {
  const row = await findHeldTicket(booking, caller, ticketId)
  return row && (await describeHeld(booking, [row]))[0]
}

/** Tickets that others passed on to the caller, the latest first. */
export async function listReceivedTickets(booking: Booking, { customerIds }: Caller): Promise<HeldTicket[]> {
  const rows = await asCustomer(booking.pool, customerIds, (db) =>
    readReceivedTickets(db, customerIds, bookingLimits.listedTickets),
  )
  return (await describeHeld(booking, rows)).map(({ ticket }) => ticket)
}

async function describeHeld(booking: Booking, rows: HeldTicketRow[]): Promise<HeldTicketOf[]> {
  if (rows.length === 0) return []
  const facts = await readTicketFacts(booking.pool, rows)
  const held: HeldTicketOf[] = []
  for (const [at, row] of rows.entries()) {
    const { amount, clock, receivedFrom, locale, orderNumber: number } = facts[at]!
    const sale = await booking.inventory.sale(row.eventId)
    if (sale === undefined) continue
    const seat = describeSeats(sale, [row.seat], [amount])[0]!
    const ticket: HeldTicket = {
      ...describeTicket(booking, sale.event, { ...row, seat, withCode: true }, clock),
      event: describeOrderEvent(sale.event),
      orderNumber: orderNumber(number),
      receivedFrom,
      wallets: [...booking.wallets],
      serverTime: clock.toISOString(),
    }
    held.push({ ticket, locale, event: sale.event })
  }
  return held
}
