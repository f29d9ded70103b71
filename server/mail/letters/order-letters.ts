import type { MailData } from '../../domain/mails.ts'
import {
  type Draft,
  type EventPen,
  eventRows,
  noteBlocks,
  orderButton,
  orderOf,
  placeOf,
  seatList,
  startOf,
} from '../draft.ts'
import type { Fact } from '../letter.ts'

function orderRows(pen: EventPen): Fact[] {
  const { words, formats } = pen
  const order = orderOf(pen)
  const valid = order.tickets.filter(({ state }) => state === 'valid').map(({ seat }) => seat.index)
  return [
    ...eventRows(pen),
    { name: words.labels.seats, value: seatList(pen, valid) },
    { name: words.labels.order, value: order.number },
    { name: words.labels.total, value: order.total.amount === 0 ? words.free : formats.money(order.total) },
  ]
}

type TicketWords = {
  subject(event: string): string
  preheader(when: string, where: string): string
  heading: string
  text: string
}

/** A mail whose point is the tickets. */
function withTickets(pen: EventPen, words: TicketWords): Draft {
  return {
    subject: words.subject(pen.event.title),
    preheader: words.preheader(startOf(pen), placeOf(pen)),
    heading: words.heading,
    greets: orderOf(pen).buyer.name,
    blocks: [{ kind: 'text', text: words.text }, { kind: 'facts', rows: orderRows(pen) }, orderButton(pen)],
    because: 'order',
    withTickets: true,
  }
}

export function confirmation(pen: EventPen): Draft {
  return withTickets(pen, pen.words.confirmation)
}

export function reminder(pen: EventPen): Draft {
  return { ...withTickets(pen, pen.words.reminder), unasked: true }
}

export function waitlistPromoted(pen: EventPen): Draft {
  const draft = withTickets(pen, pen.words.waitlistPromoted)
  return {
    ...draft,
    blocks: [...draft.blocks, { kind: 'small', text: pen.words.waitlistPromoted.notComing }],
  }
}

export function seatsReplaced(pen: EventPen, { from, to }: MailData<'seats_replaced'>): Draft {
  const { words } = pen
  const places = seatList(pen, to)
  const draft = withTickets(pen, {
    ...words.seatsReplaced,
    preheader: () => words.seatsReplaced.preheader(places),
  })
  const change = [
    { name: words.labels.before, value: seatList(pen, from) },
    { name: words.labels.now, value: places },
  ]
  const [text, facts, button] = draft.blocks
  return { ...draft, blocks: [text!, { kind: 'facts', rows: change }, facts!, button!] }
}

export function cancellation(pen: EventPen, { seats, refund, note }: MailData<'cancellation'>): Draft {
  const { words, formats, event } = pen
  const order = orderOf(pen)
  const gone = seats ?? order.seats.map(({ index }) => index)
  const isPart = order.state === 'confirmed'
  const { cancellation } = words
  return {
    subject: (isPart ? cancellation.subjectPart : cancellation.subject)(event.title),
    preheader: cancellation.preheader(order.number),
    heading: isPart ? cancellation.headingPart : cancellation.heading,
    greets: order.buyer.name,
    blocks: [
      { kind: 'text', text: cancellation.text },
      ...noteBlocks(pen, note),
      {
        kind: 'facts',
        rows: [
          ...eventRows(pen),
          { name: words.labels.seats, value: seatList(pen, gone) },
          { name: words.labels.order, value: order.number },
          ...(refund ? [{ name: words.labels.refund, value: formats.money(refund) }] : []),
        ],
      },
      { kind: 'text', text: refund ? words.arrival : cancellation.noRefund },
      ...(isPart ? [{ kind: 'text', text: cancellation.rest } as const] : []),
      orderButton(pen),
    ],
    because: 'order',
  }
}
