/*
 * Reads a QR code as ISO/IEC 18004 says, without a look at how ours are made. It corrects no errors, because a rendered code
 * has none, and knows what tickets need: level M, versions 1 to 6, bytes and capital letters with digits.
 */

/** Data bytes of one block, and how many blocks there are, at level M by version. */
const BLOCKS = [
  [16, 1],
  [28, 1],
  [44, 1],
  [32, 2],
  [43, 2],
  [27, 4],
] as const
const LEVEL_M = 0b00
const ALPHANUMERIC = 0b0010
const BYTES = 0b0100
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** What the format bits are mixed with, so that they are never all light. */
const FORMAT_MASK = 0b101010000010010

/** Whether the module at a column and row is turned round, for each of the eight masks. */
const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** The text in a code, from its modules: rows of dark and light. */
export function readQr(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length
  const version = (size - 17) / 4
  const [blockBytes, blocks] = BLOCKS[version - 1] ?? []
  if (!blockBytes || !blocks)
    throw new Error(`This is not a code that can be read here: ${size} modules wide.`)
  const format = formatOf(modules) ^ FORMAT_MASK
  if (format >> 13 !== LEVEL_M) throw new Error('This code is not of level M.')
  const masked = masks[(format >> 10) & 7]!

  const bits: number[] = []
  for (const [x, y] of path(size)) {
    if (!isFunction(x, y, size, version)) bits.push(Number(modules[y]![x] !== masked(x, y)))
  }
  const bytes = Array.from({ length: blockBytes * blocks }, (_, i) => number(bits, i * 8, 8))
  // The blocks take turns: the first byte of each, then the second of each.
  const data = Array.from({ length: blocks }, (_, block) =>
    bytes.filter((_, i) => i % blocks === block),
  ).flat()
  return textOf(data.flatMap((byte) => Array.from({ length: 8 }, (_, i) => (byte >> (7 - i)) & 1)))
}

function textOf(stream: number[]): string {
  switch (number(stream, 0, 4)) {
    case BYTES: {
      const length = number(stream, 4, 8)
      return Buffer.from(Array.from({ length }, (_, i) => number(stream, 12 + i * 8, 8))).toString()
    }
    case ALPHANUMERIC: {
      // Two characters are one number of eleven bits, a last single one has six.
      const length = number(stream, 4, 9)
      let text = ''
      for (let at = 13; text.length < length; at += 11) {
        const isPair = length - text.length > 1
        const value = number(stream, at, isPair ? 11 : 6)
        text += isPair ? CHARACTERS[Math.floor(value / 45)]! + CHARACTERS[value % 45]! : CHARACTERS[value]!
      }
      return text
    }
    default:
      throw new Error('This code holds neither bytes nor capital letters.')
  }
}

/** The fifteen format bits round the upper left finder, the most significant first. */
function formatOf(modules: readonly (readonly boolean[])[]): number {
  const places = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((x) => [x, 8] as const),
    ...[7, 5, 4, 3, 2, 1, 0].map((y) => [8, y] as const),
  ]
  return places.reduce((bits, [x, y]) => bits * 2 + Number(modules[y]![x]), 0)
}

/** Modules in the order of their bits: two columns at a time from the right, up and down in turn. */
function* path(size: number): Generator<[number, number]> {
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    // The column of the timing pattern is left out.
    if (right === 6) right = 5
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step
      yield [right, y]
      yield [right - 1, y]
    }
    up = !up
  }
}

/** Finders with their format bits, timing, and from version 2 the one alignment pattern. */
function isFunction(x: number, y: number, size: number, version: number): boolean {
  const end = size - 9
  if ((x <= 8 && y <= 8) || (x <= 8 && y > end) || (x > end && y <= 8)) return true
  if (x === 6 || y === 6) return true
  const middle = size - 7
  return version > 1 && Math.abs(x - middle) <= 2 && Math.abs(y - middle) <= 2
}

const number = (bits: number[], from: number, count: number) =>
  bits.slice(from, from + count).reduce((sum, bit) => sum * 2 + bit, 0)
