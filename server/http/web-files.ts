import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpLimits } from '../limits.ts'
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

/** What a page is about. Null: there is no such page; undefined: nothing to say about it. */
export type DescribePage = (request: FastifyRequest) => Promise<PageHead | null | undefined>

/** The part of the built page that gives way to what is known of the page asked for. */
const HEAD = /<!--head-->[\s\S]*?<!--\/head-->/

/** Serves a page of the web app, whichever it is: the app itself finds out from the address. */
export type PageReply = (request: FastifyRequest, reply: FastifyReply) => void

/**
 * The built web app. Files are routes of their own, known from the start, so that a look at a name that does not exist
 * never touches the disk. Compressed copies beside them (`.br`, `.gz`) are used when the build made them.
 */
export function serveWebFiles(
  app: FastifyInstance,
  root: string,
  secure: SecurityHeaders,
  describe: DescribePage = async () => undefined,
): PageReply {
  const indexPath = join(root, 'index.html')
  const index = existsSync(indexPath) ? readFileSync(indexPath, 'utf8') : null

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

  return (request, reply) => {
    secure(reply)
    reply.header('cache-control', 'no-cache').type(HTML)
    if (index === null) {
      reply.code(503).send(NOT_BUILT)
      return
    }
    describe(request).then(
      (head) => {
        if (head === null) reply.code(404)
        reply.send(head ? index.replace(HEAD, () => renderHead(head)) : index)
      },
      // The app itself will say what is wrong; a page without a description is better than none.
      () => reply.send(index),
    )
  }
}
