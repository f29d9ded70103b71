import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { ensureWebBuilt } from '../setup/build-web.ts'
import { attendPayments } from './booking/attend-payments.ts'
import type { Config } from './config.ts'
import { type Context, createContext } from './context.ts'
import { loadDemo } from './demo/load-demo.ts'
import { createApp } from './http/app.ts'
import { createPageHeads } from './http/find-pages.ts'
import { startIssuingReceipts } from './jobs/issue-receipts.ts'
import { startReconcilingPayments } from './jobs/reconcile-payments.ts'
import { startSendingMail } from './jobs/send-outbox.ts'
import { startSweeping } from './jobs/sweep-holds.ts'
import { startTendingCopies } from './jobs/tend-copies.ts'
import { startTendingOutbox } from './jobs/tend-outbox.ts'
import { startTendingWaitlists } from './jobs/tend-waitlists.ts'
import { liveLimits } from './limits/live-limits.ts'
import { paymentLimits } from './limits/payment-limits.ts'
import { shutdownLimits } from './limits/shutdown-limits.ts'
import type { Log } from './observe/log.ts'
import { type Phase, stopInPhases } from './phased-stop.ts'
import { migrate } from './postgres/migrate.ts'
import { type OpenDatabase, openDatabase } from './postgres/open.ts'
import { declareRoutes } from './routes.ts'
import { startRenewingKeys } from './tickets/renew-keys.ts'

export interface Running {
  /** Where the shop is, for people. */
  address: string
  /** Stops in phases. Returns the names of those that failed or took too long. */
  stop(): Promise<string[]>
  /** For a process that has to end now: tells what would stay behind to end too, and does not wait. */
  abandon(): void
}

export interface StartOptions {
  /** False while something else (Vite, a test's own build) takes care of the web app. */
  buildWeb: boolean
  /** Called when the server finds that it has to stop. */
  onLost(error: Error): void
}

/** Brings the whole server up: database, schema, demo, web app, HTTP. What was begun is undone when a step fails. */
export async function startServer(config: Config, log: Log, options: StartOptions): Promise<Running> {
  const webBuilt = options.buildWeb ? ensureWebBuilt() : Promise.resolve()
  webBuilt.catch(() => {}) // Looked at below; until then the database's failure is the one to tell.
  const database = await openDatabase(config, log, options.onLost)
  let app: FastifyInstance | undefined
  let opened: Context | undefined
  try {
    const { migrations } = await migrate(database.pool)
    if (migrations.length > 0) log.info({ migrations }, 'The database was brought up to date')
    const context = await createContext(config, database.pool, log)
    opened = context
    await context.stripe?.checkKeys()
    if (config.demo) {
      const events = await loadDemo(context, new Date(context.now()))
      if (events > 0) log.info({ events }, 'The demo was loaded')
    }
    await webBuilt
    app = await createApp(context, {
      routes: (instance) => declareRoutes(instance, context),
      describePage: createPageHeads(context.booking, config.publicUrl),
    })
    // Before anybody can ask: a room that is not known yet would keep nobody out.
    await context.waitingRoom.tick()
    const address = await listen(app, config)
    database.announce(address)
    context.mail.setAddress(address)
    context.lab?.setAddress(addressHere(app, config))
    const sweeping = startSweeping(context.inventory, (error) =>
      log.error({ error }, 'Sweeping lapsed holds failed'),
    )
    context.waitingRoom.start()
    const issuing = startIssuingReceipts(context.booking, (error) =>
      log.error({ error }, 'Issuing receipts failed'),
    )
    const renewing = startRenewingKeys(
      database.pool,
      context.ticketSealingKey,
      context.booking.seal,
      (error) => log.error({ error }, 'Looking for new ticket keys failed'),
    )
    const tending = startTendingWaitlists(context.inventory, (error) =>
      log.error({ error }, 'Looking after waitlists failed'),
    )
    const copying = startTendingCopies(context.inventory, (error) =>
      log.error({ error }, 'Reading copies anew failed'),
    )
    const jobs = [
      sweeping,
      copying,
      tending,
      issuing,
      renewing,
      context.printer,
      ...(context.traces ? [context.traces] : []),
      ...startMail(context),
      ...startPayments(context),
    ]
    context.phase = 'serving'
    const phases = stopPhases(app, context, database, jobs)
    return { address, stop: () => stopInPhases(phases, log), abandon: database.abandon }
  } catch (error) {
    await stopInPhases(
      [...(app ? [closeApp(app)] : []), ...(opened ? [closeRedis(opened)] : []), ...databasePhases(database)],
      log,
    )
    throw error
  }
}

/** Sends what is in the outbox, and puts reminders into it. */
function startMail({ mail, mailMeter, log }: Context): { stop(): Promise<void> }[] {
  const sending = startSendingMail(mail.outbox, {
    onStanding: mailMeter.standing,
    onFault: (error) => log.error({ error }, 'Sending mail failed'),
  })
  mail.onWake(sending.wake)
  const tending = startTendingOutbox(mail, {
    reminded: sending.wake,
    fault: (error) => log.error({ error }, 'Reminding, or deleting old mail, failed'),
  })
  const stopSending = async () => {
    await sending.stop()
    mail.close()
  }
  return [{ stop: stopSending }, tending]
}

/** What looks after payments, and the providers' own clockworks. */
function startPayments({ booking, payments, paymentMeter, log }: Context): { stop(): Promise<void> }[] {
  const reconciling = startReconcilingPayments({
    attend: () => attendPayments(booking),
    onNudge: payments.onNudge,
    onFailure: ({ what, id, tries, cause: error }) => {
      paymentMeter.failure(what)
      const level = tries > paymentLimits.attentionTries ? 'error' : 'warn'
      log[level]({ what, id, tries, error }, 'A payment provider did not do what is due; it is tried again')
    },
    onFault: (error) => log.error({ error }, 'Reconciling payments failed'),
  })
  return [reconciling, ...payments.gateways.flatMap((gateway) => gateway.start?.() ?? [])]
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  const { host, port, publicUrl } = config
  try {
    await app.listen({ host, port })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why: Record<string, string> = {
      EADDRINUSE: 'something else is listening there. Stop it, or choose another PORT',
      EACCES: 'this user may not. Ports below 1024 are for root',
      ENOTFOUND: 'HOST is not a name or address of this machine',
      EADDRNOTAVAIL: 'HOST is not an address of this machine',
    }
    throw new Error(`Cannot listen on ${host}:${port}: ${why[code ?? ''] ?? message}.`, { cause })
  }
  return publicUrl ?? addressHere(app, config)
}

/** How the server is reached from its own machine. */
function addressHere(app: FastifyInstance, { host }: Config): string {
  const { port } = app.server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/**
 * The order is what makes a stop unnoticed: the load balancer looks away, what was begun is answered, pages are told to
 * come back, what is still in the queue reaches the database, and only then does the database go.
 */
function stopPhases(
  app: FastifyInstance,
  context: Context,
  database: OpenDatabase,
  jobs: readonly { stop(): Promise<void> }[],
): Phase[] {
  let closing: Promise<unknown>
  return [
    {
      name: 'readiness off',
      timeoutMs: shutdownLimits.drainNoticeMs + 1_000,
      run: () => {
        context.phase = 'stopping'
        const noticeMs = context.config.production ? shutdownLimits.drainNoticeMs : 0
        return new Promise((resolve) => setTimeout(resolve, noticeMs))
      },
    },
    {
      name: 'requests in flight',
      timeoutMs: shutdownLimits.inFlightMs,
      run: async () => {
        closing = app.close()
        // A crowd of the lab is among them, and would not end by itself.
        const crowd = context.lab?.close()
        await untilOnlySocketsAreOpen(app.server, () => context.hub.counters().sockets)
        await crowd
      },
    },
    // Before the connections are waited for: a WebSocket is one of them, and ends only when it is told to.
    {
      name: 'live sockets',
      timeoutMs: shutdownLimits.socketsMs + liveLimits.moveMs,
      run: () => context.hub.close({ areOthersThere: context.redis !== null }),
    },
    {
      name: 'open connections',
      timeoutMs: shutdownLimits.socketsMs,
      run: async () => {
        app.server.closeAllConnections()
        await closing
      },
    },
    {
      name: 'jobs',
      timeoutMs: shutdownLimits.jobsMs,
      run: async () => {
        await Promise.all([...jobs.map((job) => job.stop()), context.waitingRoom.stop()])
      },
    },
    closeRedis(context),
    ...databasePhases(database),
  ]
}

/** What other servers still have to be told of the last requests has been told by then. */
function closeRedis({ inventory, presence, redis, watch }: Context): Phase {
  return {
    name: 'redis',
    timeoutMs: shutdownLimits.redisMs,
    run: async () => {
      inventory.close()
      await Promise.all([presence?.stop(), watch?.stop()])
      await redis?.close()
    },
  }
}

function closeApp(app: FastifyInstance): Phase {
  return { name: 'http', timeoutMs: shutdownLimits.socketsMs, run: () => app.close() }
}

function databasePhases({ pool, stop }: OpenDatabase): Phase[] {
  return [
    { name: 'database connections', timeoutMs: shutdownLimits.poolMs, run: () => pool.end() },
    { name: 'database', timeoutMs: shutdownLimits.databaseMs, run: stop },
  ]
}

/**
 * Waits for what is being answered. Counting requests as they come would cost every one of them something, so their
 * connections are counted instead, now that it matters: those that idle are closed, and the live sockets are known.
 */
async function untilOnlySocketsAreOpen(server: Server, sockets: () => number): Promise<void> {
  const connections = promisify(server.getConnections.bind(server))
  for (;;) {
    server.closeIdleConnections()
    if ((await connections()) <= sockets()) return
    await pause(shutdownLimits.pollMs)
  }
}
