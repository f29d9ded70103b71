import { inflateSync } from 'node:zlib'

/** A picture of which only light and dark matter. */
export interface Picture {
  width: number
  height: number
  isDark(x: number, y: number): boolean
}

/** Samples for each pixel, by PNG's colour types that are read here: grey, RGB, grey and alpha, RGBA. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 4: 2, 6: 4 }
const SIGNATURE = '89504e470d0a1a0a'

/** Reads a PNG (W3C, third edition): 1 or 8 bits a sample, not interlaced, without a palette. */
export function readPng(file: Buffer): Picture {
  if (file.toString('hex', 0, 8) !== SIGNATURE) throw new Error('This is no PNG file.')
  const parts: Buffer[] = []
  let header: Buffer = Buffer.alloc(0)
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    const body = file.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') parts.push(body)
    at += length + 12
  }
  const [width, height, depth, color] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8]!,
    header[9]!,
  ]
  const samples = SAMPLES[color]
  if (samples === undefined || (depth !== 8 && !(depth === 1 && color === 0)) || header[12] !== 0)
    throw new Error(`PNG files of type ${color} with ${depth} bits are not read here.`)
  const rowBytes = Math.ceil((width * samples * depth) / 8)
  const pixels = unfilter(
    inflateSync(Buffer.concat(parts)),
    rowBytes,
    height,
    Math.max(1, (samples * depth) >> 3),
  )
  return {
    width,
    height,
    isDark(x, y) {
      if (depth === 1) return ((pixels[y * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1) === 0
      const at = y * rowBytes + x * samples
      // Green alone is near enough to how light a pixel is.
      return pixels[at + (samples >= 3 ? 1 : 0)]! < 128
    },
  }
}

/** Every row says how it is told by its neighbours: not at all, by the left, the one above, both, or the nearest of three. */
function unfilter(packed: Buffer, rowBytes: number, height: number, step: number): Buffer {
  const rows = Buffer.alloc(rowBytes * height)
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (rowBytes + 1)]!
    for (let i = 0; i < rowBytes; i += 1) {
      const at = y * rowBytes + i
      const left = i < step ? 0 : rows[at - step]!
      const above = y === 0 ? 0 : rows[at - rowBytes]!
      const corner = i < step || y === 0 ? 0 : rows[at - rowBytes - step]!
      rows[at] = packed[y * (rowBytes + 1) + 1 + i]! + predict(filter, left, above, corner)
    }
  }
  return rows
}

function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter === 0) return 0
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(
    Math.abs,
  ) as [number, number, number]
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
}
