import { traceLimits } from '../limits/trace-limits.ts'
import type { FinishedSpan } from './traces.ts'

export interface TraceSettings {
  /** Of a collector; `/v1/traces` is added. */
  endpoint: string
  serviceName: string
  /** The part of holds that is traced, 0 to 1. */
  ratio: number
}

export interface TraceSender {
  add(span: FinishedSpan): void
  /** Sends what is left. */
  stop(): Promise<void>
}

/**
 * Sends spans to a collector as OTLP over HTTP, in JSON. By hand, because this is all that is needed of it: OpenTelemetry's own
 * packages are ten, and patch the modules they watch. A collector that is slow or away costs spans, never a sale.
 */
export function sendTraces(settings: TraceSettings, onFault: (error: unknown) => void): TraceSender {
  const address = `${settings.endpoint.replace(/\/$/, '')}/v1/traces`
  let waiting: FinishedSpan[] = []
  let sending: Promise<void> | null = null
  let faultAtMs = Number.NEGATIVE_INFINITY

  async function send(): Promise<void> {
    const spans = waiting
    waiting = []
    if (spans.length === 0) return
    try {
      const reply = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(otlp(settings.serviceName, spans)),
        signal: AbortSignal.timeout(traceLimits.sendMs),
      })
      await reply.body?.cancel()
      if (!reply.ok) throw new Error(`the collector answered ${reply.status}`)
    } catch (error) {
      if (performance.now() - faultAtMs < traceLimits.tellFaultEveryMs) return
      faultAtMs = performance.now()
      onFault(error)
    }
  }

  const timer = setInterval(() => {
    // One at a time: a slow collector does not get more requests for being slow.
    sending ??= send().finally(() => {
      sending = null
    })
  }, traceLimits.sendEveryMs)
  timer.unref()

  return {
    add(span) {
      if (waiting.length < traceLimits.waitingSpans) waiting.push(span)
    },
    async stop() {
      clearInterval(timer)
      await sending
      await send()
    },
  }
}

function otlp(serviceName: string, spans: readonly FinishedSpan[]): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': serviceName }) },
        scopeSpans: [{ scope: { name: 'fullhouse' }, spans: spans.map(spanOf) }],
      },
    ],
  }
}

const internal = 1
const error = 2

function spanOf({ name, context, parentSpanId, links, startMs, endMs, attributes, failed }: FinishedSpan) {
  return {
    ...context,
    ...(parentSpanId !== null && { parentSpanId }),
    name,
    kind: internal,
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(endMs),
    attributes: attributesOf(attributes),
    links,
    status: failed ? { code: error } : {},
  }
}

/** 64-bit numbers are text in OTLP's JSON. */
function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n)
}

function attributesOf(attributes: Readonly<Record<string, string | number>>) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }))
}
