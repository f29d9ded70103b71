import type { Order } from '../../contract/shapes/orders.ts'
import type { Booking } from '../booking/booking.ts'
import { describeOrder } from '../booking/describe-order.ts'
import { readOrderOfEvent } from '../sql/read-orders.ts'
import { type Organiser, readOrganiser } from '../sql/read-organiser.ts'
import type { EventRow } from '../sql/tables.ts'
import type { MailRow } from '../sql/take-mails.ts'
import { Unsendable } from './unsendable.ts'

/** What a mail about an event is made of: how things are now, which may be later than when the row was written. */
export interface EventFacts {
  event: EventRow
  /** For people: “Stalls, row C, seat 12”. */
  labelOf(seat: number): string
  organiser: Organiser | null
  /** Null: the mail is about no order. */
  order: Order | null
}

export async function readFacts(booking: Booking, mail: MailRow): Promise<EventFacts> {
  const sale = await booking.inventory.sale(mail.eventId)
  if (sale === undefined) throw new Unsendable('the event is gone')
  const { event, index } = sale
  const row = mail.orderId === null ? null : await readOrderOfEvent(booking.pool, mail.eventId, mail.orderId)
  if (row === undefined) throw new Unsendable('the order is gone')
  return {
    event,
    labelOf: (seat) => index.labelOf(seat),
    organiser: event.organiser_id === null ? null : await readOrganiser(booking.pool, event.organiser_id),
    order: row && describeOrder(booking, sale, row),
  }
}
