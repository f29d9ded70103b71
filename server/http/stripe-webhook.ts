import type { FastifyInstance } from 'fastify'
import { httpLimits } from '../limits/http-limits.ts'
import { rateLimits } from '../limits/request-limits.ts'
import './edge.ts'
import { replyRefusal } from './error-reply.ts'
import { createLimiter, networkOf } from './rate-limits.ts'

export interface StripeWebhook<Event> {
  /** Checks the signature over the body as it came. */
  read(
    body: Buffer,
    signature: string | undefined,
  ): Promise<{ kind: 'event'; event: Event } | { kind: 'no news' } | { kind: 'not signed' }>
  /** Resolves when what the event changes, and that it came, is committed. */
  receive(event: Event): Promise<unknown>
  rateLimits: boolean
}

const PATH = '/api/v1/payments/stripe/webhook'

/**
 * Where Stripe tells us of payments. Who it is is settled by a signature, so there is neither a cookie nor a check of
 * origin; it has a rate of its own, because a rush sends thousands of events from a few addresses. Answered 200 only when
 * the event's effect is durable; whatever else is answered makes Stripe send it again.
 */
export function stripeWebhook<Event>(app: FastifyInstance, webhook: StripeWebhook<Event>): void {
  const limit = webhook.rateLimits ? createLimiter(rateLimits.webhooks) : null
  const measure = app.edge.meter.operation('stripeWebhook')

  app.register(async (own) => {
    // The signature is over these very bytes.
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    own.post<{ Body: Buffer | undefined }>(PATH, {
      bodyLimit: httpLimits.bodyBytes.stripeWebhook,
      schema: {
        summary: 'Where Stripe sends its events',
        description:
          'Signed by Stripe; answered when the effect is durable, and ignored when it tells nothing of ours.',
        tags: ['Payments'],
        operationId: 'stripeWebhook',
      },
      onRequest(request, reply, done) {
        const retryAfterSeconds = limit === null ? 0 : limit(networkOf(request.ip))
        if (retryAfterSeconds > 0) replyRefusal(reply, { code: 'RATE_LIMITED', retryAfterSeconds })
        else done()
      },
      async handler(request, reply) {
        const startedMs = performance.now()
        const signature = request.raw.headers['stripe-signature']
        const read = await webhook.read(
          request.body ?? Buffer.alloc(0),
          typeof signature === 'string' ? signature : undefined,
        )
        if (read.kind === 'not signed') replyRefusal(reply, { code: 'INVALID_SIGNATURE' })
        else {
          if (read.kind === 'event') await webhook.receive(read.event)
          reply.header('cache-control', 'no-store').code(200).send({ received: true })
        }
        measure(reply.statusCode, startedMs)
        return reply
      },
    })
  })
}
