import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { type FastifyInstance, fastify, LogController } from 'fastify'
import { LAB_PASS_HEADER } from '../../contract/lab-pass.ts'
import { createAuth } from '../accounts/auth.ts'
import { createGuests } from '../accounts/guests.ts'
import type { AccountMail } from '../accounts/mail.ts'
import { deriveKey, loadSecret } from '../accounts/secret.ts'
import { createSessions } from '../accounts/sessions.ts'
import { shareSessions } from '../accounts/share-sessions.ts'
import { startSweepingExpired } from '../accounts/sweep-expired.ts'
import { adoptGuest, type OwnerMemory } from '../booking/adopt-guest.ts'
import type { Config } from '../config.ts'
import type { LabPasses } from '../lab/lab-pass.ts'
import { httpLimits } from '../limits/http-limits.ts'
import type { Log } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import { createRequestMeter } from '../observe/request-meter.ts'
import type { Pool } from '../postgres/pool.ts'
import { judge } from '../postgres/sqlstate.ts'
import type { Redis } from '../redis/redis.ts'
import { accountRoutes } from './accounts.ts'
import { publishContract } from './docs.ts'
import type { Edge } from './edge.ts'
import { createErrorHandler, invalidRequest } from './error-reply.ts'
import { type Health, healthRoutes } from './health.ts'
import { createIdentify } from './identify.ts'
import { identifyRun } from './identify-run.ts'
import { readJsonBodies } from './json-body.ts'
import { answerNotFound } from './not-found.ts'
import { allowOrigins, createOriginCheck } from './origin.ts'
import { serveQueuePage } from './queue-page.ts'
import { type AccountLimit, createAccountLimits, createRequestLimits, type Rate } from './rate-limits.ts'
import { createRequestIds } from './request-ids.ts'
import { createSecurityHeaders } from './security-headers.ts'
import { createLimiterOfMany, createSharedLimiter } from './shared-limits.ts'
import { createSocketErrorReply } from './socket-errors.ts'
import { type DescribePage, type PageReply, serveWebFiles } from './web-files.ts'

/** What the edge needs of the server. */
export interface AppContext extends Health {
  config: Config
  log: Log
  pool: Pool
  ids: { uuid(): string }
  inventory: OwnerMemory
  metrics: Metrics
  mail: AccountMail
  labPasses: LabPasses
  /** What it shares with other servers; null where there are none. */
  redis: Redis | null
}

export interface AppOptions {
  /** Declares the operations; `app.edge` is there by then. */
  routes(app: FastifyInstance): void
  /** What a page is about, for search engines and link previews. */
  describePage?: DescribePage
  /** The built web app; the default is where the build puts it. */
  webRoot?: string
}

/** The whole HTTP side of the server, ready to listen. */
export async function createApp(context: AppContext, options: AppOptions): Promise<FastifyInstance> {
  const { config, log } = context
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const origins = { publicUrl: config.publicUrl, allowed: config.origins }
  const securityHeaders = createSecurityHeaders({ secure, stripe: config.stripe })
  const replyError = createErrorHandler({ log, isDatabaseLost })

  const app = createFastify(config, replyError)
  app.setErrorHandler(replyError)
  // After an upgrade that was not taken up, Node drops what follows the request in the same read (26.10, measured): the
  // next request on that connection would wait for ever, so there is none.
  app.server.prependListener('request', (request, response) => {
    if (request.headers.upgrade !== undefined) response.shouldKeepAlive = false
  })
  // Nobody expects anything of us but an answer, so an `Expect` that Node does not know is passed over.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))
  readJsonBodies(app)
  let page: PageReply = async () => {}
  answerNotFound(app, () => page)
  await publishContract(app, securityHeaders)
  allowOrigins(app, origins)

  const accounts = await createAccounts(context, secure)
  app.decorate('edge', createEdge(context, accounts.identify, createOriginCheck(origins)))
  healthRoutes(app, context)
  accountRoutes(app, {
    ...accounts,
    secure,
    limit: config.rateLimits ? accountLimits(context) : null,
    log,
    adopt: (guestId, customerId) => adoptGuest(context.pool, context.inventory, guestId, customerId),
  })
  const stopSweeping = startSweepingExpired(context.pool, (err) =>
    log.warn({ err }, 'sweeping old sessions failed'),
  )
  app.addHook('onClose', stopSweeping)
  app.addHook('onClose', async () => accounts.sessions.stop())
  options.routes(app)
  page = serveWebFiles(
    app,
    options.webRoot ?? join(import.meta.dirname, '../../web/dist'),
    securityHeaders,
    (inline) => createSecurityHeaders({ secure, stripe: config.stripe, inline }),
    options.describePage,
  )
  serveQueuePage(app, options.webRoot ?? join(import.meta.dirname, '../../web/dist'), securityHeaders)
  if (!config.rateLimits)
    log.warn('RATE LIMITS ARE OFF (FULLHOUSE_RATE_LIMITS=off). This is for load tests, never for real sales.')
  await app.ready()
  return app
}

function createFastify(config: Config, replyError: ReturnType<typeof createErrorHandler>): FastifyInstance {
  const requestId = createRequestIds()
  return fastify({
    // Errors are logged where they are answered. A line for every request would cost more than the request.
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    requestIdHeader: false,
    bodyLimit: httpLimits.bodyBytes.other,
    trustProxy: trustedProxies(config.trustProxy),
    requestTimeout: httpLimits.requestTimeoutMs,
    keepAliveTimeout: httpLimits.keepAliveTimeoutMs,
    http: {
      maxHeaderSize: httpLimits.headerBytes,
      headersTimeout: httpLimits.headersTimeoutMs,
      shouldUpgradeCallback: mayUpgrade,
    },
    // What arrives while the server goes down is still answered, with `connection: close`.
    return503OnClosing: false,
    routerOptions: { maxParamLength: httpLimits.pathParameterCharacters },
    // A body means what it says: nothing in it is converted, and what is not in the schema is refused, not dropped.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true } },
    frameworkErrors: replyError,
    clientErrorHandler: createSocketErrorReply(requestId),
  })
}

/** Only the live socket is one. An upgrade asked for elsewhere, or with a body, is a request like any other. */
function mayUpgrade({ method, url, headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  return method === 'GET' && !hasBody && /^\/api\/v1\/events\/[^/?]+\/live(\?|$)/.test(url ?? '')
}

/** A number of proxies is trusted as such: it is for servers that can only be reached through them. */
function trustedProxies(trust: Config['trustProxy']) {
  if (trust === false) return false
  return typeof trust === 'number' ? (_address: string, hop: number) => hop < trust : [...trust]
}

async function createAccounts({ config, log, pool, ids, mail, redis }: AppContext, secure: boolean) {
  const secret = await loadSecret(pool, config.secret)
  const auth = createAuth({
    pool,
    secret,
    url: config.publicUrl ?? `http://localhost:${config.port}`,
    uuid: ids.uuid,
    mail,
    log,
  })
  const own = createSessions(auth)
  const sessions = redis ? await shareSessions(own, redis.bus) : { ...own, stop: () => {} }
  const guests = createGuests(deriveKey(secret, 'guests'))
  return { auth, sessions, identify: createIdentify({ guests, sessions, uuid: ids.uuid, secure }) }
}

function createEdge(
  { config, metrics, labPasses, redis }: AppContext,
  { identify, recognise }: ReturnType<typeof createIdentify>,
  isForeignWrite: ReturnType<typeof createOriginCheck>,
): Edge {
  const ofMany = redis ? (name: string, rate: Rate) => createLimiterOfMany(redis, name, rate) : undefined
  const limits = config.rateLimits ? createRequestLimits(undefined, ofMany) : null
  return {
    identify: (request, reply) => identifyRun(labPasses, request) ?? identify(request, reply),
    recognise,
    labPasses,
    meter: createRequestMeter(metrics.registry),
    admit(request) {
      if (isForeignWrite(request)) return { code: 'FORBIDDEN_ORIGIN' }
      if (request.url.includes('%00')) return invalidRequest('', 'the address contains the NUL character')
      if (limits === null || labPasses.read(request.raw.headers[LAB_PASS_HEADER]) !== null) return null
      const retryAfterSeconds = limits.address(request.ip, isWrite(request.method))
      return retryAfterSeconds === 0 ? null : { code: 'RATE_LIMITED', retryAfterSeconds }
    },
    limit:
      limits &&
      (({ customerId }, write) => {
        const retryAfterSeconds = limits.customer(customerId, write)
        return retryAfterSeconds === 0 ? null : { code: 'RATE_LIMITED', retryAfterSeconds }
      }),
  }
}

function accountLimits({ redis }: AppContext): AccountLimit {
  const everywhere = redis ? (name: string, rate: Rate) => createSharedLimiter(redis, name, rate) : undefined
  return createAccountLimits(undefined, everywhere)
}

function isWrite(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

function isDatabaseLost(error: unknown): boolean {
  return judge(error)?.verdict === 'unavailable'
}
