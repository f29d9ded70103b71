import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { SecurityHeaders } from './security-headers.ts'

/**
 * The waiting room's page, `/events/{idOrSlug}/queue`: the same 2 KB for every event and everybody, kept compressed in memory. It
 * finds out by itself which event it is about, so a rush for it costs neither a query nor a look at the disk.
 */
export function serveQueuePage(app: FastifyInstance, webRoot: string, secure: SecurityHeaders): void {
  const path = join(webRoot, 'queue.html')
  if (!existsSync(path)) return
  const page = readFileSync(path)
  const compressed = gzipSync(page, { level: 9 })
  app.get('/events/:idOrSlug/queue', { schema: { hide: true } }, (request, reply) => {
    secure(reply)
    reply.header('cache-control', 'no-cache').header('vary', 'accept-encoding')
    reply.type('text/html; charset=utf-8')
    const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    if (takesGzip) reply.header('content-encoding', 'gzip')
    reply.send(takesGzip ? compressed : page)
  })
}
