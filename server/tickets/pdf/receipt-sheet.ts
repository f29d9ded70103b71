import type { ReceiptContent, ReceiptLine } from '../../domain/receipt.ts'
import { type Wording, wordingOf } from '../words/words.ts'
import { drawMark, ink, type OpenDocument, openDocument, page } from './open-document.ts'
import type { Style } from './typesetter.ts'

const small: Style = { face: 'text', size: 8.5, color: ink.faint, leading: 12 }
const text: Style = { face: 'text', size: 9.5, color: ink.strong, leading: 13 }
const strong: Style = { face: 'strong', size: 9.5, color: ink.strong, leading: 13 }
const left = page.margin
const right = page.width - page.margin
const bottom = page.height - 72

/** What stands right-aligned in each line, from the right edge inwards. */
const columns = { amount: 78, fee: 64, discount: 64, price: 72 }

/** A receipt or a credit note, as many pages as it needs. Nothing on it is worked out: it was, when it was issued. */
export async function printReceipt(content: ReceiptContent, locale: string): Promise<Buffer> {
  const wording = wordingOf(locale)
  const { receipt: words } = wording.words
  const heading = content.kind === 'receipt' ? words.receipt : words.creditNote
  const title = `${heading} ${content.number}`
  const document = openDocument({ title, language: wording.language, issuedAt: new Date(content.issuedAt) })
  let y = drawHead(document, content, wording, heading)
  y = drawTableHead(document, y, wording)
  for (const line of content.lines) {
    const height = lineHeight(document, line, wording)
    if (y + height > bottom) y = continueOn(document, wording)
    y = drawLine(document, y, line, content.currency, wording)
  }
  if (y + totalsHeight(content) > bottom) y = continueOn(document, wording)
  drawTotals(document, y + 10, content, wording)
  drawFeet(document, content, wording)
  return document.finish()
}

function drawHead(
  { pdf, type, addPage }: OpenDocument,
  content: ReceiptContent,
  wording: Wording,
  heading: string,
) {
  const { words, formats } = wording
  addPage()
  drawMark(pdf, left, 46, 24, ink.velvet)
  type.block([content.seller.name, ...content.seller.address].join('\n'), {
    ...text,
    x: right - 220,
    y: 46,
    width: 220,
    align: 'right',
  })
  type.block(heading, {
    x: left,
    y: 112,
    width: 320,
    face: 'display',
    size: 26,
    leading: 32,
    color: ink.strong,
  })
  let y =
    type.block(content.number, { ...strong, x: left, y: 146, width: 320, size: 12, color: ink.velvet }) + 22

  const day = (instant: string) => formats.day(new Date(instant), content.event.timezone)
  const { corrects, event } = content
  const taxId = content.seller.taxId
  const facts: [string, string][] = [
    [words.receipt.issued, day(content.issuedAt)],
    ...(corrects
      ? ([
          [words.receipt.refunded, day(corrects.refundedAt)],
          [words.receipt.corrects, corrects.receipt],
        ] as [string, string][])
      : ([[words.receipt.paid, day(content.order.paidAt)]] as [string, string][])),
    [words.receipt.booking, content.order.number],
    ...(taxId === null ? [] : ([[words.receipt.taxId, taxId]] as [string, string][])),
  ]
  let factY = y
  for (const [name, value] of facts) {
    type.block(name, { ...small, x: 330, y: factY + 1, width: 90 })
    factY = type.block(value, { ...text, x: 424, y: factY, width: right - 424 }) + 2
  }
  y = type.block(words.receipt.for, { ...small, x: left, y, width: 240 })
  y = type.block(`${content.buyer.name}\n${content.buyer.email}`, { ...text, x: left, y, width: 240 })
  y = Math.max(y, factY) + 22
  const when = `${day(event.startsAt)}, ${formats.time(new Date(event.startsAt), event.timezone)}`
  y = type.block(event.title, {
    ...strong,
    size: 12,
    leading: 16,
    x: left,
    y,
    width: right - left,
    linesMax: 2,
  })
  y = type.block(`${when} · ${event.venue}`, {
    ...text,
    color: ink.soft,
    x: left,
    y,
    width: right - left,
    linesMax: 2,
  })
  if (corrects !== null) {
    const why = [words.receipt.reasons[corrects.reason], corrects.note].filter(Boolean).join(': ')
    y = type.block(why, { ...text, x: left, y: y + 6, width: right - left, linesMax: 4 })
  }
  return y + 16
}

function drawTableHead({ pdf, type }: OpenDocument, y: number, { words }: Wording): number {
  const { receipt: names } = words
  type.line(names.description, left, y + 10, small)
  alignRight(type, columnEnds(), y + 10, small, {
    price: names.price,
    discount: names.discount,
    fee: names.fee,
    amount: names.amount,
  })
  pdf
    .moveTo(left, y + 18)
    .lineTo(right, y + 18)
    .lineWidth(1)
    .strokeColor(ink.strong)
    .stroke()
  return y + 24
}

function describe(
  { kind, label, category, concession }: ReceiptLine,
  { words, placeName }: Wording,
): [string, string] {
  switch (kind) {
    case 'ticket':
      return [placeName(label), [category, concession].filter(Boolean).join(' · ')]
    case 'order_fee':
      return [words.receipt.orderFee, '']
    case 'refund':
      return [label === '' ? words.receipt.refundLine : placeName(label), '']
  }
}

const descriptionWidth = right - left - columns.amount - columns.fee - columns.discount - columns.price

function lineHeight({ type }: OpenDocument, line: ReceiptLine, wording: Wording): number {
  const [what, detail] = describe(line, wording)
  const width = descriptionWidth
  return (
    type.height(what, { ...text, width }) + (detail === '' ? 0 : type.height(detail, { ...small, width })) + 9
  )
}

function drawLine(
  { pdf, type }: OpenDocument,
  y: number,
  line: ReceiptLine,
  currency: string,
  wording: Wording,
): number {
  const [what, detail] = describe(line, wording)
  const money = (amount: number) => wording.formats.money({ amount, currency })
  const box = { x: left, width: descriptionWidth }
  let below = type.block(what, { ...text, ...box, y })
  if (detail !== '') below = type.block(detail, { ...small, ...box, y: below })
  alignRight(type, columnEnds(), y + 9.5, text, {
    price: line.kind === 'ticket' ? money(line.price) : '',
    discount: line.discount === 0 ? '' : `−${money(line.discount)}`,
    fee: line.fee === 0 ? '' : money(line.fee),
    amount: money(line.amount),
  })
  pdf
    .moveTo(left, below + 4)
    .lineTo(right, below + 4)
    .lineWidth(0.5)
    .strokeColor(ink.line)
    .stroke()
  return below + 9
}

function columnEnds(): Record<keyof typeof columns, number> {
  const amount = right
  const fee = amount - columns.amount
  const discount = fee - columns.fee
  return { amount, fee, discount, price: discount - columns.discount }
}

function alignRight(
  type: OpenDocument['type'],
  ends: ReturnType<typeof columnEnds>,
  baseline: number,
  style: Style,
  cells: Record<keyof typeof columns, string>,
): void {
  for (const [column, cell] of Object.entries(cells) as [keyof typeof columns, string][])
    if (cell !== '') type.line(cell, ends[column] - type.width(cell, style), baseline, style)
}

function totalsHeight({ taxes }: ReceiptContent): number {
  return 120 + taxes.length * 34
}

function drawTotals(
  { pdf, type }: OpenDocument,
  top: number,
  content: ReceiptContent,
  { words, formats }: Wording,
): void {
  const { receipt: names } = words
  const { totals, taxes, currency } = content
  const money = (amount: number) => formats.money({ amount, currency })
  const rate = (basisPoints: number) => `${formats.number(basisPoints / 100)} %`
  const from = right - 250
  let y = top
  const row = (name: string, value: string, style: Style) => {
    type.line(name, from, y + 10, style)
    type.line(value, right - type.width(value, style), y + 10, style)
    y += style.size * 1.7
  }
  if (totals.discount > 0 || totals.fees > 0 || (totals.tax > 0 && !content.taxInclusive)) {
    row(names.prices, money(totals.prices), text)
    if (totals.discount > 0) row(names.discount, `−${money(totals.discount)}`, text)
    if (totals.fees > 0) row(names.fees, money(totals.fees), text)
    if (!content.taxInclusive)
      for (const tax of taxes) row(names.taxAdded(tax.name, rate(tax.rate)), money(tax.tax), text)
    y += 4
  }
  pdf.moveTo(from, y).lineTo(right, y).lineWidth(1).strokeColor(ink.strong).stroke()
  y += 12
  const sum: Style = { face: 'display', size: 15, color: ink.strong }
  row(content.kind === 'receipt' ? names.total : names.totalBack, money(totals.total), sum)
  y += 8
  if (content.taxInclusive)
    for (const tax of taxes)
      row(names.taxIncluded(tax.name, rate(tax.rate)), money(tax.tax), { ...small, size: 9 })
  for (const tax of taxes)
    row(
      `${names.net} ${money(tax.net)} · ${names.tax} ${money(tax.tax)} · ${names.gross} ${money(tax.gross)}`,
      '',
      small,
    )
  if (taxes.length === 0) row(names.noTax, '', small)
}

function continueOn(document: OpenDocument, wording: Wording): number {
  document.addPage()
  return drawTableHead(document, page.margin, wording)
}

/** On every page: which document, which page of how many. */
function drawFeet({ pdf, type }: OpenDocument, content: ReceiptContent, { words }: Wording): void {
  const { count } = pdf.bufferedPageRange()
  for (let at = 0; at < count; at += 1) {
    pdf.switchToPage(at)
    const line = words.receipt.page(at + 1, count)
    type.line(content.number, left, page.height - 40, small)
    type.line(line, right - type.width(line, small), page.height - 40, small)
  }
}
