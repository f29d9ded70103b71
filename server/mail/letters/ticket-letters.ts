import type { MailData } from '../../domain/mails.ts'
import { type Draft, type EventPen, eventRows, orderButton, orderOf, placeOf, startOf } from '../draft.ts'

/** `claimLink` is what makes the ticket theirs; null where nobody but they may see it. */
export function transfer(pen: EventPen, data: MailData<'transfer'>, claimLink: string | null): Draft {
  const { words, event } = pen
  return {
    subject: words.transfer.subject(data.fromName, event.title),
    preheader: words.transfer.preheader(startOf(pen), placeOf(pen)),
    heading: words.transfer.heading(data.fromName),
    greets: data.toName,
    blocks: [
      { kind: 'text', text: words.transfer.text },
      {
        kind: 'facts',
        rows: [...eventRows(pen), { name: words.labels.seats, value: pen.labelOf(data.seat) }],
      },
      { kind: 'button', label: words.transfer.take, href: claimLink ?? pen.address },
      { kind: 'small', text: words.transfer.keep },
    ],
    because: 'ticket',
  }
}

export function transferNotice(pen: EventPen, data: MailData<'transfer_notice'>): Draft {
  const { words, event } = pen
  return {
    subject: words.transferNotice.subject(data.toName, event.title),
    preheader: words.transferNotice.preheader,
    heading: words.transferNotice.heading,
    greets: orderOf(pen).buyer.name,
    blocks: [
      { kind: 'text', text: words.transferNotice.text },
      {
        kind: 'facts',
        rows: [
          ...eventRows(pen),
          { name: words.labels.seats, value: pen.labelOf(data.seat) },
          { name: words.labels.goesTo, value: data.toName, note: data.toEmail },
        ],
      },
      { kind: 'notice', text: words.transferNotice.notYou },
      orderButton(pen),
    ],
    because: 'order',
  }
}
