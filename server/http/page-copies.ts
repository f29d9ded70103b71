import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { PageHead } from './page-head.ts'

/** A page as it is sent, in each encoding a browser may take; compressed when the first asks for it. */
export interface PageCopy {
  status: 200 | 404
  html: string
  encoded(encoding: 'br' | 'gzip'): Promise<Buffer>
}

interface Kept {
  madeAtMs: number
  copy: Promise<PageCopy>
}

interface PageCopiesOptions {
  nowMs: () => number
  /** A copy is given out for this long: whoever opens the page with thousands of others costs no more than a look here. */
  keepMs: number
  most: number
}

/** Pages made a moment ago. When an event's sale opens, everyone opens the same one. */
export function createPageCopies({ nowMs, keepMs, most }: PageCopiesOptions) {
  const copies = new Map<string, Kept>()

  return function copyOf(key: string, make: () => Promise<PageCopy>): Promise<PageCopy> {
    const known = copies.get(key)
    if (known !== undefined && nowMs() - known.madeAtMs < keepMs) return known.copy
    const kept = { madeAtMs: nowMs(), copy: make() }
    // Written last: the first of the map is the oldest, and goes when there are too many.
    copies.delete(key)
    copies.set(key, kept)
    if (copies.size > most) copies.delete(copies.keys().next().value!)
    // A page that could not be made is tried again by the next one who asks.
    kept.copy.catch(() => copies.get(key) === kept && copies.delete(key))
    return kept.copy
  }
}

const compressors = {
  // Quality 5 is nearly as small as the default 11, at a thirtieth of its time.
  br: (html: string) => promisify(brotliCompress)(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (html: string) => promisify(gzip)(html),
}

export function createPageCopy(html: string, head: PageHead | null | undefined): PageCopy {
  const made: Partial<Record<'br' | 'gzip', Promise<Buffer>>> = {}
  return {
    status: head === null ? 404 : 200,
    html,
    encoded: (encoding) => (made[encoding] ??= compressors[encoding](html)),
  }
}

/** The encoding to send (RFC 9110, 12.5.3), of those that pages come in; null: none of them is wanted. */
export function chooseEncoding(accepted: string | undefined): 'br' | 'gzip' | null {
  const wanted = new Map(
    (accepted ?? '').split(',').map((item) => {
      const [name, ...parameters] = item
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, quality === undefined ? 1 : Number(quality.slice(2)) || 0]
    }),
  )
  const [br, gzip] = [wanted.get('br') ?? 0, wanted.get('gzip') ?? 0]
  if (br === 0 && gzip === 0) return null
  return br >= gzip ? 'br' : 'gzip'
}
