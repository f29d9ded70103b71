import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { nowSeconds } from './books.ts'
import type { StripeEvent } from './shapes.ts'

export interface DeliveryOptions {
  /** Signs with something else than the endpoint's secret. */
  secret?: string
  /** When it says it was signed, in seconds since 1970. */
  signedAt?: number
  /** What is sent in place of the body that was signed. */
  body?: string
}

export interface Webhooks {
  /** Where events go; null: nowhere, they only collect. */
  url: string | null
  /** `true`: each event is sent as it is written, and again until it is taken. */
  automatic: boolean
  secret: string
  /** Sends one event once. The answer is the status; 0 when there was none. */
  deliver(event: StripeEvent, options?: DeliveryOptions): Promise<number>
  /** Called with each new event. */
  onEvent(event: StripeEvent): void
  /** Resolves when everything that was sent by itself has been taken, or given up. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const TRIES = 40
const PAUSE_MS = 25
const PATIENCE_MS = 10_000

export function createWebhooks(secret: string): Webhooks {
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()

  async function send(event: StripeEvent): Promise<void> {
    for (let tries = 0; tries < TRIES && !stopping.signal.aborted; tries += 1) {
      const status = await webhooks.deliver(event)
      if (status >= 200 && status < 300) return
      await pause(PAUSE_MS * (tries + 1), undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const webhooks: Webhooks = {
    url: null,
    automatic: false,
    secret,
    async deliver(event, options = {}) {
      if (webhooks.url === null) throw new Error('the double was not told where webhooks go')
      const signed = JSON.stringify(event, null, 2)
      const at = options.signedAt ?? nowSeconds()
      try {
        const reply = await fetch(webhooks.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
            'stripe-signature': sign(signed, at, options.secret ?? secret),
          },
          body: options.body ?? signed,
          signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]),
        })
        await reply.arrayBuffer()
        return reply.status
      } catch {
        return 0
      }
    },
    onEvent(event) {
      if (!webhooks.automatic || webhooks.url === null) return
      const sending = send(event).finally(() => underWay.delete(sending))
      underWay.add(sending)
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async stop() {
      stopping.abort()
      await Promise.all(underWay)
    },
  }
  return webhooks
}

/** `t=…,v1=…`: HMAC-SHA256, under the endpoint's secret, of the time, a dot and the body. */
export function sign(body: string, atSeconds: number, secret: string): string {
  const v1 = createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex')
  return `t=${atSeconds},v1=${v1}`
}
