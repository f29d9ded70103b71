import { setImmediate as turn } from 'node:timers/promises'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import { type Wording, wordingOf } from '../words/words.ts'
import { drawMark, ink, type OpenDocument, openDocument, page } from './open-document.ts'
import { drawQr } from './qr.ts'
import type { Style } from './typesetter.ts'

type Sheet = Pick<HeldTicket, 'event' | 'orderNumber' | 'seat' | 'attendee'> & { code: string }

/** All tickets of an order that are valid and the buyer's, a page each. Null when there is none. */
export function printOrderTickets(order: Order, locale: string): Promise<Buffer> | null {
  const { event, number: orderNumber } = order
  const sheets = order.tickets.flatMap(({ code, seat, attendee }) =>
    code === undefined ? [] : [{ event, orderNumber, seat, attendee: attendee ?? order.buyer.name, code }],
  )
  return sheets.length === 0 ? null : printTickets(sheets, locale, new Date(order.serverTime))
}

/** One ticket. Null when it is not valid. */
export function printTicket(ticket: HeldTicket, locale: string): Promise<Buffer> | null {
  const { code } = ticket
  return code === undefined ? null : printTickets([{ ...ticket, code }], locale, new Date(ticket.serverTime))
}

async function printTickets(sheets: readonly Sheet[], locale: string, issuedAt: Date): Promise<Buffer> {
  const wording = wordingOf(locale)
  const { ticket: words } = wording.words
  const title = `${sheets.length === 1 ? words.title : words.titles}: ${sheets[0]!.event.title}`
  const document = openDocument({ title, language: wording.language, issuedAt })
  for (const [at, sheet] of sheets.entries()) {
    drawSheet(document, sheet, wording, sheets.length === 1 ? null : words.count(at + 1, sheets.length))
    // A page takes a few milliseconds, and a hundred of them must not keep everybody else waiting.
    await turn()
  }
  return document.finish()
}

const card = { x: page.margin, y: 104, width: page.width - 2 * page.margin, radius: 14, bandHeight: 66 }
/** The tear line, and what is right of it. */
const stub = { x: card.x + card.width - 174, width: 174, qr: 146 }
const inner = { x: card.x + 24, width: stub.x - card.x - 44 }

const label: Style = { face: 'text', size: 8.5, color: ink.faint }
const value: Style = { face: 'strong', size: 11, color: ink.strong, leading: 14.5 }

function drawSheet(document: OpenDocument, sheet: Sheet, wording: Wording, count: string | null): void {
  const { pdf, type } = document
  const { formats, words } = wording
  const { event, seat } = sheet
  const startsAt = new Date(event.startsAt)
  document.addPage()

  drawMark(pdf, page.margin, 46, 24, ink.velvet)
  type.line('Fullhouse', page.margin + 32, 63, { face: 'display', size: 17, color: ink.strong })
  const booking = `${words.ticket.booking} ${sheet.orderNumber}`
  const aside: Style = { face: 'strong', size: 11, color: ink.strong }
  type.line(booking, card.x + card.width - type.width(booking, aside), 63, aside)

  let y = card.y + card.bandHeight + 26
  const { city, address, name } = event.venue
  y = type.block(`${formats.day(startsAt, event.timezone)}, ${formats.time(startsAt, event.timezone)}`, {
    ...inner,
    y,
    face: 'strong',
    size: 11.5,
    color: ink.velvet,
    linesMax: 2,
  })
  y = type.block(event.title, {
    ...inner,
    y: y + 4,
    face: 'display',
    size: 25,
    leading: 29,
    color: ink.strong,
    linesMax: 4,
  })
  const place = [name, [address, city].filter(Boolean).join(', ')].filter(Boolean).join('\n')
  y = type.block(place, { ...inner, y: y + 6, face: 'text', size: 11, color: ink.soft, linesMax: 4 })

  y = Math.max(y + 22, card.y + card.bandHeight + 150)
  pdf
    .moveTo(inner.x, y - 10)
    .lineTo(inner.x + inner.width, y - 10)
    .lineWidth(0.75)
    .strokeColor(ink.line)
    .stroke()
  const { where, spot } = splitLabel(wording.placeName(seat.label))
  y = type.block(where || words.ticket.seat, {
    ...inner,
    y,
    face: 'strong',
    size: 11,
    color: ink.velvet,
    linesMax: 2,
  })
  y = type.block(spot, {
    ...inner,
    y: y + 1,
    face: 'display',
    size: 21,
    leading: 25,
    color: ink.strong,
    linesMax: 2,
  })
  y = drawFacts(document, y + 14, [
    [words.ticket.attendee, sheet.attendee ?? '—'],
    [words.ticket.category, seat.category],
    [words.ticket.price, seat.price.amount === 0 ? words.ticket.free : formats.money(seat.price)],
  ])

  const height = Math.max(y + 22 - card.y, card.bandHeight + stub.qr + 76)
  drawCard(pdf, height, seat.index)
  drawStub(document, sheet, count, height)
  drawHints(document, card.y + height + 34, wording, formats.zone(startsAt, event.timezone))
}

/** Label above value, side by side; a long name takes as many lines as it needs. */
function drawFacts({ type }: OpenDocument, y: number, facts: readonly (readonly [string, string])[]): number {
  const shares = [0.46, 0.3, 0.24]
  let x = inner.x
  let bottom = y
  for (const [at, [name, text]] of facts.entries()) {
    const width = inner.width * shares[at]!
    const below = type.block(name, { ...label, x, y, width: width - 12, linesMax: 1 })
    bottom = Math.max(bottom, type.block(text, { ...value, x, y: below, width: width - 12, linesMax: 3 }))
    x += width
  }
  return bottom
}

/** The outline with its notches, and a house with one seat lit. */
function drawCard(pdf: PDFKit.PDFDocument, height: number, seat: number): void {
  const { x, y, width, radius, bandHeight } = card
  pdf.save()
  pdf.roundedRect(x, y, width, height, radius).clip()
  pdf.rect(x, y, width, bandHeight).fill(ink.paper)
  drawHouse(pdf, seat)
  pdf.restore()
  pdf.roundedRect(x, y, width, height, radius).lineWidth(1).strokeColor(ink.line).stroke()
  pdf.moveTo(stub.x, y + bandHeight + 10).lineTo(stub.x, y + height - 12)
  pdf.dash(4, { space: 4 }).lineWidth(1).strokeColor(ink.line).stroke().undash()
}

/** Rows that curve towards a stage above the card. Which seat is lit follows the ticket's own, so that no two look alike. */
function drawHouse(pdf: PDFKit.PDFDocument, seat: number): void {
  const middle = card.x + card.width / 2
  const rows = 4
  const perRow = 31
  const lit = { row: seat % rows, seat: 4 + ((seat * 7) % (perRow - 8)) }
  for (let row = 0; row < rows; row += 1) {
    for (let at = 0; at < perRow; at += 1) {
      const across = (at - (perRow - 1) / 2) / ((perRow - 1) / 2)
      const sx = middle + across * (card.width / 2 - 10)
      const sy = card.y + 8 + row * 14 - across * across * 8 + 6
      const isLit = row === lit.row && at === lit.seat
      pdf.roundedRect(sx - 4, sy - 4, 8, 8, 2.4).fill(isLit ? ink.velvet : ink.seat)
    }
  }
}

function drawStub({ pdf, type }: OpenDocument, sheet: Sheet, count: string | null, height: number): void {
  const x = stub.x + (stub.width - stub.qr) / 2
  const block = stub.qr + (count === null ? 24 : 40)
  const y = card.y + card.bandHeight + (height - card.bandHeight - block) / 2
  drawQr(pdf, sheet.code, x, y, stub.qr)
  const centred = { x: stub.x, width: stub.width, align: 'center' } as const
  const below = type.block(sheet.orderNumber, { ...value, ...centred, y: y + stub.qr + 6 })
  if (count !== null) type.block(count, { ...label, ...centred, y: below })
}

function drawHints({ pdf, type }: OpenDocument, top: number, { words }: Wording, zone: string): void {
  const text: Style = { face: 'text', size: 10.5, color: ink.soft, leading: 15 }
  let y = top
  for (const hint of [words.ticket.show, words.ticket.keep, words.ticket.passOn]) {
    pdf.roundedRect(card.x + 2, y + 4, 5, 5, 1.5).fill(ink.lamp)
    y = type.block(hint, { ...text, x: card.x + 18, y, width: card.width - 18 }) + 5
  }
  type.block(words.ticket.localTime(zone), { ...label, x: card.x + 18, y: y + 6, width: card.width - 18 })
}

/** “Stalls, row C, seat 12” → where to go, and which place it is. A label without a comma is all place. */
function splitLabel(text: string): { where: string; spot: string } {
  const comma = text.indexOf(',')
  if (comma < 0) return { where: '', spot: text }
  const spot = text.slice(comma + 1).trim()
  return { where: text.slice(0, comma).trim(), spot: spot.charAt(0).toUpperCase() + spot.slice(1) }
}
