import { Value } from 'typebox/value'
import type { Order } from '../../contract/shapes/orders.ts'
import type { Booking } from '../booking/booking.ts'
import { isMailKind, type MailData, type MailKind, mailData } from '../domain/mails.ts'
import { formatsFor } from '../language/formats.ts'
import { languageOf, usualLanguage } from '../language/languages.ts'
import { mailLimits } from '../limits/mail-limits.ts'
import type { Organiser } from '../sql/read-organiser.ts'
import type { EventRow } from '../sql/tables.ts'
import type { MailRow } from '../sql/take-mails.ts'
import type { Draft, EventPen, Pen } from './draft.ts'
import { readFacts } from './facts.ts'
import type { Attachment, Block, Letter } from './letter.ts'
import { passwordReset } from './letters/account-letters.ts'
import { eventCancelled, eventChanged, waitlistOffer } from './letters/event-letters.ts'
import { captureFailed, lateRefund, refund } from './letters/money-letters.ts'
import {
  cancellation,
  confirmation,
  reminder,
  seatsReplaced,
  waitlistPromoted,
} from './letters/order-letters.ts'
import { transfer, transferNotice } from './letters/ticket-letters.ts'
import { qrPng } from './qr-png.ts'
import { Unsendable } from './unsendable.ts'
import { words } from './words/words.ts'

/** A mail as it leaves us, but for the addresses. */
export interface Composed {
  letter: Letter
  attachments: Attachment[]
  replyTo: Organiser | null
  unasked: boolean
}

/** What a mail is composed with. */
export interface Desk {
  booking: Booking
  /** Where the shop is, without a trailing slash. */
  address(): string
  /** The secret part of an account mail. Throws when it cannot be opened. */
  unseal(sealed: string, recipient: string): string
  /** Tickets as a PDF, an entry for the calendar: whatever of it this server makes. */
  papers(order: Order, event: EventRow, language: string, orderLink: string): Promise<Attachment[]>
}

export interface ComposeOptions {
  /** For the eyes of somebody else than the recipient: without what would make a ticket theirs. */
  preview?: boolean
}

/** Writes a mail from its row and from how things are now. Throws an Unsendable when there is nothing to be written. */
export async function composeMail(
  desk: Desk,
  mail: MailRow,
  options: ComposeOptions = {},
): Promise<Composed> {
  const { kind, data } = mail
  if (!isMailKind(kind)) throw new Unsendable(`there is no kind of mail called ${kind}`)
  if (!Value.Check(mailData[kind], data)) {
    const [fault] = Value.Errors(mailData[kind], data)
    throw new Unsendable(`its data is wrong: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim())
  }
  const language = languageOf(mail.locale) ?? usualLanguage
  const pen: Pen = { words: words[language], formats: formatsFor(language), address: desk.address() }
  if (kind === 'password_reset') {
    const draft = writeAccountMail(desk, pen, mail)
    return { letter: framed(draft, pen, language, null), attachments: [], replyTo: null, unasked: false }
  }
  const facts = await readFacts(desk.booking, mail)
  const draft = write(kind, { ...pen, ...facts }, mail, desk, options)
  const letter = framed(draft, pen, language, facts.organiser)
  const attachments: Attachment[] = []
  if (draft.withTickets && facts.order !== null) {
    const link = `${pen.address}/orders/${facts.order.id}`
    const papers = await desk.papers(facts.order, facts.event, language, link)
    const codes = ticketBlock(
      facts.order,
      pen,
      papers.some(({ type }) => type === 'application/pdf'),
    )
    letter.blocks.splice(-1, 0, ...codes.blocks)
    attachments.push(...codes.pictures, ...papers)
  }
  return { letter, attachments, replyTo: facts.organiser, unasked: draft.unasked ?? false }
}

function write(
  kind: Exclude<MailKind, 'password_reset'>,
  pen: EventPen,
  mail: MailRow,
  desk: Desk,
  options: ComposeOptions,
): Draft {
  // Checked against the shape of its kind a moment ago.
  const data = <K extends MailKind>() => mail.data as MailData<K>
  switch (kind) {
    case 'confirmation':
      return confirmation(pen)
    case 'reminder':
      return reminder(pen)
    case 'cancellation':
      return cancellation(pen, data<'cancellation'>())
    case 'refund':
      return refund(pen, data<'refund'>())
    case 'late_refund':
      return lateRefund(pen, data<'late_refund'>())
    case 'seats_replaced':
      return seatsReplaced(pen, data<'seats_replaced'>())
    case 'capture_failed':
      return captureFailed(pen)
    case 'transfer': {
      const { ticketId } = data<'transfer'>()
      const token = options.preview ? null : desk.booking.seal.claimToken(mail.eventId, ticketId)
      return transfer(pen, data<'transfer'>(), token && `${pen.address}/tickets/claim#${token}`)
    }
    case 'transfer_notice':
      return transferNotice(pen, data<'transfer_notice'>())
    case 'waitlist_offer':
      return waitlistOffer(pen, data<'waitlist_offer'>())
    case 'waitlist_promoted':
      return waitlistPromoted(pen)
    case 'event_changed':
      return eventChanged(pen, data<'event_changed'>())
    case 'event_cancelled':
      return eventCancelled(pen, data<'event_cancelled'>())
  }
}

function writeAccountMail(desk: Desk, pen: Pen, mail: MailRow): Draft {
  const { name, sealed, expiresAt } = mail.data as MailData<'password_reset'>
  if (Date.parse(expiresAt) <= Date.now()) throw new Unsendable('the link in it is no longer valid')
  return passwordReset(pen, name, openSealed(desk, sealed, mail.recipient))
}

function openSealed(desk: Desk, sealed: string, recipient: string): string {
  try {
    return desk.unseal(sealed, recipient)
  } catch (cause) {
    throw new Unsendable('its link was sealed with another secret than this server has', { cause })
  }
}

/** Greeting before, and below why it came and who answers. */
function framed(draft: Draft, { words }: Pen, language: string, organiser: Organiser | null): Letter {
  const greeting: Block[] = draft.greets ? [{ kind: 'text', text: words.hello(draft.greets) }] : []
  return {
    language,
    subject: draft.subject,
    preheader: draft.preheader,
    heading: draft.heading,
    blocks: [...greeting, ...draft.blocks],
    footer: [
      words.because[draft.because],
      ...(draft.unasked ? [words.noReminders] : []),
      ...(organiser ? [words.answers(organiser.name)] : []),
    ],
  }
}

/** Codes for the first few tickets: a mail with a hundred pictures would be cut off. The rest is in the file, or online. */
function ticketBlock(
  order: Order,
  { words }: Pen,
  hasFile: boolean,
): { blocks: Block[]; pictures: Attachment[] } {
  const valid = order.tickets.flatMap((ticket) =>
    ticket.state === 'valid' && ticket.code ? [{ ...ticket, code: ticket.code }] : [],
  )
  if (valid.length === 0) return { blocks: [], pictures: [] }
  const shown = valid.slice(0, mailLimits.codesShown)
  const rest = valid.length - shown.length
  const tickets = shown.map(({ id, seat, attendee }) => ({
    label: seat.label,
    note: [seat.category, attendee].filter(Boolean).join(' · '),
    cid: `${id}@tickets`,
    alt: words.codeAlt(seat.label),
  }))
  const more = rest === 0 ? null : (hasFile ? words.moreAttached : words.moreInOrder)(rest)
  return {
    blocks: [
      { kind: 'tickets', title: words.ticketsTitle(valid.length), tickets, more },
      { kind: 'small', text: words.showTicket },
    ],
    pictures: shown.map(({ code }, at) => ({
      name: `ticket-${at + 1}.png`,
      type: 'image/png',
      content: qrPng(code),
      cid: tickets[at]!.cid,
    })),
  }
}
