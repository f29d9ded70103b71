import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LabPasses } from '../lab/lab-pass.ts'
import type { RequestMeter } from '../observe/request-meter.ts'
import type { AnyRefusal } from './error-reply.ts'
import type { Recognised } from './identify.ts'
import type { Identity } from './identity.ts'

/**
 * What stands between the network and every operation. Each answers at once whenever it can: on the hot path a promise
 * costs as much as the check.
 */
export interface Edge {
  /** A reason to refuse before anything is read: another site's page writing, an address in too much of a hurry. */
  admit(request: FastifyRequest): AnyRefusal | null
  /**
   * Who is asking; sets a guest cookie on the reply to a newcomer. `null`: the request carries a bearer token that is
   * no session's, so it is refused rather than done in a guest's name.
   */
  identify(request: FastifyRequest, reply: FastifyReply): Identity | null | Promise<Identity | null>
  /** The same without a reply, for sockets; a newcomer's cookie is among `cookies`, to be set or left. */
  recognise(headers: IncomingHttpHeaders): Recognised | Promise<Recognised>
  meter: RequestMeter
  /** Whether a request comes from a run of the lab. */
  labPasses: LabPasses
  /** A reason to refuse this customer now; `null` in place of the function: nothing is limited. */
  limit: ((identity: Identity, isWrite: boolean) => AnyRefusal | null) | null
}

declare module 'fastify' {
  interface FastifyInstance {
    edge: Edge
  }
  interface FastifyContextConfig {
    /** The contract's name of the operation behind a route. */
    operation?: string
  }
}
