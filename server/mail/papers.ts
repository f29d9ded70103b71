import type { Order } from '../../contract/shapes/orders.ts'
import type { EventRow } from '../sql/tables.ts'
import { orderCalendar } from '../tickets/calendar-file.ts'
import type { Printer } from '../tickets/pdf/printer.ts'
import type { Attachment } from './letter.ts'

/** What is attached to a mail whose point is the tickets: all of them as one PDF, and an entry for the calendar. */
export function createPapers(printer: Printer) {
  return async (order: Order, event: EventRow, locale: string, orderLink: string): Promise<Attachment[]> => {
    const file = await printer.print({ kind: 'order', order, locale })
    const revision = { createdAt: event.created_at, updatedAt: event.updated_at }
    const entry = Buffer.from(orderCalendar(order, revision, locale, orderLink))
    return [
      ...(file ? [{ name: `tickets-${order.number}.pdf`, type: 'application/pdf', content: file }] : []),
      { name: `${event.slug}.ics`, type: 'text/calendar; charset=utf-8', content: entry },
    ]
  }
}
