import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Order } from '../../../contract/shapes/orders.ts'
import { checkCode, type KeySet } from '../../../lab/verify-ticket/check-code.ts'
import { findCode } from '../../../lab/verify-ticket/find-code.ts'
import { readQr } from '../../../lab/verify-ticket/read-qr.ts'
import { verifyPicture } from '../../../lab/verify-ticket/verify-ticket.ts'
import { readPdf } from '../../../test/setup/read-pdf.ts'
import type { ReceiptContent } from '../../domain/receipt.ts'
import { publishedKeys } from '../published-keys.ts'
import { createTicketSeal } from '../ticket-seal.ts'
import { runPrintJob } from './print-job.ts'
import { createPrinter } from './printer.ts'

// Drawing takes a core's time, and the machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 })

const pair = generateKeyPairSync('ed25519')
const key = { id: 7, ...pair, createdAt: new Date(), retiredAt: null }
const seal = createTicketSeal([key], Buffer.alloc(32))
const published = publishedKeys(seal.keys()) as KeySet
const eventId = '0190aaaa-0000-7000-8000-00000000000e'
const ticketId = (seat: number) => `0190aaaa-0000-7000-8000-${String(seat).padStart(12, '0')}`

function orderOf(change: { title?: string; name?: string; seats?: number[] } = {}): Order {
  const { title = 'Quintet by Candlelight', name = 'Ada Lovelace', seats = [12, 13] } = change
  const tickets = seats.map((index) => ({
    id: ticketId(index),
    state: 'valid',
    code: seal.codeOf({ eventId, ticketId: ticketId(index), seat: index }),
    attendee: null,
    seat: {
      seatId: `C-${index}`,
      index,
      label: `Stalls, row C, seat ${index}`,
      category: 'Premium',
      price: { amount: 4500, currency: 'EUR' },
    },
  }))
  const event = {
    slug: 'quintet',
    title,
    artwork: null,
    venue: { name: 'Grand Theatre', city: 'Łódź' },
    startsAt: '2027-03-14T18:30:00.000Z',
    endsAt: null,
    timezone: 'Europe/Warsaw',
  }
  const serverTime = '2027-01-01T10:00:00.000Z'
  return { number: '7K3M-Q2XD', event, buyer: { name, email: 'a@example.com' }, tickets, serverTime } as never
}

const print = async (order: Order, locale = 'en') => {
  const file = await runPrintJob({ kind: 'order', order, locale })
  return { file: file!, ...readPdf(file!) }
}

test('a page for each ticket, with its fonts and without a picture; each code is genuine and of its own seat', async () => {
  const { pages, fonts, images, language } = await print(orderOf())
  expect(pages).toHaveLength(2)
  expect(fonts.length).toBeGreaterThan(2)
  expect(fonts.filter(({ name, embedded }) => !embedded || !/^[A-Z]{6}\+/.test(name))).toEqual([])
  expect([images, language]).toEqual([0, 'en'])
  for (const [at, { text, blackShapes }] of pages.entries()) {
    for (const words of [
      'Quintet by',
      'Sunday, 14 March 2027, 19:30',
      'Grand Theatre',
      'Łódź',
      'Ada Lovelace',
    ])
      expect(text).toContain(words)
    expect(text).toContain(`Row C, seat ${12 + at}`)
    const checked = await checkCode(readQr(findCode(blackShapes)), published)
    expect(checked).toMatchObject({
      genuine: true,
      key: 7,
      event: eventId,
      ticket: ticketId(12 + at),
      seat: 12 + at,
    })
  }
})

test('what was changed, or signed by another, is not genuine', async () => {
  const code = seal.codeOf({ eventId, ticketId: ticketId(1), seat: 1 })
  expect(await checkCode(code, published)).toMatchObject({
    genuine: true,
    issued: '2024-07-13T05:56:26.240Z',
  })
  for (const at of [5, 30, 60, 100, 150]) {
    const other = code[at] === '0' ? '1' : '0'
    const changed = code.slice(0, at) + other + code.slice(at + 1)
    expect(await checkCode(changed, published), `character ${at}`).toMatchObject({ genuine: false })
  }
  const stranger = { ...key, ...generateKeyPairSync('ed25519') }
  const forged = createTicketSeal([stranger], Buffer.alloc(32)).codeOf({
    eventId,
    ticketId: ticketId(1),
    seat: 1,
  })
  expect(await checkCode(forged, published)).toMatchObject({ genuine: false })
  expect(seal.open(forged)).toBeNull()
  expect(seal.open(code)).toEqual({ keyId: 7, eventId, ticketId: ticketId(1), seat: 1 })
})

test('four languages, and names in any script: what no font has is a box, and nothing fails', async () => {
  for (const [locale, words] of [
    ['de', ['Reihe C, Platz 1', 'Sonntag, 14. März 2027']],
    ['es', ['Muestra este código', 'domingo, 14 de marzo de 2027']],
    ['th', ['แสดงโค้ดนี้', 'ราคา']],
    ['fr', ['Show this code']],
  ] as const) {
    const order = orderOf({ seats: [1] })
    const { pages } = await print(order, locale)
    for (const word of words) expect(pages[0]!.text, locale).toContain(word)
  }
  const names = [
    'สมชาย น้ำใจดี',
    'Анна Каренина',
    'Ελένη',
    'Nguyễn Thị Ánh',
    '李小龍',
    'محمد',
    '👩🏽‍🚀',
    '\ud800\u0000\u200b\n\t',
    '',
  ]
  for (const name of names) {
    const { pages } = await print(orderOf({ name, title: `${name} `.repeat(12), seats: [1] }))
    expect(pages, name).toHaveLength(1)
    const checked = await checkCode(readQr(findCode(pages[0]!.blackShapes)), published)
    expect(checked.genuine, name).toBe(true)
  }
  const { pages } = await print(orderOf({ name: 'Nguyễn Thị Ánh, Анна, Ελένη, สมชาย', seats: [1] }))
  for (const word of ['Nguyễn Thị Ánh', 'Анна', 'Ελένη', 'สมชาย']) expect(pages[0]!.text).toContain(word)
})

test('void and passed-on tickets are not printed, and when none is left there is nothing to print', async () => {
  const order = orderOf({ seats: [12, 13] })
  delete order.tickets[0]!.code
  expect((await print(order)).pages).toHaveLength(1)
  delete order.tickets[1]!.code
  expect(await runPrintJob({ kind: 'order', order, locale: 'en' })).toBeNull()
})

function receiptOf(lines: number, kind: ReceiptContent['kind']): ReceiptContent {
  return {
    version: 1,
    kind,
    number: kind === 'receipt' ? 'R2027-000042' : 'C2027-000007',
    issuedAt: '2027-01-02T10:00:00Z',
    currency: 'EUR',
    seller: { name: 'Theatre Trust', address: ['12 Harbour Street'], taxId: 'DE 123' },
    buyer: { name: 'Ada Lovelace', email: 'ada@example.com' },
    order: { number: '7K3M-Q2XD', orderedAt: '2027-01-02T09:00:00Z', paidAt: '2027-01-02T10:00:00Z' },
    corrects:
      kind === 'receipt'
        ? null
        : {
            receipt: 'R2027-000042',
            reason: 'cancelled_by_buyer',
            note: null,
            refundedAt: '2027-01-05T10:00:00Z',
          },
    event: {
      title: 'Quintet',
      startsAt: '2027-03-14T18:30:00Z',
      timezone: 'Europe/Berlin',
      venue: 'Grand Theatre',
    },
    lines: Array.from({ length: lines }, (_, at) => ({
      kind: 'ticket',
      label: `Stalls, row C, seat ${at + 1}`,
      category: 'Premium',
      concession: null,
      price: 4500,
      discount: 0,
      fee: 150,
      tax: 742,
      amount: 4650,
    })),
    taxes: [{ name: 'USt.', rate: 1900, net: 3908, tax: 742, gross: 4650 }],
    taxInclusive: true,
    totals: { prices: 4500 * lines, discount: 0, fees: 150 * lines, tax: 742, total: 4650 * lines },
  }
}

test('a receipt and a credit note say what was frozen; a long one goes on, and nothing is lost on the way', async () => {
  const read = async (content: ReceiptContent, locale: string) =>
    readPdf((await runPrintJob({ kind: 'receipt', content, locale }))!)
  const receipt = await read(receiptOf(2, 'receipt'), 'en')
  expect(receipt.pages).toHaveLength(1)
  for (const words of [
    'Receipt',
    'R2027-000042',
    'Theatre Trust',
    'Ada Lovelace',
    '€93.00',
    'USt. 19 %, included',
  ])
    expect(receipt.pages[0]!.text).toContain(words)
  const note = await read(receiptOf(1, 'credit_note'), 'de')
  for (const words of ['Rechnungskorrektur', 'C2027-000007', 'R2027-000042', 'Vom Käufer storniert'])
    expect(note.pages[0]!.text).toContain(words)
  const long = await read(receiptOf(100, 'receipt'), 'de')
  expect(long.pages.length).toBeGreaterThan(3)
  const whole = long.pages.map(({ text }) => text).join('\n')
  for (let seat = 1; seat <= 100; seat += 1) expect(whole).toContain(`Reihe C, Platz ${seat}\n`)
})

test('the printing thread answers each job, also after one that fails, and ends when asked to', async () => {
  const printer = createPrinter()
  try {
    const jobs = [1, 2, 3].map((seat) =>
      printer.print({ kind: 'order', order: orderOf({ seats: [seat] }), locale: 'en' }),
    )
    const failing = printer.print({ kind: 'receipt', content: {} as never, locale: 'en' })
    await expect(failing).rejects.toThrow(/could not be drawn/)
    for (const [at, file] of (await Promise.all(jobs)).entries())
      expect(readPdf(file!).pages[0]!.text).toContain(`seat ${at + 1}`)
    await printer.stop()
    expect(await printer.print({ kind: 'order', order: orderOf(), locale: 'en' })).toBeInstanceOf(Buffer)
  } finally {
    await printer.stop()
  }
})

test('another program’s picture of the page is read by the verifier: poppler, where it is installed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-print-'))
  try {
    writeFileSync(join(folder, 'ticket.pdf'), (await print(orderOf())).file)
    try {
      execFileSync('pdftoppm', ['-r', '150', '-png', 'ticket.pdf', 'page'], { cwd: folder, stdio: 'pipe' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      console.info('There is no pdftoppm here, so the pages were not drawn by another program.')
      return
    }
    for (const page of [1, 2]) {
      const checked = await verifyPicture(readFileSync(join(folder, `page-${page}.png`)), published)
      expect(checked).toMatchObject({ genuine: true, seat: 11 + page })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
