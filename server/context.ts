import { randomInt } from 'node:crypto'
import { deriveKey, loadSecret } from './accounts/secret.ts'
import type { Booking } from './booking/booking.ts'
import { createEventIds } from './booking/find-event.ts'
import { createPaymentDesk } from './booking/payment-desk.ts'
import { receiveProviderEvent } from './booking/receive-provider-event.ts'
import type { Config } from './config.ts'
import { createUuidMaker } from './ids.ts'
import { createInventory, type Inventory } from './inventory/inventory.ts'
import { createLab, type Lab } from './lab/lab.ts'
import { createLabPasses, type OwnLabPasses } from './lab/lab-pass.ts'
import { databaseLimits } from './limits/database-limits.ts'
import { eventLimits } from './limits/event-limits.ts'
import { liveLimits } from './limits/live-limits.ts'
import { paymentLimits } from './limits/payment-limits.ts'
import { createMailRoom, type MailRoom } from './mail/mail-room.ts'
import type { Log } from './observe/log.ts'
import { type MailMeter, measureMail } from './observe/measure-mail.ts'
import { measurePayments, type PaymentMeter } from './observe/measure-payments.ts'
import { measureProcess } from './observe/measure-process.ts'
import { measureRedis } from './observe/measure-redis.ts'
import { measureSale } from './observe/measure-sale.ts'
import { createMetrics, type Metrics, measurePool } from './observe/metrics.ts'
import { sendTraces, type TraceSender } from './observe/send-traces.ts'
import { createTracer } from './observe/traces.ts'
import { createDemoGateway, type DemoGateway } from './payments/demo/demo-gateway.ts'
import { createStripePayments, type StripePayments } from './payments/stripe/stripe.ts'
import type { Pool } from './postgres/pool.ts'
import { createLiveHub, type LiveHub } from './realtime/hub.ts'
import { measureLive } from './realtime/measure-live.ts'
import { type Presence, startPresence } from './realtime/presence.ts'
import { openRedis } from './redis/open-redis.ts'
import type { Redis } from './redis/redis.ts'
import { type ServerWatch, watchServers } from './redis/watch-servers.ts'
import { countOpenPayments } from './sql/count-open-payments.ts'
import { countPaymentAttention } from './sql/payment-attention.ts'
import { composeQueries } from './sql/tables.ts'
import { createPrinter, type Printer } from './tickets/pdf/printer.ts'
import { ensureTicketKey } from './tickets/ticket-keys.ts'
import { createTicketSeal } from './tickets/ticket-seal.ts'
import { createWallets, type Wallets } from './tickets/wallet/wallets.ts'
import { createWaitingRoom, type WaitingRoom } from './waiting-room/waiting-room.ts'

/** What the parts of the server are made of. Wired by hand, once, here. */
export interface Context {
  config: Config
  log: Log
  pool: Pool
  /** What this server shares its sales through with others; null: it is alone. */
  redis: Redis | null
  metrics: Metrics
  /** This machine's clock, in ms. Never decides anything about a sale: that is the database's. */
  now(): number
  ids: { uuid(): string }
  inventory: Inventory
  booking: Booking
  printer: Printer
  mail: MailRoom
  mailMeter: MailMeter
  /** What the private halves of the ticket keys are kept under. */
  ticketSealingKey: Uint8Array
  wallets: Wallets
  hub: LiveHub
  /** Null: all viewers are here. */
  presence: Presence | null
  /** Null where there are no other servers. */
  watch: ServerWatch | null
  /** Of the run of the lab that goes on in this process. */
  labPasses: OwnLabPasses
  /** Null: this server has none. */
  lab: Lab | null
  /** Null: nothing is paid through Stripe here. */
  stripe: StripePayments | null
  waitingRoom: WaitingRoom
  payments: ReturnType<typeof createPaymentDesk>
  /** The demo's own payment company; null where there is none. */
  demoGateway: DemoGateway | null
  paymentMeter: PaymentMeter
  /** Null: nobody listens. */
  traces: TraceSender | null
  /** Whether this server can serve: started, not stopping, and the database answers. Else why not, for an operator. */
  ready(): Promise<{ ready: boolean; reason?: string }>
  /** Set by `main`: what the server is doing. */
  phase: 'starting' | 'serving' | 'stopping'
}

const SEEDS = 2 ** 32

export async function createContext(config: Config, pool: Pool, log: Log): Promise<Context> {
  const metrics = createMetrics()
  measurePool(metrics, pool)
  measureProcess(metrics.registry)
  const now = Date.now
  const uuid = createUuidMaker(now)
  const traces =
    config.traces &&
    sendTraces(config.traces, (error) => log.warn({ error }, 'Traces could not be sent; they are dropped'))
  const timed = measureRedis(
    metrics.registry,
    () => redis?.figures(),
    () => inventory.sharedFigures(),
  )
  const redis =
    config.redis &&
    timed(await openRedis(config.redis, { onFault: (message, error) => log.warn({ error }, message) }))
  const inventory = createInventory({
    pool,
    uuid,
    nowMs: now,
    ...(redis && { redis }),
    isWatched: (eventId) => hub.isWatchedHere(eventId),
    onBatch(kind, jobs, ms) {
      metrics.batchJobs.observe({ kind }, jobs)
      sale.batch(kind, ms)
    },
    onCorrection: () => sale.corrected(),
    ...(traces && { tracer: createTracer({ finished: traces.add, ratio: config.traces!.ratio }) }),
    onDrift(eventId, seats) {
      sale.drifted(seats)
      log.error({ eventId, seats }, 'Availability disagreed with the ledger')
    },
    onFault: (message, error) => log.error({ error }, message),
  })
  const sale = measureSale(metrics.registry, inventory.figures)
  inventory.onHold(({ state, isHeard }) => isHeard || sale.hold(state))
  inventory.onOrder(({ state, isHeard }) => isHeard || sale.order(state))
  const secret = await loadSecret(pool, config.secret)
  const ticketSealingKey = deriveKey(secret, 'tickets')
  const wallets = createWallets(config.wallets)
  const printer = createPrinter()
  const waitingRoom = createWaitingRoom({
    pool,
    registry: metrics.registry,
    key: deriveKey(secret, 'waiting room'),
    viewers: (eventId) => hub.viewers(eventId),
    nowMs: now,
    onFault: (message, error) => log.error({ error }, message),
    ...(redis && { bus: redis.bus }),
  })
  const demo = config.demo
    ? createDemoGateway({
        pool,
        secret: Buffer.from(deriveKey(secret, 'demo payments')).toString('hex'),
        nowMs: now,
        deliver: (body, signature) => takeDemoEvent(body, signature),
        onFault: (message, error) => log.error({ error }, message),
      })
    : null
  const stripe = config.stripe === null ? null : createStripePayments(config.stripe, log)
  const gateways = [stripe?.gateway, demo].filter((gateway) => gateway != null)
  const payments = createPaymentDesk(gateways, gateways[0] ?? null)
  const takeDemoEvent = async (body: string, signature: string): Promise<void> => {
    const event = demo?.readEvent(body, signature)
    if (event === undefined) throw new Error('a webhook that the demo provider did not sign')
    await receiveProviderEvent(booking, event)
  }
  const booking: Booking = {
    inventory,
    payments,
    eventIds: createEventIds(pool, eventLimits.slugs),
    pool,
    database: composeQueries(pool),
    uuid,
    admissions: waitingRoom,
    seller: config.seller,
    wakeMail: () => mail.wake(),
    sendsMail: config.mail !== null,
    seal: createTicketSeal(await ensureTicketKey(pool, ticketSealingKey), deriveKey(secret, 'ticket claims')),
    wallets: wallets.offered,
  }
  const mailMeter = measureMail(metrics.registry)
  const mail = createMailRoom({
    pool,
    booking,
    printer,
    key: deriveKey(secret, 'mail'),
    settings: config.mail,
    address: config.publicUrl ?? `http://localhost:${config.port}`,
    log,
    onVerdict: mailMeter.verdict,
  })
  const server = uuid()
  const presence = redis && startPresence({ redis, server, here: () => hub.audiences() })
  const watch = redis && (await watchServers({ redis, server, onLost: inventory.doubtAll }))
  const hub = createLiveHub({
    source: inventory,
    databaseNowMs: inventory.nowMs,
    limits: liveLimits,
    ...(presence && { elsewhere: presence.elsewhere }),
  })
  measureLive(metrics.registry, hub)
  // Whoever is offered something, or has got it, has a mail in the outbox.
  inventory.onWaiting(({ isHeard }) => isHeard || mail.wake())
  const labPasses = createLabPasses()
  const lab = config.lab
    ? createLab({
        booking,
        passes: labPasses,
        now,
        seed: () => randomInt(SEEDS),
        tell: (organiserId, eventId, news) => hub.tell(organiserId, eventId, { type: 'lab', ...news }),
        onFault: (message, error) => log.error({ error }, message),
      })
    : null
  const context: Context = {
    config,
    log,
    pool,
    redis,
    metrics,
    now,
    ids: { uuid },
    inventory,
    booking,
    printer,
    mail,
    mailMeter,
    ticketSealingKey,
    wallets,
    hub,
    presence,
    watch,
    labPasses,
    lab,
    stripe,
    waitingRoom,
    payments,
    demoGateway: demo,
    paymentMeter: measurePayments(
      metrics.registry,
      {
        attention: () => countPaymentAttention(pool, paymentLimits.attentionTries),
        open: () => countOpenPayments(pool),
      },
      paymentLimits.countEveryMs,
      now,
    ),
    traces,
    phase: 'starting',
    async ready() {
      if (context.phase !== 'serving') return { ready: false, reason: `the server is ${context.phase}` }
      if (await answers(pool)) return { ready: true }
      return { ready: false, reason: 'the database does not answer' }
    },
  }
  return context
}

/** Asked by a load balancer every few seconds, so a late answer is as bad as none. */
async function answers(pool: Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), databaseLimits.readinessMs)
  })
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  )
  const inTime = await Promise.race([asked, late])
  clearTimeout(timer)
  return inTime
}
