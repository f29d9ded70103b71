import type { Order } from '../../contract/shapes/orders.ts'
import type { Formats } from '../language/formats.ts'
import type { EventFacts } from './facts.ts'
import type { Block, Fact } from './letter.ts'
import { Unsendable } from './unsendable.ts'
import type { Words } from './words/words.ts'

/** What a kind of mail has to say, before it gets its frame: greeting, footer, files. */
export interface Draft {
  subject: string
  preheader: string
  heading: string
  blocks: Block[]
  /** Whom the mail speaks to; null: nobody whose name we know. */
  greets: string | null
  because: keyof Words['because']
  /** Also: pictures of the order's codes, its tickets as a PDF, an entry for the calendar. */
  withTickets?: boolean
  /** The buyer may want fewer of these. */
  unasked?: boolean
}

/** What drafts are written with. */
export interface Pen {
  words: Words
  formats: Formats
  /** Where the shop is, without a trailing slash. */
  address: string
}

/** About an event. */
export interface EventPen extends Pen, EventFacts {}

export function orderOf({ order }: EventPen): Order {
  if (order === null) throw new Unsendable('this kind of mail is about an order, and none is named')
  return order
}

/** “Sunday 14 March 2027, 19:30”, in the event's zone. */
export function whenOf({ words, formats }: Pen, at: Date, timeZone: string): string {
  return words.dayAndTime(formats.day(at, timeZone), formats.time(at, timeZone))
}

export function startOf(pen: EventPen): string {
  return whenOf(pen, pen.event.starts_at, pen.event.timezone)
}

export function placeOf({ event }: EventPen): string {
  return event.venue.name
}

export function addressOf({ event: { venue } }: EventPen): string {
  return [venue.address, venue.city].filter(Boolean).join(', ')
}

/** What, when and where: in every mail about an event. */
export function eventRows(pen: EventPen): Fact[] {
  const { words, formats, event } = pen
  return [
    { name: words.labels.event, value: event.title },
    {
      name: words.labels.when,
      value: startOf(pen),
      note: formats.zone(event.starts_at, event.timezone),
    },
    { name: words.labels.where, value: placeOf(pen), note: addressOf(pen) },
  ]
}

/** Seats of one name, such as places in a standing area, are told once with their number. */
export function seatList({ formats, labelOf }: EventPen, seats: readonly number[]): string {
  const counts = new Map<string, number>()
  for (const seat of seats) counts.set(labelOf(seat), (counts.get(labelOf(seat)) ?? 0) + 1)
  return formats.list([...counts].map(([label, n]) => (n === 1 ? label : `${label} × ${formats.number(n)}`)))
}

export function eventLink({ address, event }: EventPen): string {
  return `${address}/events/${event.slug}`
}

export function orderLink(pen: EventPen): string {
  return `${pen.address}/orders/${orderOf(pen).id}`
}

export function orderButton(pen: EventPen): Block {
  return { kind: 'button', label: pen.words.openOrder, href: orderLink(pen) }
}

export function noteBlocks({ words }: Pen, note: string | null | undefined): Block[] {
  return note ? [{ kind: 'notice', text: words.organiserSays(note) }] : []
}
