import type { FastifyInstance } from 'fastify'
import { ok, refuse } from '../domain/outcome.ts'
import type { Lab } from '../lab/lab.ts'
import { organiserId } from './organiser.ts'
import { route } from './route.ts'

/** A page that somebody's browser keeps and shows: it loads nothing, and what runs in it is its own only. */
const REPORT_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'`

/** The lab, for organisers. Another's runs are not there. */
export function labRoutes(app: FastifyInstance, lab: Lab): void {
  route(app, 'startLabRun', ({ identity, body }) => lab.start(organiserId(identity), body))

  route(app, 'listLabRuns', async ({ identity }) => ok(await lab.list(organiserId(identity))))

  route(app, 'getLabRun', ({ identity, params }) => lab.show(organiserId(identity), params.id))

  route(app, 'listLabEvents', ({ identity, params, query }) =>
    lab.events(organiserId(identity), params.id, query),
  )

  route(app, 'getLabReport', async ({ identity, params, query, reply }) => {
    const found = await lab.report(organiserId(identity), params.id)
    if (!found.ok) return found
    const { report, html } = found.value
    if (query.format !== 'html') return ok(report)
    if (html === null) return refuse({ code: 'NOT_FOUND' })
    return reply
      .header('content-security-policy', REPORT_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html)
  })

  route(app, 'stopLabRun', ({ identity, params }) => lab.stop(organiserId(identity), params.id))

  route(app, 'deleteLabRun', ({ identity, params }) => lab.remove(organiserId(identity), params.id))
}
