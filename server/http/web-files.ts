import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpLimits } from '../limits/http-limits.ts'
import { hashInline, type InlineHashes } from './inline-hashes.ts'
import { chooseEncoding, createPageCopies, createPageCopy, type PageCopy } from './page-copies.ts'
import { type PageHead, renderHead } from './page-head.ts'
import type { SecurityHeaders } from './security-headers.ts'

const HTML = 'text/html; charset=utf-8'

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Fullhouse</title>
<h1>The server runs; the shop is not built</h1>
<p>Build it with <code>npm run build</code> and start the server again.
The API works: see <a href="/api/docs">its documentation</a>.</p>
</html>
`

export interface DescribePage {
  /** Requests with the same key are told the same. */
  key(request: FastifyRequest): string
  /** What a page is about. Null: there is no such page; undefined: nothing to say about it. */
  describe(request: FastifyRequest): Promise<PageHead | null | undefined>
}

const nothingToSay: DescribePage = { key: () => '', describe: async () => undefined }

/** The part of the built page that gives way to what is known of the page asked for. */
const HEAD = /<!--head-->[\s\S]*?<!--\/head-->/
const FIRST_PAINT = '<!--first-paint-->'

/** Serves a page of the web app, whichever it is: the app itself finds out from the address. */
export type PageReply = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/**
 * The built web app. Files are routes of their own, known from the start, so that a look at a name that does not exist
 * never touches the disk. Compressed copies beside them (`.br`, `.gz`) are used when the build made them.
 */
export function serveWebFiles(
  app: FastifyInstance,
  root: string,
  secure: SecurityHeaders,
  secureWith: (inline: InlineHashes) => SecurityHeaders,
  pages: DescribePage = nothingToSay,
): PageReply {
  const indexPath = join(root, 'index.html')
  const index = existsSync(indexPath) ? readFileSync(indexPath, 'utf8') : null
  const securePage = index === null ? secure : secureWith(hashInline(index))

  if (index !== null)
    app.register(async (files) => {
      files.addHook('onRequest', (_request, reply, done) => {
        secure(reply)
        done()
      })
      await files.register(fastifyStatic, {
        root,
        wildcard: false,
        index: false,
        preCompressed: true,
        decorateReply: false,
        cacheControl: false,
        globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
        setHeaders(reply, path) {
          const hashed = path.includes(`${sep}assets${sep}`)
          reply.header(
            'cache-control',
            hashed
              ? `public, max-age=${httpLimits.hashedFileSeconds}, immutable`
              : `public, max-age=${httpLimits.plainFileSeconds}`,
          )
        },
      })
    })

  const copyOf = createPageCopies({
    nowMs: Date.now,
    keepMs: httpLimits.pageCopyMs,
    most: httpLimits.pageCopies,
  })
  const make = async (page: string, request: FastifyRequest): Promise<PageCopy> => {
    const head = await pages.describe(request)
    return createPageCopy(head ? fill(page, head) : page, head)
  }

  return async (request, reply) => {
    securePage(reply)
    reply
      .header('cache-control', 'private, no-cache')
      .header('vary', 'accept-encoding, accept-language, cookie')
      .type(HTML)
    if (index === null) return reply.code(503).send(NOT_BUILT)
    // The app itself will say what is wrong; a page without a description is better than none.
    const copy = await copyOf(pages.key(request), () => make(index, request)).catch(() =>
      createPageCopy(index, undefined),
    )
    // A newcomer is made a guest here, once: the page's first requests leave together, and each would make another.
    await app.edge.identify(request, reply)
    const encoding = chooseEncoding(request.headers['accept-encoding'])
    if (encoding !== null) reply.header('content-encoding', encoding)
    return reply.code(copy.status).send(encoding === null ? copy.html : await copy.encoded(encoding))
  }
}

function fill(index: string, head: PageHead): string {
  return index.replace(HEAD, () => renderHead(head)).replace(FIRST_PAINT, () => head.firstPaint ?? '')
}
