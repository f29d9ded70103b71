import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { describeEvent, numbersOfSale } from '../booking/describe-event.ts'
import { listChoices } from '../booking/list-choices.ts'
import { listEvents } from '../booking/list-events.ts'
import { previewBest } from '../booking/preview-best.ts'
import { type Sale, seeEvent } from '../booking/see-event.ts'
import { showAvailability } from '../booking/show-availability.ts'
import { showPlan } from '../booking/show-plan.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { eventLimits } from '../limits/event-limits.ts'
import type { CodeGuesses } from './code-guesses.ts'
import type { Identity } from './identity.ts'
import { chooseCoding, createPlanReplies } from './plan-replies.ts'
import { route } from './route.ts'

const YEAR_SECONDS = 365 * 24 * 3600
const NOT_FOUND = refuse({ code: 'NOT_FOUND' })

/** What anyone may look at: the list, one event, its plan, its seats. */
export function eventRoutes(app: FastifyInstance, booking: Booking, guesses: CodeGuesses): void {
  const { inventory } = booking
  const plans = createPlanReplies((id, version) => showPlan(booking, id, version), eventLimits.plans)
  const now = () => new Date(inventory.nowMs())
  const see = (idOrSlug: string, identity: Identity) => seeEvent(booking, idOrSlug, identity.user?.id)

  route(app, 'listEvents', ({ query }) => listEvents(booking, query))
  route(app, 'listChoices', ({ query }) => listChoices(booking, query.past ?? false))

  const describe = (sale: Sale | undefined) =>
    sale === undefined ? NOT_FOUND : ok(describeEvent(sale.event, numbersOfSale(sale), now()))
  route(app, 'getEvent', ({ params, identity }) => {
    const sale = see(params.idOrSlug, identity)
    return sale instanceof Promise ? sale.then(describe) : describe(sale)
  })

  route(app, 'getPlan', async ({ params, identity, request, reply }) => {
    const sale = await see(params.idOrSlug, identity)
    if (sale === undefined) return NOT_FOUND
    const { id, plan_version: version } = sale.event
    const coding = chooseCoding(request.headers['accept-encoding'])
    // A strong tag names bytes, so each coding has its own; whoever has any of them has the plan.
    const tag = coding === 'identity' ? `${id}-${version}` : `${id}-${version}-${coding}`
    reply.header('etag', `"${tag}"`)
    reply.header('vary', 'accept-encoding')
    reply.header('cache-control', cachingOf(request, version))
    if (isKnown(request.headers['if-none-match'], `${id}-${version}`)) return reply.code(304).send()
    const body = await plans.body(id, version, coding)
    if (body === undefined) return NOT_FOUND
    if (coding !== 'identity') reply.header('content-encoding', coding)
    return sendJson(reply, body)
  })

  route(app, 'previewBest', ({ params, query, identity, request, reply }) => {
    reply.header('cache-control', 'no-store')
    return guesses.judge({ identity, request }, query.code, () =>
      previewBest(booking, params.idOrSlug, query, {
        userId: identity.user?.id,
        customerId: identity.customerId,
      }),
    )
  })

  const showSeats = (sale: Sale | undefined, reply: FastifyReply) => {
    if (sale === undefined) return NOT_FOUND
    reply.header('cache-control', 'no-store')
    return sendJson(reply, showAvailability(sale).text)
  }
  route(app, 'getAvailability', ({ params, identity, reply }) => {
    const sale = see(params.idOrSlug, identity)
    return sale instanceof Promise ? sale.then((found) => showSeats(found, reply)) : showSeats(sale, reply)
  })
}

/** A body that is JSON already. */
function sendJson(reply: FastifyReply, body: string | Buffer): FastifyReply {
  return reply.code(200).header('content-type', 'application/json; charset=utf-8').send(body)
}

/**
 * The address of a plan names no version, so a copy is asked about each time, which costs a 304; with `?v=` and the
 * version it is good for ever. Private, because the reply may carry a newcomer's guest cookie.
 */
function cachingOf(request: FastifyRequest, version: number): string {
  const { v } = request.query as { v?: string }
  return v === String(version) ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, no-cache'
}

function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((item) => {
    const known = item.trim().replace(/^W\//, '')
    return known === '*' || known === `"${tag}"` || known.startsWith(`"${tag}-`)
  })
}
