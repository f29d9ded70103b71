import type { Order } from '../../contract/shapes/orders.ts'
import type { HeldTicket } from '../../contract/shapes/tickets.ts'
import { wordingOf } from './words/words.ts'

/** What an entry of a calendar is made of. */
export interface CalendarEntry {
  /** Stays the same, so that a second import changes the first. */
  uid: string
  title: string
  startsAt: Date
  endsAt: Date | null
  location: string
  notes: string
  url: string | null
  cancelled: boolean
  /** Grows with every change: how a calendar tells a newer entry from an older one. */
  sequence: number
  changedAt: Date
}

/** What of the event's row says how often it has changed. */
export interface Revision {
  createdAt: Date
  updatedAt: Date
}

/** How long an evening is when nobody says when it ends. */
const USUAL_MS = 2 * 3_600_000
const LONGEST_LINE_OCTETS = 75

export function orderCalendar(order: Order, revision: Revision, locale: string, url: string | null): string {
  const seats = order.tickets.filter(({ state }) => state === 'valid').map(({ seat }) => seat.label)
  return calendarOf(order.event, {
    uid: order.id,
    bookingNumber: order.number,
    seats,
    cancelled: order.state !== 'confirmed',
    revision,
    locale,
    url,
  })
}

export function ticketCalendar(
  ticket: HeldTicket,
  revision: Revision,
  locale: string,
  url: string | null,
): string {
  return calendarOf(ticket.event, {
    uid: ticket.id,
    bookingNumber: ticket.orderNumber,
    seats: [ticket.seat.label],
    cancelled: ticket.state !== 'valid',
    revision,
    locale,
    url,
  })
}

interface Booked {
  uid: string
  bookingNumber: string
  seats: readonly string[]
  cancelled: boolean
  revision: Revision
  locale: string
  url: string | null
}

function calendarOf(event: Order['event'], booked: Booked): string {
  const { words, placeName } = wordingOf(booked.locale)
  const { cancelled, revision } = booked
  const { venue, title } = event
  const changes = Math.floor((revision.updatedAt.getTime() - revision.createdAt.getTime()) / 1000)
  return calendarFile({
    uid: booked.uid,
    title: cancelled ? words.calendar.cancelled(title) : title,
    startsAt: new Date(event.startsAt),
    endsAt: event.endsAt === null ? null : new Date(event.endsAt),
    location: [venue.name, venue.address, venue.city].filter(Boolean).join(', '),
    notes: [words.calendar.booking(booked.bookingNumber), ...booked.seats.map(placeName)].join('\n'),
    url: booked.url,
    cancelled,
    // Cancelling comes after whatever else has happened to the same version of the event.
    sequence: 2 * Math.max(0, changes) + (cancelled ? 1 : 0),
    changedAt: revision.updatedAt,
  })
}

/** An iCalendar file (RFC 5545). Times are UTC, which every calendar shows in its owner's own zone. */
export function calendarFile(entry: CalendarEntry): string {
  const endsAt = entry.endsAt ?? new Date(entry.startsAt.getTime() + USUAL_MS)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fullhouse//Tickets//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${entry.uid}@fullhouse`,
    `DTSTAMP:${stamp(entry.changedAt)}`,
    `LAST-MODIFIED:${stamp(entry.changedAt)}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `DTSTART:${stamp(entry.startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escapeText(entry.title)}`,
    `LOCATION:${escapeText(entry.location)}`,
    `DESCRIPTION:${escapeText(entry.notes)}`,
    ...(entry.url === null ? [] : [`URL:${entry.url}`]),
    `TRANSP:${entry.cancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n')
}

function stamp(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** Besides what the format escapes: what would break a line, or end it for a careless reader. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n|[\u2028\u2029]/g, '\\n')
    .replace(/[^\P{Cc}\t]/gu, '')
}

/** Lines are at most 75 octets; a longer one goes on after a line break and a space, never inside a character. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LONGEST_LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
