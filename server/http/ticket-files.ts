import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Receipt } from '../../contract/shapes/prices.ts'
import type { Booking } from '../booking/booking.ts'
import { readOrderPapers } from '../booking/read-order-papers.ts'
import { readCreditNotes, readReceipt } from '../booking/read-receipts.ts'
import { readTicket } from '../booking/read-tickets.ts'
import { ok, refuse } from '../domain/outcome.ts'
import type { ReceiptContent } from '../domain/receipt.ts'
import { orderCalendar, ticketCalendar } from '../tickets/calendar-file.ts'
import type { Printer } from '../tickets/pdf/printer.ts'
import type { Wallets } from '../tickets/wallet/wallets.ts'
import { originOf } from './find-pages.ts'
import { route } from './route.ts'

export interface TicketFileParts {
  booking: Booking
  printer: Printer
  wallets: Wallets
  /** Null: wherever the request says. */
  publicUrl: string | null
}

const NOT_FOUND = refuse({ code: 'NOT_FOUND' })

/** What of an order or a ticket leaves as a file: PDF, calendar entry, wallet pass. For whoever has it, and nobody else. */
export function ticketFileRoutes(app: FastifyInstance, parts: TicketFileParts): void {
  const { booking, printer, wallets, publicUrl } = parts

  route(app, 'orderTickets', async ({ identity, params, reply }) => {
    const papers = await readOrderPapers(booking, identity, params.id)
    if (papers === undefined) return NOT_FOUND
    const { order, locale } = papers
    const file = await printer.print({ kind: 'order', order, locale })
    return file === null ? NOT_FOUND : sendPdf(reply, `tickets-${order.number}.pdf`, file)
  })

  route(app, 'ticketPdf', async ({ identity, params, reply }) => {
    const held = await readTicket(booking, identity, params.id)
    if (held === undefined) return NOT_FOUND
    const { ticket, locale } = held
    const file = await printer.print({ kind: 'ticket', ticket, locale })
    const name = `ticket-${ticket.orderNumber}-${ticket.seat.index}.pdf`
    return file === null ? NOT_FOUND : sendPdf(reply, name, file)
  })

  route(app, 'orderReceipt', async ({ identity, params, reply }) => {
    const receipt = await readReceipt(booking, identity, params.id)
    const papers = await readOrderPapers(booking, identity, params.id)
    if (receipt === undefined || papers === undefined) return NOT_FOUND
    return sendReceipt(reply, receipt, papers.locale)
  })

  route(app, 'orderCreditNote', async ({ identity, params, reply }) => {
    const notes = await readCreditNotes(booking, identity, params.id)
    const papers = await readOrderPapers(booking, identity, params.id)
    const note = notes?.find(({ id }) => `${id}.pdf` === params.file)
    if (note === undefined || papers === undefined) return NOT_FOUND
    return sendReceipt(reply, note, papers.locale)
  })

  async function sendReceipt(reply: FastifyReply, { content }: Receipt, locale: string) {
    const file = await printer.print({ kind: 'receipt', content: content as ReceiptContent, locale })
    return file === null ? NOT_FOUND : sendPdf(reply, `${content.number}.pdf`, file)
  }

  route(app, 'orderCalendar', async ({ identity, params, request, reply }) => {
    const papers = await readOrderPapers(booking, identity, params.id)
    // What never was a booking has no entry that could be cancelled.
    if (papers === undefined || papers.order.state === 'awaiting_payment' || papers.order.state === 'expired')
      return NOT_FOUND
    const { order, event, locale } = papers
    const url = `${originOf(request, publicUrl)}/orders/${order.id}`
    return sendCalendar(reply, order.event.slug, orderCalendar(order, revisionOf(event), locale, url))
  })

  route(app, 'ticketCalendar', async ({ identity, params, request, reply }) => {
    const held = await readTicket(booking, identity, params.id)
    if (held === undefined) return NOT_FOUND
    const { ticket, event, locale } = held
    const url = `${originOf(request, publicUrl)}/tickets/${ticket.id}`
    return sendCalendar(reply, ticket.event.slug, ticketCalendar(ticket, revisionOf(event), locale, url))
  })

  route(app, 'applePass', async ({ identity, params, reply }) => {
    const held = await readTicket(booking, identity, params.id)
    const file = held && (await wallets.apple(held.ticket, held.locale))
    if (!file) return NOT_FOUND
    return send(reply, 'application/vnd.apple.pkpass', `ticket-${held.ticket.orderNumber}.pkpass`, file)
  })

  route(app, 'googlePass', async ({ identity, params, request }) => {
    const held = await readTicket(booking, identity, params.id)
    const origin = originOf(request, publicUrl)
    const url = held && (await wallets.google(held.ticket, held.locale, origin))
    return url ? ok({ url }) : NOT_FOUND
  })
}

function revisionOf(event: { created_at: Date; updated_at: Date }) {
  return { createdAt: event.created_at, updatedAt: event.updated_at }
}

function sendPdf(reply: FastifyReply, name: string, file: Buffer): FastifyReply {
  return send(reply, 'application/pdf', name, file)
}

function sendCalendar(reply: FastifyReply, slug: string, file: string): FastifyReply {
  return send(reply, 'text/calendar; charset=utf-8', `${slug}.ics`, file)
}

/** One person's, and another thing after each change: kept by nobody on the way, asked for again each time. */
function send(reply: FastifyReply, type: string, name: string, file: Buffer | string): FastifyReply {
  return reply
    .header('cache-control', 'private, no-cache')
    .header('content-disposition', `inline; filename="${name}"`)
    .type(type)
    .send(file)
}
