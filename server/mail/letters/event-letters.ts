import type { MailData } from '../../domain/mails.ts'
import {
  type Draft,
  type EventPen,
  eventLink,
  eventRows,
  noteBlocks,
  orderButton,
  orderOf,
  placeOf,
  startOf,
  whenOf,
} from '../draft.ts'
import type { Fact } from '../letter.ts'

export function waitlistOffer(pen: EventPen, data: MailData<'waitlist_offer'>): Draft {
  const { words, formats, event } = pen
  const until = whenOf(pen, new Date(data.until), event.timezone)
  const places = [formats.number(data.quantity), data.category].filter(Boolean).join(' × ')
  return {
    subject: words.waitlistOffer.subject(event.title),
    preheader: words.waitlistOffer.preheader(until),
    heading: words.waitlistOffer.heading,
    greets: null,
    blocks: [
      { kind: 'text', text: sentence(words.waitlistOffer.text(data.quantity)) },
      { kind: 'notice', text: words.waitlistOffer.deadline(until) },
      {
        kind: 'facts',
        rows: [
          ...eventRows(pen),
          { name: words.labels.seats, value: places },
          {
            name: words.labels.until,
            value: until,
            note: formats.zone(new Date(data.until), event.timezone),
          },
        ],
      },
      { kind: 'button', label: words.waitlistOffer.take, href: eventLink(pen) },
    ],
    because: 'waitlist',
  }
}

export function eventChanged(pen: EventPen, { before, note }: MailData<'event_changed'>): Draft {
  const { words, event } = pen
  const was: Fact[] = []
  if (before.startsAt !== undefined)
    was.push({ name: words.labels.before, value: whenOf(pen, new Date(before.startsAt), event.timezone) })
  if (before.venue !== undefined) was.push({ name: words.labels.before, value: before.venue })
  return {
    subject: words.eventChanged.subject(event.title),
    preheader: words.eventChanged.preheader(startOf(pen), placeOf(pen)),
    heading: words.eventChanged.heading,
    greets: orderOf(pen).buyer.name,
    blocks: [
      { kind: 'text', text: words.eventChanged.text },
      ...noteBlocks(pen, note),
      {
        kind: 'facts',
        rows: [...was, ...eventRows(pen), { name: words.labels.order, value: orderOf(pen).number }],
      },
      orderButton(pen),
    ],
    because: 'order',
  }
}

export function eventCancelled(pen: EventPen, { refund, note }: MailData<'event_cancelled'>): Draft {
  const { words, formats, event } = pen
  return {
    subject: words.eventCancelled.subject(event.title),
    preheader: words.eventCancelled.preheader,
    heading: words.eventCancelled.heading,
    greets: orderOf(pen).buyer.name,
    blocks: [
      { kind: 'text', text: words.eventCancelled.text },
      ...noteBlocks(pen, note),
      {
        kind: 'facts',
        rows: [
          ...eventRows(pen),
          { name: words.labels.order, value: orderOf(pen).number },
          ...(refund ? [{ name: words.labels.refund, value: formats.money(refund) }] : []),
        ],
      },
      ...(refund ? [{ kind: 'text', text: words.arrival } as const] : []),
      orderButton(pen),
    ],
    because: 'order',
  }
}

/** What follows a greeting begins small; without one it begins the mail. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
