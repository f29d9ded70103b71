import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askedIn } from '../accounts/asked-in.ts'
import type { Auth } from '../accounts/auth.ts'
import { setCookie } from '../accounts/cookies.ts'
import { GUEST_COOKIE } from '../accounts/guests.ts'
import { createPasswordGate } from '../accounts/password-gate.ts'
import type { Sessions } from '../accounts/sessions.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { httpLimits } from '../limits/http-limits.ts'
import { type AccountOperation, accountOperations } from './account-operations.ts'
import './edge.ts'
import { type ErrorLog, replyRefusal } from './error-reply.ts'
import type { Identity } from './identity.ts'
import type { AccountLimit } from './rate-limits.ts'
import { requestLanguage } from './request-language.ts'

export interface AccountRoutes {
  auth: Auth
  sessions: Sessions
  /** The public address is https. */
  secure: boolean
  /** Null: nobody is limited. */
  limit: AccountLimit | null
  log: ErrorLog
  /** Makes a guest's holds and orders an account's. */
  adopt(guestId: string, customerId: string): Promise<void>
}

type Endpoint = (input: object) => Promise<Response>

/**
 * Mounts the accounts library at /api/auth: its paths and its replies, also its own errors, which are plain JSON with
 * `code` and `message`. What is ours comes first: origins, rates, the form of bodies. What comes after: a guest who
 * signs in keeps their things, a session that ended is forgotten here at once, and signing out forgets the guest.
 */
export function accountRoutes(app: FastifyInstance, options: AccountRoutes): void {
  const { auth, sessions, secure, log, limit } = options
  const gate = createPasswordGate()

  async function handle(operation: AccountOperation, request: FastifyRequest, reply: FastifyReply) {
    const identity = await app.edge.identify(request, reply)
    if (identity === null && operation.path !== '/sign-out') {
      replyRefusal(reply, { code: 'UNAUTHENTICATED' })
      return reply
    }
    const body = request.body as { email?: string } | undefined
    if (limit && operation.limit) {
      const email = body?.email ?? identity?.customerId ?? ''
      const retryAfterSeconds = await limit(operation.limit, request.ip, email)
      if (retryAfterSeconds > 0) {
        replyRefusal(reply, { code: 'RATE_LIMITED', retryAfterSeconds })
        return reply
      }
    }
    const endpoint = auth.api[operation.call] as unknown as Endpoint
    const call = () => askedIn.run(requestLanguage(request), () => ask(endpoint, request, operation))
    const response = operation.slow ? await gate(call) : await call()
    const text = await response.text()
    if (response.ok) await follow(operation, identity, text, reply)
    return pass(response, text, reply)
  }

  /** What a success changes on our side. */
  async function follow(
    operation: AccountOperation,
    identity: Identity | null,
    text: string,
    reply: FastifyReply,
  ): Promise<void> {
    if (operation.method === 'GET') return
    if (operation.call === 'resetPassword') sessions.forgetAll()
    if (identity?.user) sessions.forget(identity.user.id)
    if (operation.call === 'signOut') {
      reply.removeHeader('set-cookie')
      reply.header('set-cookie', setCookie(GUEST_COOKIE, '', 0, secure))
    }
    if (operation.signsIn && identity?.guestId) {
      const { user } = JSON.parse(text) as { user: { id: string } }
      try {
        await options.adopt(identity.guestId, user.id)
      } catch (err) {
        // They are signed in, and with both cookies both ids' things are still theirs; the next time moves them.
        log.error({ err, requestId: reply.request.id }, 'a guest’s things could not be moved to the account')
      }
    }
  }

  for (const operation of accountOperations)
    app.route({
      method: operation.method,
      url: `/api/auth${operation.path}`,
      schema: {
        ...(operation.body && { body: operation.body }),
        summary: operation.summary,
        tags: ['Accounts'],
        operationId: operation.call,
      },
      bodyLimit: httpLimits.bodyBytes.account,
      onRequest(request, reply, done) {
        const refusal = app.edge.admit(request)
        if (refusal) replyRefusal(reply, refusal)
        else done()
      },
      handler: (request, reply) => handle(operation, request, reply),
    })
}

/** Calls the library with what it needs and nothing else: its cookies, its token, where the caller is. */
async function ask(
  endpoint: Endpoint,
  request: FastifyRequest,
  operation: AccountOperation,
): Promise<Response> {
  const headers = new Headers({ 'x-forwarded-for': request.ip })
  for (const name of ['cookie', 'authorization', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const response = await endpoint({
    headers,
    ...(operation.method === 'POST' && { body: request.body ?? {} }),
    asResponse: true,
  })
  // It keeps the cause of its own failures to itself; nearly always it is the database.
  if (response.status >= 500)
    throw new UnavailableFault(`the accounts library answered ${response.status} to ${operation.path}`)
  return response
}

function pass(response: Response, text: string, reply: FastifyReply): FastifyReply {
  reply.code(response.status)
  reply.header('content-type', response.headers.get('content-type') ?? 'application/json')
  reply.header('cache-control', 'no-store')
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  const token = response.headers.get('set-auth-token')
  if (token !== null) reply.header('set-auth-token', token)
  return reply.send(text)
}
