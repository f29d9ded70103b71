import type { TraceSettings } from '../observe/send-traces.ts'

type Env = Record<string, string | undefined>

/** Null: nothing is traced. The variables are OpenTelemetry's own. */
export function parseTraceSettings(env: Env, faults: string[]): TraceSettings | null {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim()
  if (!endpoint) return null
  const url = URL.parse(endpoint)
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    faults.push('OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector, like http://localhost:4318.')
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG?.trim() || 1)
  if (!(ratio >= 0 && ratio <= 1))
    faults.push(
      `OTEL_TRACES_SAMPLER_ARG is "${env.OTEL_TRACES_SAMPLER_ARG}"; it must be the part of holds to trace, from 0 to 1.`,
    )
  return { endpoint, serviceName: env.OTEL_SERVICE_NAME?.trim() || 'fullhouse', ratio }
}
