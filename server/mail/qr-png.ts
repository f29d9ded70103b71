import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

const QUIET_MODULES = 4
/** Drawn at 132 px in the mail; on a dense display three times as many points are there to be used. */
const POINTS = 396

/**
 * A QR code as a PNG of one bit a point (RFC 2083). A picture that is attached is shown by nearly every mail program; SVG,
 * and pictures inside the HTML, are dropped by many. Every module is a whole number of points, so edges stay sharp.
 */
export function qrPng(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES })
  const scale = Math.max(1, Math.floor(POINTS / size))
  const side = size * scale
  const rowBytes = Math.ceil(side / 8)
  const pixels = Buffer.alloc((rowBytes + 1) * side, 0xff)
  for (let y = 0; y < side; y += 1) {
    const from = y * (rowBytes + 1)
    pixels[from] = 0 // no filter
    for (let x = 0; x < side; x += 1)
      if (data[Math.floor(y / scale)]![Math.floor(x / scale)])
        pixels[from + 1 + (x >> 3)]! &= ~(0x80 >> (x & 7))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1 // bit depth; the rest is 0: greyscale, deflate, no interlace
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
