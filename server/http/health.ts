import type { FastifyInstance } from 'fastify'
import { replyRefusal } from './error-reply.ts'

export interface Health {
  /** Whether requests can be served now; else why not, in a few words for an operator. */
  ready(): Promise<{ ready: boolean; reason?: string }>
  metrics: { contentType: string; metrics(): Promise<string> }
}

/** For load balancers, orchestrators and dashboards. None of it needs an identity or counts towards a limit. */
export function healthRoutes(app: FastifyInstance, { ready, metrics }: Health): void {
  const hide = { schema: { hide: true } }
  app.get('/healthz', hide, (_request, reply) => {
    reply.header('cache-control', 'no-store').send({ status: 'alive' })
  })
  app.get('/readyz', hide, async (_request, reply) => {
    const state = await ready()
    if (state.ready) return reply.header('cache-control', 'no-store').send({ status: 'ready' })
    const why = state.reason === undefined ? {} : { detail: `Not ready: ${state.reason}.` }
    replyRefusal(reply, { code: 'UNAVAILABLE', retryAfterSeconds: 1, ...why })
    return reply
  })
  app.get('/metrics', hide, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.metrics()),
  )
}
