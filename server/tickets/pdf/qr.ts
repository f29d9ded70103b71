import { encode } from 'uqr'

/** The light margin that the standard asks for, in modules. */
const QUIET = 4

/**
 * A QR code as shapes, black on white. Dark modules that touch in a row are one rectangle, so that no printer leaves a gap
 * between them. `size` includes the margin.
 */
export function drawQr(document: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { data, size: modules } = encode(text, { ecc: 'M', border: 0 })
  const pitch = size / (modules + 2 * QUIET)
  document.rect(x, y, size, size).fill('#ffffff')
  for (const [row, cells] of data.entries()) {
    for (let from = 0; from < modules; from += 1) {
      if (!cells[from]) continue
      let to = from
      while (to < modules && cells[to]) to += 1
      document.rect(x + (from + QUIET) * pitch, y + (row + QUIET) * pitch, (to - from) * pitch, pitch)
      from = to
    }
  }
  document.fill('#000000')
}
