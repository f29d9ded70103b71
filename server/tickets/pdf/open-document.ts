import PDFDocument from 'pdfkit'
import { createTypesetter, type Typesetter } from './typesetter.ts'

/** A4, in points. */
export const page = { width: 595.28, height: 841.89, margin: 48 }

/** The look of the shop by daylight, for paper: little ink, velvet where the eye should go. */
export const ink = {
  strong: '#23141e',
  soft: '#544450',
  faint: '#6c5b66',
  velvet: '#8f1d38',
  line: '#d5c8ca',
  paper: '#f8f3f1',
  seat: '#e6dadb',
  lamp: '#f0a93b',
}

export interface OpenDocument {
  pdf: PDFKit.PDFDocument
  type: Typesetter
  addPage(): void
  /** The file. Nothing can be drawn after this. */
  finish(): Promise<Buffer>
}

/** `issuedAt` is written into the file; without it the same content would never be the same bytes. */
export function openDocument(options: { title: string; language: string; issuedAt: Date }): OpenDocument {
  const { title, language, issuedAt } = options
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: language,
    displayTitle: true,
    // Feet say how many pages there are, which is known at the end.
    bufferPages: true,
    info: { Title: title, Creator: 'Fullhouse', Producer: 'Fullhouse', CreationDate: issuedAt },
  })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.on('error', reject)
  })
  return {
    pdf,
    type: createTypesetter(pdf, language),
    addPage: () => void pdf.addPage({ size: 'A4', margin: 0 }),
    finish() {
      pdf.end()
      return whole
    },
  }
}

/** Two rows, every seat taken, and the edge of the stage; `size` is its width. */
export function drawMark(pdf: PDFKit.PDFDocument, x: number, y: number, size: number, color: string): void {
  const unit = size / 28
  for (let row = 0; row < 2; row += 1)
    for (let seat = 0; seat < 3; seat += 1) {
      const dip = seat === 1 ? 1.6 : 0
      pdf.roundedRect(
        x + (1 + seat * 10) * unit,
        y + (2 + row * 9 + dip) * unit,
        6 * unit,
        6 * unit,
        1.8 * unit,
      )
    }
  pdf.roundedRect(x + 6 * unit, y + 22 * unit, 16 * unit, 3 * unit, 1.5 * unit).fill(color)
}
