import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { hashInline } from './inline-hashes.ts'
import { chooseEncoding, createPageCopies, createPageCopy } from './page-copies.ts'

function copies(most = 2) {
  let now = 0
  let made = 0
  const copyOf = createPageCopies({ nowMs: () => now, keepMs: 1000, most })
  return {
    later: (ms: number) => (now += ms),
    made: () => made,
    get: (key: string) => copyOf(key, async () => createPageCopy(`${key} ${(made += 1)}`, undefined)),
    copyOf,
  }
}

test('whoever comes within a second gets the same copy, and everyone at once waits for one', async () => {
  const { get, later, made } = copies()
  const [a, b] = await Promise.all([get('a'), get('a')])
  expect(a).toBe(b)
  later(999)
  expect(await get('a')).toBe(a)
  later(1)
  expect((await get('a')).html).toBe('a 2')
  expect(made()).toBe(2)
})

test('the oldest goes when there are too many', async () => {
  const { get, made } = copies()
  for (const key of ['a', 'b', 'c', 'b']) await get(key)
  expect(made()).toBe(3)
  await get('a')
  expect(made()).toBe(4)
})

test('a page that could not be made is tried again', async () => {
  const { copyOf, get } = copies()
  await expect(copyOf('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect((await get('a')).html).toBe('a 1')
})

test('a copy is the same page in each encoding', async () => {
  const html = `<p>${'seat '.repeat(500)}</p>`
  const copy = createPageCopy(html, undefined)
  expect(brotliDecompressSync(await copy.encoded('br')).toString()).toBe(html)
  expect(gunzipSync(await copy.encoded('gzip')).toString()).toBe(html)
})

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0', null],
  ['GZIP;q=1.0', 'gzip'],
])('of "%s" it sends %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted)).toBe(encoding)
})

test('only what a page itself runs is hashed (the example of CSP level 3, section 8.2)', () => {
  const html = `<script src="/a.js"></script><script type="application/json">{}</script><script>alert('Hello, world.');</script><style>p {}</style>`
  const { scripts, styles } = hashInline(html)
  expect(scripts).toEqual([`'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='`])
  expect(styles).toHaveLength(1)
})
