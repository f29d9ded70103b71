import type { FastifyInstance } from 'fastify'
import { findUnstorable } from '../domain/storable.ts'
import { invalidRequest, RefusedRequest } from './error-reply.ts'

/** An escape of NUL or of half a surrogate pair: what PostgreSQL cannot keep can only have come this way. */
const SUSPECT = /\\u(?:0000|d[89a-f])/i

/**
 * Reads JSON, and nothing but JSON: text, forms and the rest are 415. An empty body is no body, so an operation that
 * takes none may be called by clients that always say `content-type: application/json`.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') {
      done(null, undefined)
      return
    }
    if (!SUSPECT.test(text)) {
      parse(request, text, done)
      return
    }
    parse(request, text, (error: Error | null, body?: unknown) => {
      const found = error ? null : findUnstorable(body)
      if (found) done(new RefusedRequest(invalidRequest(found.path, found.message)), undefined)
      else done(error, body)
    })
  })
}
