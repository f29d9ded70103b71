import type { Tracer } from '../observe/traces.ts'
import type { Inventory } from './inventory.ts'

/** The same holds, each in a span with its outcome. Used only where something listens: else `hold` is called as it is. */
export function traceHolds(hold: Inventory['hold'], tracer: Tracer): Inventory['hold'] {
  return async (sale, request) => {
    const span = tracer.hold(request, { 'fullhouse.event': sale.event.id })
    if (span === null) return hold(sale, request)
    try {
      const outcome = await hold(sale, request)
      span.end({ 'fullhouse.outcome': outcome.ok ? 'GRANTED' : outcome.refusal.code })
      return outcome
    } catch (error) {
      span.end({ 'fullhouse.outcome': 'FAULT' }, true)
      throw error
    }
  }
}
