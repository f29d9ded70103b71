import type { BrowserContext, Locator } from 'playwright-core'

/*
 * Reads the QR code in a picture, as ISO/IEC 18004 says and without a look at how ours are made. It corrects no
 * errors, because a screenshot has none, and knows what our tickets need: bytes, level M, versions 1 to 6.
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
const BYTES = 0b0100
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

/** Takes a picture of an element and reads the code in it. */
export async function readQr(context: BrowserContext, element: Locator): Promise<string> {
  const png = await element.screenshot()
  return decode(await modulesOf(context, png))
}

/** Runs in the browser: the width of a picture, and “1” for each of its dark pixels. */
const unpack = `async (source) => {
  const picture = await createImageBitmap(await (await fetch(source)).blob())
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
  pen.drawImage(picture, 0, 0)
  const { data } = pen.getImageData(0, 0, picture.width, picture.height)
  const dark = Array.from({ length: data.length / 4 }, (_, i) => (data[i * 4 + 1] < 128 ? 1 : 0))
  return { width: picture.width, dark: dark.join('') }
}`

/** The picture as light and dark modules. The browser unpacks it, on a page that nothing restricts. */
async function modulesOf(context: BrowserContext, png: Buffer): Promise<boolean[][]> {
  const page = await context.newPage()
  const source = `data:image/png;base64,${png.toString('base64')}`
  const { width, dark } = await page.evaluate<{ width: number; dark: string }>(`(${unpack})('${source}')`)
  await page.close()

  const isDark = (x: number, y: number) => dark[y * width + x] === '1'
  const first = dark.indexOf('1')
  const [left, top] = [first % width, Math.floor(first / width)]
  // The outer edge of a finder pattern is seven modules long.
  let edge = 0
  while (isDark(left + edge, top)) edge += 1
  let right = width - 1
  while (!isDark(right, top)) right -= 1
  const across = right - left + 1
  const size = 17 + 4 * Math.round((across / (edge / 7) - 17) / 4)
  const pitch = across / size
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) =>
      isDark(Math.floor(left + (x + 0.5) * pitch), Math.floor(top + (y + 0.5) * pitch)),
    ),
  )
}

function decode(modules: boolean[][]): string {
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
  const stream = data.flatMap((byte) => Array.from({ length: 8 }, (_, i) => (byte >> (7 - i)) & 1))
  if (number(stream, 0, 4) !== BYTES) throw new Error('This code does not hold bytes.')
  const length = number(stream, 4, 8)
  return Buffer.from(Array.from({ length }, (_, i) => number(stream, 12 + i * 8, 8))).toString()
}

/** The fifteen format bits round the upper left finder, the most significant first. */
function formatOf(modules: boolean[][]): number {
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
