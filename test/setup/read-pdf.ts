import { inflateSync } from 'node:zlib'
import type { Picture } from '../../lab/verify-ticket/read-png.ts'

/**
 * Reads back what the server's PDF files say (ISO 32000), on machines without a PDF program: the text of each page by the
 * fonts' own tables, and its black rectangles as a picture.
 */
export interface PdfPage {
  text: string
  /** Three pixels a point. */
  blackShapes: Picture
}

export interface Pdf {
  pages: PdfPage[]
  /** Every font in it, and whether the file carries its letters. */
  fonts: { name: string; embedded: boolean }[]
  images: number
  language: string
}

const PIXELS_PER_POINT = 3

export function readPdf(file: Buffer): Pdf {
  const objects = readObjects(file)
  const all = [...objects.values()]
  const root = all.find(({ head }) => head.includes('/Type /Catalog'))!
  const tree = objects.get(referenceIn(root.head, 'Pages')!)!
  const kids = [...tree.head.matchAll(/\/Kids \[([^\]]*)\]/g)].flatMap(([, refs]) => references(refs!))
  return {
    pages: kids.map((kid) => readPage(objects, objects.get(kid)!.head)),
    fonts: all
      .filter(({ head }) => head.includes('/Type /FontDescriptor'))
      .map(({ head }) => ({
        name: /\/FontName \/(\S+)/.exec(head)![1]!,
        embedded: /\/FontFile[23]? \d+ 0 R/.test(head),
      })),
    images: all.filter(({ head }) => head.includes('/Subtype /Image')).length,
    language: /\/Lang \((\w+)\)/.exec(root.head)?.[1] ?? '',
  }
}

interface PdfObject {
  head: string
  body: Buffer | null
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const { 1: id, index } of text.matchAll(/^(\d+) 0 obj$/gm)) {
    const end = text.indexOf('\nendobj', index)
    const stream = text.slice(index, end).indexOf('\nstream\n')
    const head = text.slice(index, stream === -1 ? end : index + stream)
    if (stream === -1) objects.set(Number(id), { head, body: null })
    else {
      const from = index + stream + '\nstream\n'.length
      const packed = file.subarray(from, text.indexOf('\nendstream', from))
      const isPacked = head.includes('/FlateDecode')
      objects.set(Number(id), { head, body: isPacked ? inflateSync(packed) : packed })
    }
  }
  return objects
}

const references = (text: string) => [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id))
const referenceIn = (head: string, key: string) =>
  references(new RegExp(`/${key} (\\d+ 0 R)`).exec(head)?.[1] ?? '')[0]

function readPage(objects: Map<number, PdfObject>, page: string): PdfPage {
  const content = objects.get(referenceIn(page, 'Contents')!)!.body!.toString('latin1')
  const resources = objects.get(referenceIn(page, 'Resources')!)!.head
  const letters = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [
      name!,
      lettersOf(objects, objects.get(Number(id))!.head),
    ]),
  )
  return { text: textOf(content, letters), blackShapes: blackShapesOf(content) }
}

/** Glyph → text, from the table by which a reader copies it. */
function lettersOf(objects: Map<number, PdfObject>, font: string): string[] {
  const table = objects.get(referenceIn(font, 'ToUnicode')!)!.body!.toString('latin1')
  const letters: string[] = []
  for (const [, from, list] of table.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
    for (const [at, [, hex]] of [...list!.matchAll(/<(\w*)>/g)].entries())
      letters[Number.parseInt(from!, 16) + at] = Buffer.from(hex!, 'hex').swap16().toString('utf16le')
  return letters
}

/** Pieces that stand on one line are joined; a line ends where the next piece stands elsewhere. */
function textOf(content: string, letters: Map<string, string[]>): string {
  let text = ''
  let line = ''
  let font: string[] = []
  for (const [, at, name, shown] of content.matchAll(/1 0 0 1 \S+ (\S+) Tm|\/(F\d+) \S+ Tf|\[(.*?)\] TJ/g)) {
    if (at !== undefined && at !== line) {
      text += '\n'
      line = at
    } else if (name !== undefined) font = letters.get(name) ?? []
    else if (shown !== undefined)
      for (const [, hex] of shown.matchAll(/<(\w+)>/g))
        for (const glyph of hex!.match(/.{4}/g) ?? []) text += font[Number.parseInt(glyph, 16)] ?? '\ufffd'
  }
  return text.trim()
}

function blackShapesOf(content: string): Picture {
  const [width, height] = [596 * PIXELS_PER_POINT, 842 * PIXELS_PER_POINT]
  const dark = new Uint8Array(width * height)
  let pending: number[][] = []
  let color = ''
  const step = /^(\S+) (\S+) (\S+) (\S+) re$|^(\S+ \S+ \S+) scn$|^(f|S|W)\b/gm
  for (const [, x, y, w, h, fill, paint] of content.matchAll(step)) {
    if (x !== undefined) pending.push([x, y, w, h].map((n) => Number(n) * PIXELS_PER_POINT))
    else if (fill !== undefined) color = fill
    else if (paint !== undefined) {
      if (paint === 'f' && color === '0 0 0')
        for (const [left, top, across, down] of pending as [number, number, number, number][])
          for (let row = Math.round(top); row < Math.round(top + down); row += 1)
            dark.fill(1, row * width + Math.round(left), row * width + Math.round(left + across))
      pending = []
    }
  }
  return { width, height, isDark: (x, y) => dark[y * width + x] === 1 }
}
