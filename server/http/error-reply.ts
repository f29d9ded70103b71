import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { RefusalCode, RefusalOf } from '../../contract/refusals.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { problems, problemText } from './problem.ts'

/** The only place that picks the status of an error. */

const MOST_ERRORS_LISTED = 20
const LONGEST_PATH = 200

export type AnyRefusal = RefusalOf<RefusalCode>

export function replyRefusal(reply: FastifyReply, refusal: AnyRefusal): void {
  reply.server.edge.meter.refused(refusal.code)
  reply.code(problems[refusal.code].status)
  reply.header('content-type', 'application/problem+json; charset=utf-8')
  reply.header('cache-control', 'no-store')
  if ('retryAfterSeconds' in refusal) reply.header('retry-after', String(refusal.retryAfterSeconds))
  if (refusal.code === 'METHOD_NOT_ALLOWED') reply.header('allow', refusal.allow.join(', '))
  if (refusal.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer realm="Fullhouse"')
  reply.send(problemText(refusal, reply.request.id))
}

/** A refusal from a place that Fastify lets fail only by an error, such as a body parser. */
export class RefusedRequest extends Error {
  readonly refusal: AnyRefusal

  constructor(refusal: AnyRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** What tells an operator about an error; the reply itself says nothing of it. */
export interface ErrorLog {
  error(fields: object, message: string): void
  warn(fields: object, message: string): void
}

export interface FaultKinds {
  log: ErrorLog
  /** Whether this error says that the database is lost or overloaded, so that trying again makes sense. */
  isDatabaseLost(error: unknown): boolean
}

export function createErrorHandler({ log, isDatabaseLost }: FaultKinds) {
  return function replyError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const refusal = refusalOfError(error, request, isDatabaseLost)
    if (refusal.code === 'INTERNAL') log.error(fieldsOf(error, request), 'a request failed')
    if (refusal.code === 'UNAVAILABLE') log.warn(fieldsOf(error, request), 'a request could not be served')
    replyRefusal(reply, refusal)
  }
}

/** The path without its query, which may carry what does not belong in a log. */
function fieldsOf(error: unknown, request: FastifyRequest): object {
  const path = request.url.split('?', 1)[0]
  return { err: error, requestId: request.id, method: request.method, path }
}

function refusalOfError(
  error: unknown,
  request: FastifyRequest,
  isDatabaseLost: (error: unknown) => boolean,
): AnyRefusal {
  if (error instanceof RefusedRequest) return error.refusal
  if (error instanceof UnavailableFault)
    return { code: 'UNAVAILABLE', retryAfterSeconds: error.retryAfterSeconds }
  if (isDatabaseLost(error)) return { code: 'UNAVAILABLE', retryAfterSeconds: 1 }
  if (error instanceof Error) return refusalOfFrameworkError(error as FastifyError, request)
  return { code: 'INTERNAL' }
}

/** Fastify's own errors: a request that never reached its handler. */
function refusalOfFrameworkError(error: FastifyError, request: FastifyRequest): AnyRefusal {
  if (error.validation !== undefined) return refusalOfValidation(error)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'PAYLOAD_TOO_LARGE', limitBytes: request.routeOptions.bodyLimit }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'UNSUPPORTED_MEDIA_TYPE' }
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return invalidRequest('', 'the body is not valid JSON')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return invalidRequest('', 'the body is not as long as content-length says')
    case 'FST_ERR_BAD_URL':
      return invalidRequest('', 'the address is not valid')
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_ERR_NOT_FOUND':
      return { code: 'NOT_FOUND' }
  }
  const status = error.statusCode ?? 500
  if (status === 404) return { code: 'NOT_FOUND' }
  if (status >= 400 && status < 500) return invalidRequest('', 'the request could not be read')
  return { code: 'INTERNAL' }
}

export function invalidRequest(path: string, message: string): AnyRefusal {
  return { code: 'INVALID_REQUEST', errors: [{ path, message }] }
}

/** A path parameter that is not of the right form names nothing, so it is simply not found. */
function refusalOfValidation(error: FastifyError): AnyRefusal {
  if (error.validationContext === 'params') return { code: 'NOT_FOUND' }
  const errors = (error.validation ?? []).slice(0, MOST_ERRORS_LISTED).map((fault) => {
    const { missingProperty, additionalProperty } = fault.params as Record<string, string | undefined>
    const property = missingProperty ?? additionalProperty
    const pointer = property === undefined ? fault.instancePath : `${fault.instancePath}/${property}`
    return {
      path: readable(pointer).slice(0, LONGEST_PATH),
      message: messageOf(fault.keyword, fault.message),
    }
  })
  return { code: 'INVALID_REQUEST', errors }
}

/** `/seatIds/0/x` as `seatIds[0].x`. */
function readable(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
}

function messageOf(keyword: string, message = 'is not valid'): string {
  if (keyword === 'required') return 'is required'
  if (keyword === 'additionalProperties') return 'is not known here'
  if (keyword === 'pattern') return 'does not have the right form'
  return message
}
