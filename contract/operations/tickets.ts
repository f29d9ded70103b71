import { Type } from 'typebox'
import { Uuid } from '../shapes/basics.ts'
import { AttendeeChange, Claim, HeldTicket, Ticket, TicketCheck, Transfer } from '../shapes/tickets.ts'
import { id, type Operation, staff } from './operation.ts'

/** A reply that is a file. The client gives it as a `Blob`. */
const file = (contentMediaType: string) => Type.Unsafe<Blob>(Type.String({ contentMediaType }))

const orderFile = (summary: string, contentMediaType: string) =>
  ({
    summary,
    tag: 'Tickets',
    params: id,
    replies: { 200: file(contentMediaType) },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  }) as const

export const ticketOperations = {
  resendOrder: {
    summary: 'Send the confirmation with its tickets to the buyer again',
    tag: 'Tickets',
    params: id,
    replies: { 202: Type.Object({ recipient: Type.String() }) },
    refusals: ['NOT_FOUND', 'NOTHING_TO_SEND', 'RATE_LIMITED', 'UNAVAILABLE'],
  },
  orderTickets: orderFile('All valid tickets of an order, to print', 'application/pdf'),
  orderReceipt: orderFile('The receipt of an order', 'application/pdf'),
  orderCreditNote: {
    summary: 'The credit note of a refund; the last part is the refund’s id and `.pdf`',
    tag: 'Tickets',
    params: Type.Object({ id: Uuid, file: Type.String({ pattern: '^[0-9a-f-]{36}\\.pdf$' }) }),
    replies: { 200: file('application/pdf') },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  orderCalendar: orderFile('The event, for a calendar', 'text/calendar'),
  getTicket: {
    summary: 'A ticket, for whoever has it',
    tag: 'Tickets',
    params: id,
    replies: { 200: HeldTicket },
    refusals: ['NOT_FOUND'],
  },
  nameAttendee: {
    summary: 'Say who comes with a ticket',
    tag: 'Tickets',
    params: id,
    body: AttendeeChange,
    replies: { 200: HeldTicket },
    refusals: ['NOT_FOUND', 'NAMES_FIXED', 'INVALID_REQUEST', 'UNAVAILABLE'],
  },
  transferTicket: {
    summary: 'Pass a ticket on: its code is void at once, and the other person gets a link by mail',
    tag: 'Tickets',
    params: id,
    body: Transfer,
    replies: { 200: Ticket },
    refusals: ['NOT_FOUND', 'NOT_TRANSFERABLE', 'INVALID_REQUEST', 'UNAVAILABLE'],
  },
  claimTicket: {
    summary: 'Take a ticket that was passed on, by the link in the mail',
    tag: 'Tickets',
    body: Claim,
    replies: { 200: HeldTicket },
    refusals: ['NOT_FOUND', 'ALREADY_CLAIMED', 'INVALID_REQUEST', 'UNAVAILABLE'],
  },
  ticketPdf: orderFile('One ticket, to print', 'application/pdf'),
  ticketCalendar: orderFile('The event of a ticket, for a calendar', 'text/calendar'),
  applePass: orderFile('A pass for Apple Wallet, where it is configured', 'application/vnd.apple.pkpass'),
  googlePass: {
    summary: 'A link that adds the ticket to Google Wallet, where it is configured',
    tag: 'Tickets',
    params: id,
    replies: { 200: Type.Object({ url: Type.String() }) },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  checkTicket: {
    summary: 'What a code is worth now; nothing is changed by asking',
    tag: 'Organiser',
    body: Type.Object(
      { code: Type.String({ minLength: 1, maxLength: 1000 }) },
      { additionalProperties: false },
    ),
    replies: { 200: TicketCheck },
    refusals: staff,
  },
} as const satisfies Record<string, Operation>
