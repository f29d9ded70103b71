import { setTimeout as pause } from 'node:timers/promises'
import type { DemoBehaviour, DemoState } from '../../../contract/shapes/payments.ts'
import { paymentLimits } from '../../limits/payment-limits.ts'
import type { Pool } from '../../postgres/pool.ts'
import { transaction } from '../../postgres/transaction.ts'
import { type Gateway, GatewayFault, type PaymentReport, type ProviderEvent } from '../gateway.ts'
import {
  addIntent,
  addRefund,
  addWebhook,
  endWebhook,
  type Intent,
  lockIntent,
  lockSettling,
  readIntent,
  reportOf,
  saveIntent,
  takeWebhooks,
} from './books.ts'
import { isSignedByDemo, signDemoEvent } from './signature.ts'

export interface DemoIntent {
  state: DemoState
  amount: number
  currency: string
  declined: string | null
}

/**
 * A small payment company that moves no money and is honest in everything else. It keeps books of its own, in transactions
 * of its own, and never looks into the shop's; what it has to say it says by signed webhooks, which it keeps until they
 * were taken, also over a `kill -9`. It authorises first and captures when it is told to.
 */
export interface DemoGateway extends Gateway {
  /** What the buyer does on the payment page. Undefined when there is no such payment. */
  pay(providerRef: string, behaviour: DemoBehaviour): Promise<DemoIntent | undefined>
  /** The bank's question: is it really them? */
  answerChallenge(providerRef: string, approved: boolean): Promise<DemoIntent | undefined>
  look(providerRef: string): Promise<DemoIntent | undefined>
  /** Banks answer, and webhooks leave, that are due. Returns how many; `start` does this all the time. */
  tick(): Promise<number>
  /** A webhook of this company's; undefined when it did not sign it. */
  readEvent(body: string, signature: string): ProviderEvent | undefined
}

interface DemoParts {
  pool: Pool
  secret: string
  nowMs: () => number
  /** Brings a webhook to the shop. It throws when the shop did not take it. */
  deliver(body: string, signature: string): Promise<void>
  onFault(message: string, cause: unknown): void
}

const DECLINED = 'Your bank declined this payment.'

export function createDemoGateway(parts: DemoParts): DemoGateway {
  const { pool, deliver } = parts

  /** One act on one intent, in one transaction of the company's. */
  async function change<T>(
    providerRef: string,
    act: (intent: Intent, save: Save) => Promise<T>,
  ): Promise<T | undefined> {
    return books(() =>
      transaction(pool, async (tx) => {
        const intent = await lockIntent(tx, providerRef)
        if (intent === undefined) return undefined
        return act(intent, async (kind, settleAt) => {
          await saveIntent(tx, intent, settleAt ?? null)
          if (kind !== null) await addWebhook(tx, kind, intent)
        })
      }),
    )
  }

  const send = async (intentId: string | null): Promise<number> => {
    const webhooks = await takeWebhooks(pool, paymentLimits.demoBatch, intentId)
    for (const { id, body, copies } of webhooks) {
      const text = JSON.stringify(body)
      try {
        for (let copy = 0; copy < copies; copy += 1) await deliver(text, signDemoEvent(parts.secret, text))
        await endWebhook(pool, id)
      } catch (cause) {
        parts.onFault('the shop did not take a webhook of the demo provider', cause)
      }
    }
    return webhooks.length
  }

  const settleDue = (): Promise<number> =>
    transaction(pool, async (tx) => {
      const settling = await lockSettling(tx, paymentLimits.demoBatch)
      for (const intent of settling) {
        intent.state = 'authorised'
        await saveIntent(tx, intent)
        await addWebhook(tx, 'payment.authorised', intent)
      }
      return settling.length
    })

  const tick = async (): Promise<number> => (await settleDue()) + (await send(null))

  const mustBeThere = async (report: Promise<PaymentReport | undefined>): Promise<PaymentReport> => {
    const found = await report
    if (found === undefined) throw new GatewayFault('the demo provider has no such payment')
    return found
  }

  return {
    name: 'demo',
    publicSettings: {},

    async open({ eventId, orderId, paymentId, amount, currency, deadline }) {
      const metadata = { eventId, orderId, paymentId, deadline: deadline?.toISOString() ?? null }
      const intent = await books(() => addIntent(pool, { id: `di_${paymentId}`, amount, currency, metadata }))
      return { providerRef: intent.id, clientSecret: intent.secret }
    },

    async fetch(providerRef) {
      const intent = await books(() => readIntent(pool, providerRef))
      return intent && reportOf(intent)
    },

    capture: (providerRef) =>
      mustBeThere(
        change(providerRef, async (intent, save) => {
          if (intent.state === 'authorised') {
            intent.state = 'captured'
            await save('payment.captured')
          }
          return reportOf(intent)
        }),
      ),

    cancel: (providerRef) =>
      mustBeThere(
        change(providerRef, async (intent, save) => {
          // What is with the bank cannot be stopped; what has been captured is refunded instead.
          if (intent.state === 'open' || intent.state === 'challenge' || intent.state === 'authorised') {
            intent.state = 'cancelled'
            await save('payment.cancelled')
          }
          return reportOf(intent)
        }),
      ),

    async refund({ providerRef, refundId, amount }) {
      const refunded = await books(() =>
        transaction(pool, async (tx) => {
          const intent = await lockIntent(tx, providerRef)
          if (intent?.state !== 'captured' || amount < 1) return false
          if (intent.refunded + amount > intent.amount) {
            const { rowCount } = await tx.query('select from demo_refunds where key = $1', [refundId])
            return rowCount === 1
          }
          if (!(await addRefund(tx, { key: refundId, intentId: intent.id, amount }))) return true
          intent.refunded += amount
          await saveIntent(tx, intent)
          await addWebhook(tx, 'payment.refunded', intent)
          return true
        }),
      )
      return refunded
        ? { providerRef: `dr_${refundId}`, state: 'done', message: null }
        : { providerRef: null, state: 'failed', message: 'There is not that much to give back.' }
    },

    async pay(providerRef, behaviour) {
      const intent = await change(providerRef, async (intent, save) => {
        if (intent.state !== 'open' && intent.state !== 'challenge') return intent
        intent.behaviour = behaviour
        intent.declined = null
        switch (behaviour) {
          case 'decline':
            intent.state = 'open'
            intent.declined = DECLINED
            await save('payment.declined')
            break
          case 'challenge':
            intent.state = 'challenge'
            await save(null)
            break
          case 'slow':
            intent.state = 'processing'
            await save('payment.processing', new Date(parts.nowMs() + paymentLimits.demoSlowMs))
            break
          case 'late': {
            const overMs = Date.parse(intent.metadata.deadline ?? '') || parts.nowMs()
            intent.state = 'processing'
            await save(
              'payment.processing',
              new Date(Math.max(overMs, parts.nowMs()) + paymentLimits.demoLateMs),
            )
            break
          }
          default:
            intent.state = 'authorised'
            await save('payment.authorised')
        }
        return intent
      })
      if (behaviour === 'webhook_first') await send(providerRef)
      return intent && shown(intent)
    },

    async answerChallenge(providerRef, approved) {
      const intent = await change(providerRef, async (intent, save) => {
        if (intent.state !== 'challenge') return intent
        intent.state = approved ? 'authorised' : 'open'
        intent.declined = approved ? null : DECLINED
        await save(approved ? 'payment.authorised' : 'payment.declined')
        return intent
      })
      return intent && shown(intent)
    },

    async look(providerRef) {
      const intent = await books(() => readIntent(pool, providerRef))
      return intent && shown(intent)
    },

    tick,

    readEvent(body, signature) {
      if (!isSignedByDemo(parts.secret, body, signature)) return undefined
      return { provider: 'demo', ...(JSON.parse(body) as Omit<ProviderEvent, 'provider'>) }
    },

    start() {
      const stopping = new AbortController()
      const run = async (): Promise<void> => {
        while (!stopping.signal.aborted) {
          const done = await tick().catch((cause: unknown) => {
            parts.onFault('the demo provider stumbled', cause)
            return 0
          })
          if (done === 0)
            await pause(paymentLimits.demoPollMs, undefined, { signal: stopping.signal }).catch(() => {})
        }
      }
      const running = run()
      return {
        async stop() {
          stopping.abort()
          await running
        },
      }
    },
  }
}

type Save = (kind: string | null, settleAt?: Date) => Promise<void>

function shown({ state, amount, currency, declined }: Intent): DemoIntent {
  return { state, amount, currency, declined }
}

/** To the shop, the company's database is none of its business: either it answers, or it does not. */
async function books<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new GatewayFault('the demo provider does not answer', { cause })
  }
}
