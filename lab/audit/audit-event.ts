import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import { findDrift, lastingDrift, miscounts } from './drift.ts'
import type { Finding } from './findings.ts'
import { judge } from './judge.ts'

export interface Audited {
  findings: Finding[]
  counts: LedgerDump['availability']['counts']
  orders: number
  tickets: number
}

/** Looks taken at an availability that differs, before it is called drift, and the pause between them. */
const looks = 12
const pauseMs = 250

/**
 * Audits one event. Ledger rules are judged in every dump; a difference of availability only counts when it is the
 * same at every look, over three seconds, so that a sale in full swing can be audited.
 */
export async function auditEvent(dump: () => Promise<LedgerDump>): Promise<Audited> {
  let ledger = await dump()
  const findings = judge(ledger)
  let drift = findDrift(ledger)
  let wrong = miscounts(ledger)
  for (
    let look = 1;
    look < looks && (drift.size > 0 || wrong.length > 0) && findings.length === 0;
    look += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    ledger = await dump()
    findings.push(...judge(ledger))
    drift = lastingDrift(drift, findDrift(ledger))
    wrong = miscounts(ledger)
  }
  for (const [seat, difference] of drift) {
    findings.push({ rule: 'availability-drifts', detail: `seat ${seat}: ${difference}` })
  }
  return {
    findings: [...findings, ...wrong],
    counts: ledger.availability.counts,
    orders: ledger.orders.length,
    tickets: ledger.tickets.filter(({ state }) => state === 'valid').length,
  }
}
