import { Counter, Gauge, type Registry } from 'prom-client'

export interface PaymentMeter {
  /** A call to a provider, or what it came to, failed; it is tried again. */
  failure(what: 'payment' | 'refund'): void
}

/**
 * How the money stands, and what of it does not come to an end by itself. `count` asks the database: at most once in `everyMs`,
 * however often the metrics are read. When it cannot be asked, what it said last is told again.
 */
export function measurePayments(
  registry: Registry,
  count: Record<'attention' | 'open', () => Promise<ReadonlyMap<string, number>>>,
  everyMs: number,
  nowMs: () => number,
): PaymentMeter {
  const sampled = (ask: () => Promise<ReadonlyMap<string, number>>) => {
    let counted: ReadonlyMap<string, number> = new Map()
    let nextMs = 0
    return async () => {
      if (nowMs() >= nextMs) {
        nextMs = nowMs() + everyMs
        counted = await ask().catch(() => counted)
      }
      return counted
    }
  }
  const open = sampled(count.open)
  new Gauge({
    name: 'fullhouse_payments_open',
    help: 'Payments begun (open) or authorised, and refunds, that are not settled yet',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counted = await open()
      for (const state of ['open', 'authorised', 'refund']) this.set({ state }, counted.get(state) ?? 0)
    },
  })
  const attention = sampled(count.attention)
  new Gauge({
    name: 'fullhouse_payments_attention',
    help: 'Captures, cancellations and refunds that have failed again and again, or were given up',
    labelNames: ['wanted'],
    registers: [registry],
    async collect() {
      const counted = await attention()
      for (const wanted of ['capture', 'cancel', 'refund', 'ask'])
        this.set({ wanted }, counted.get(wanted) ?? 0)
    },
  })
  const failures = new Counter({
    name: 'fullhouse_payment_failures_total',
    help: 'Calls to payment providers that failed and are tried again',
    labelNames: ['what'],
    registers: [registry],
  })
  // From zero, so that the first one is seen as a rise.
  for (const what of ['payment', 'refund']) failures.inc({ what }, 0)
  return { failure: (what) => failures.inc({ what }) }
}
