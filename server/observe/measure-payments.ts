import { Counter, Gauge, type Registry } from 'prom-client'

export interface PaymentMeter {
  /** A call to a provider, or what it came to, failed; it is tried again. */
  failure(what: 'payment' | 'refund'): void
}

/**
 * What of the money does not come to an end by itself. `count` asks the database: at most once in `everyMs`, however often the
 * metrics are read.
 */
export function measurePayments(
  registry: Registry,
  count: () => Promise<ReadonlyMap<string, number>>,
  everyMs: number,
  nowMs: () => number,
): PaymentMeter {
  let counted: ReadonlyMap<string, number> = new Map()
  let nextMs = 0
  new Gauge({
    name: 'fullhouse_payments_attention',
    help: 'Captures, cancellations and refunds that have failed again and again, or were given up',
    labelNames: ['wanted'],
    registers: [registry],
    async collect() {
      if (nowMs() >= nextMs) {
        nextMs = nowMs() + everyMs
        counted = await count().catch(() => counted)
      }
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
  return { failure: (what) => failures.inc({ what }) }
}
