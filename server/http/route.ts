import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Convert } from 'typebox/value'
import type { Operation } from '../../contract/operations/operation.ts'
import {
  type Output,
  type OutputOnRequest,
  operations,
  paths,
  type RefusalsOf,
} from '../../contract/operations.ts'
import type { OperationName } from '../../contract/paths.ts'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { Outcome } from '../domain/outcome.ts'
import { httpLimits } from '../limits/http-limits.ts'
import './edge.ts'
import { type AnyRefusal, invalidRequest, replyRefusal } from './error-reply.ts'
import { type Identity, requireOrganiser } from './identity.ts'
import { createRepliesTogether } from './replies-together.ts'

type Part<N extends OperationName, P extends 'params' | 'query' | 'body'> = (typeof operations)[N] extends {
  [K in P]: infer S extends TSchema
}
  ? Static<S>
  : undefined

/** One request of an operation, read and checked. */
export interface Call<N extends OperationName> {
  params: Part<N, 'params'>
  query: Part<N, 'query'>
  body: Part<N, 'body'>
  identity: Identity
  /** Of writes only: whatever the client sent, at most 255 printable characters. */
  idempotencyKey: string | undefined
  request: FastifyRequest
  reply: FastifyReply
}

type Result<N extends OperationName> =
  | Outcome<Output<N> | WithStatus<Output<N> | OutputOnRequest<N>>, RefusalOf<RefusalsOf<N>>>
  /** The handler has sent the reply by itself (a file, a 304). */
  | FastifyReply

export type Handler<N extends OperationName> = (call: Call<N>) => Result<N> | Promise<Result<N>>

/** One for all operations: what is read in one turn are requests of many kinds. */
const together = createRepliesTogether()
const STATUS = Symbol('status')

interface WithStatus<T> {
  readonly [STATUS]: number
  readonly body: T
}

/** A success with another status than the operation's first: `ok(withStatus(200, place))`. */
export function withStatus<T>(status: number, body: T): WithStatus<T> {
  return { [STATUS]: status, body }
}

/**
 * Binds an operation of the contract to its handler: method, path, schemas and limits come from the contract, the
 * status of a success from its replies, the status of a refusal from error-reply. Organiser operations are for
 * organisers, whatever their handler does: that is settled before the body is read.
 *
 * The wrapper is synchronous wherever its parts are. A hold costs about 30 µs of server time in all, so a promise or
 * a closure too many is seen in the ratio to bare `node:http`.
 */
export function route<N extends OperationName>(app: FastifyInstance, name: N, handler: Handler<N>): void {
  const operation: Operation = operations[name]
  const [method, url] = paths[name]
  const { edge } = app
  const isWrite = method !== 'GET'
  const isStaff = operation.tag === 'Organiser'
  const isPersonal = !isWrite && operation.tag !== 'Events'
  const status = Number(Object.keys(operation.replies)[0])
  const measure = edge.meter.operation(name)

  function settle(reply: FastifyReply, result: Result<N> | undefined, startedMs: number): void {
    together(() => {
      try {
        finish(reply, result)
        measure(reply.statusCode, startedMs)
      } catch (error) {
        fail(reply, error)
      }
    })
  }

  function finish(reply: FastifyReply, result: Result<N> | undefined): void {
    // An async handler that returns its own reply resolves to undefined: a Fastify reply is a thenable.
    if (result === undefined || result === reply) return
    const outcome = result as Outcome<unknown, AnyRefusal>
    if (!outcome.ok) {
      replyRefusal(reply, outcome.refusal)
      return
    }
    const value = outcome.value as WithStatus<unknown> | null
    if (isPersonal) reply.header('cache-control', 'no-store')
    if (value === null || value === undefined) reply.code(status).send()
    else if (value[STATUS] !== undefined) reply.code(value[STATUS]).send(value.body)
    else reply.code(status).send(value)
  }

  function act(request: FastifyRequest, reply: FastifyReply, identity: Identity | null): void {
    if (identity === null) {
      replyRefusal(reply, NO_SESSION)
      return
    }
    const refusal = edge.limit === null ? null : edge.limit(identity, isWrite)
    if (refusal !== null) {
      replyRefusal(reply, refusal)
      return
    }
    const key = isWrite ? (request.raw.headers['idempotency-key'] as string | undefined) : undefined
    if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
      replyRefusal(reply, invalidRequest('Idempotency-Key', 'must be 1 to 255 printable characters'))
      return
    }
    const startedMs = performance.now()
    const result = handler({
      params: request.params as Part<N, 'params'>,
      query: request.query as Part<N, 'query'>,
      body: request.body as Part<N, 'body'>,
      identity,
      idempotencyKey: key,
      request,
      reply,
    })
    if (result instanceof Promise)
      result.then(
        (settled) => settle(reply, settled, startedMs),
        (error) => fail(reply, error),
      )
    else settle(reply, result, startedMs)
  }

  const admit: onRequestHookHandler = (request, reply, done) => {
    const refusal = edge.admit(request)
    if (refusal !== null) {
      replyRefusal(reply, refusal)
      return
    }
    if (!isStaff) {
      done()
      return
    }
    Promise.resolve(edge.identify(request, reply)).then(
      (identity) => {
        const refusal = identity ? requireOrganiser(identity)?.refusal : NO_SESSION
        if (refusal !== undefined) replyRefusal(reply, refusal)
        else done()
      },
      (error) => fail(reply, error),
    )
  }

  app.route({
    method,
    url,
    schema: {
      ...(operation.params && { params: operation.params }),
      ...(operation.query && { querystring: operation.query }),
      ...(operation.body && { body: operation.body }),
      response: Object.fromEntries(
        Object.entries({ ...operation.replies, ...operation.onRequest }).map(([code, schema]) => [
          code,
          asFile(schema) ?? schema,
        ]),
      ),
    },
    config: { operation: name },
    bodyLimit: httpLimits.bodyBytes[name as keyof typeof httpLimits.bodyBytes] ?? httpLimits.bodyBytes.other,
    onRequest: admit,
    ...(operation.query && { preValidation: convertQuery(operation.query) }),
    handler(request, reply) {
      const identity = edge.identify(request, reply)
      if (!(identity instanceof Promise)) act(request, reply, identity)
      else identity.then((known) => act(request, reply, known)).catch((error) => fail(reply, error))
    },
  })
}

const NO_SESSION = { code: 'UNAUTHENTICATED', detail: 'This bearer token is no valid session.' } as const
const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/

function fail(reply: FastifyReply, error: unknown): void {
  reply.send(
    error instanceof Error ? error : new Error('something that is no error was thrown', { cause: error }),
  )
}

/** What is no JSON is published as what it is. */
function asFile(schema: TSchema & { contentMediaType?: string }) {
  const { contentMediaType } = schema
  return contentMediaType === undefined ? null : { content: { [contentMediaType]: { schema } } }
}

/** A query is text; numbers and booleans in it are read by its schema. A body is never converted: `"2"` is no `2`. */
function convertQuery(schema: TSchema) {
  return (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    request.query = Convert(schema, request.query)
    done()
  }
}
