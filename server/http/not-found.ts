import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { replyRefusal } from './error-reply.ts'
import type { PageReply } from './web-files.ts'

/**
 * What no route answers: a page of the web app, when a browser asks for one; a method that the address does not have;
 * or nothing. Call it before the routes are declared, so that it sees them all.
 */
export function answerNotFound(app: FastifyInstance, page: () => PageReply): void {
  const methodsByPath = new Map<string, { pattern: RegExp; methods: Set<string> }>()

  app.addHook('onRoute', ({ url, method }) => {
    const known = methodsByPath.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const each of [method].flat()) known.methods.add(each)
    methodsByPath.set(url, known)
  })

  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0]!
    if (isPage(request, path)) return page()(request, reply)
    const allow = new Set<string>()
    for (const { pattern, methods } of methodsByPath.values())
      if (pattern.test(path)) for (const method of methods) if (method !== 'OPTIONS') allow.add(method)
    if (allow.size > 0 && !allow.has(request.method))
      replyRefusal(reply, { code: 'METHOD_NOT_ALLOWED', allow: [...allow].sort() })
    else replyRefusal(reply, { code: 'NOT_FOUND' })
    return reply
  })
}

/** Pages have no dot in their last part; what looks like a file and is none does not exist. */
function isPage({ method, headers: { accept } }: FastifyRequest, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  if (path === '/api' || path.startsWith('/api/')) return false
  if (path.slice(path.lastIndexOf('/')).includes('.')) return false
  return accept === undefined || accept.includes('text/html') || accept.includes('*/*')
}

/** `/holds/:id` as a pattern. A path that ends with a star matches everything and so says nothing. */
function patternOf(url: string): RegExp {
  if (url.includes('*')) return /$^/
  return new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`)
}
