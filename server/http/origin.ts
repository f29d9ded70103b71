import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpLimits } from '../limits/http-limits.ts'

/** Which pages may call this server: its own, and those of the origins that the operator lists. */
export interface Origins {
  /** Where customers reach this server; null: wherever the request says. */
  publicUrl: string | null
  /** Other origins whose pages may call the API. */
  allowed: readonly string[]
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A check of writes: whether another site's page sends this one. The session and guest cookies are SameSite=Lax, so a
 * browser would not send them along; this is the second lock, and the only one against pages of sibling domains.
 * Programs send no Origin, or a bearer token that no page gets a browser to add.
 */
export function createOriginCheck(origins: Origins): (request: FastifyRequest) => boolean {
  const isTrusted = createTrust(origins)

  return function isForeignWrite(request) {
    const { origin, 'sec-fetch-site': site, authorization } = request.raw.headers
    if (origin === undefined && (site === undefined || site === 'same-origin' || site === 'none'))
      return false
    // Not any authorization: browsers add `Basic` by themselves, as they do cookies.
    if (SAFE_METHODS.has(request.method) || /^bearer /i.test(authorization ?? '')) return false
    if (origin === undefined) return true
    return !isTrusted(origin, request.host)
  }
}

/** Whether an origin is this server's own, as the request addressed it, or one that the operator lists. */
export function createTrust({ publicUrl, allowed }: Origins): (origin: string, host: string) => boolean {
  const trusted = new Set(publicUrl === null ? allowed : [publicUrl, ...allowed])
  return (origin, host) => trusted.has(origin) || origin === `http://${host}` || origin === `https://${host}`
}

/** Answers browsers that ask whether a page of another origin may call the API. Costs nothing with an empty list. */
export function allowOrigins(app: FastifyInstance, { allowed }: Origins): void {
  const list = new Set(allowed)
  app.options('/api/*', { schema: { hide: true } }, (request, reply) => {
    const { origin } = request.headers
    reply.code(204)
    if (origin !== undefined && list.has(origin)) {
      reply.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
      reply.header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
      reply.header('access-control-max-age', String(httpLimits.corsMaxAgeSeconds))
    }
    reply.send()
  })
  if (list.size === 0) return
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers
    if (request.url.startsWith('/api/')) {
      reply.header('vary', 'origin')
      if (origin !== undefined && list.has(origin)) {
        reply.header('access-control-allow-origin', origin)
        reply.header('access-control-allow-credentials', 'true')
        reply.header('access-control-expose-headers', 'retry-after, etag, set-auth-token')
      }
    }
    done()
  })
}
