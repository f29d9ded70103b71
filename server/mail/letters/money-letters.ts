import type { MailData } from '../../domain/mails.ts'
import {
  type Draft,
  type EventPen,
  eventLink,
  eventRows,
  noteBlocks,
  orderButton,
  orderOf,
} from '../draft.ts'
import type { Words } from '../words/words.ts'

type Reason = keyof Words['refund']['reasons']

/** Made at the provider's own desk: all that is then known is that money goes back. */
const UNKNOWN_REASON: Reason = 6

export function refund(pen: EventPen, { charged = true, ...data }: MailData<'refund'>): Draft {
  const { words, formats, event } = pen
  const order = orderOf(pen)
  const amount = formats.money(data)
  return {
    subject: words.refund.subject(amount, event.title),
    preheader: words.refund.preheader(amount),
    heading: words.refund.heading,
    greets: order.buyer.name,
    blocks: [
      { kind: 'text', text: words.refund.reasons[(data.reason ?? UNKNOWN_REASON) as Reason] },
      ...noteBlocks(pen, data.note),
      {
        kind: 'facts',
        rows: [
          { name: words.labels.amount, value: amount },
          { name: words.labels.event, value: event.title },
          { name: words.labels.order, value: order.number },
        ],
      },
      { kind: 'text', text: charged ? words.arrival : words.lateRefund.notCharged(amount) },
      orderButton(pen),
    ],
    because: 'order',
  }
}

export function lateRefund(pen: EventPen, { charged = true, ...data }: MailData<'late_refund'>): Draft {
  const { words, formats, event } = pen
  const order = orderOf(pen)
  const amount = formats.money(data)
  const { lateRefund } = words
  return {
    subject: lateRefund.subject(event.title),
    preheader: lateRefund.preheader(amount),
    heading: lateRefund.heading,
    greets: order.buyer.name,
    blocks: [
      { kind: 'text', text: lateRefund.what },
      { kind: 'notice', text: (charged ? lateRefund.charged : lateRefund.notCharged)(amount) },
      { kind: 'text', text: `${charged ? words.arrival : lateRefund.released} ${words.nothingToDo}` },
      {
        kind: 'facts',
        rows: [...eventRows(pen), { name: words.labels.order, value: order.number }],
      },
      { kind: 'text', text: lateRefund.again },
      { kind: 'button', label: words.openEvent, href: eventLink(pen) },
    ],
    because: 'order',
  }
}

export function captureFailed(pen: EventPen): Draft {
  const { words, event } = pen
  const order = orderOf(pen)
  const { captureFailed } = words
  return {
    subject: captureFailed.subject(event.title),
    preheader: captureFailed.preheader,
    heading: captureFailed.heading,
    greets: order.buyer.name,
    blocks: [
      { kind: 'text', text: captureFailed.text },
      { kind: 'notice', text: captureFailed.notCharged },
      { kind: 'facts', rows: [...eventRows(pen), { name: words.labels.order, value: order.number }] },
      { kind: 'text', text: captureFailed.again },
      { kind: 'button', label: words.openEvent, href: eventLink(pen) },
    ],
    because: 'order',
  }
}
