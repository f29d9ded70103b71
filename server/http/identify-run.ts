import type { FastifyRequest } from 'fastify'
import { LAB_PASS_HEADER } from '../../contract/lab-pass.ts'
import type { LabPasses } from '../lab/lab-pass.ts'
import type { Identity } from './identity.ts'
import './edge.ts'

/**
 * The process of a run reads the ledger of its sandbox in the name of whose run it is, to check what its buyers were told.
 * That is all it may do so: for anything else, and for everybody else, the answer is null.
 */
export function identifyRun(passes: LabPasses, request: FastifyRequest): Identity | null {
  const header = request.raw.headers[LAB_PASS_HEADER]
  if (header === undefined || request.routeOptions.config.operation !== 'dumpLedger') return null
  const pass = passes.read(header)
  if (pass === null || (request.params as { id?: string }).id !== pass.eventId) return null
  const { organiserId: id } = pass
  return { customerId: id, customerIds: [id], user: { id, name: '', email: '', role: 'organiser' } }
}
