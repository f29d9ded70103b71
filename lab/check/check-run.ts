import type { LabVerdict } from '../../contract/shapes/lab.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Finding } from '../audit/findings.ts'
import { rules } from '../audit/findings.ts'
import type { House } from '../crowd/house.ts'
import type { Recorded } from './history.ts'
import { judgeAnswers } from './judge-answers.ts'
import { judgeCaps, judgeOrders, judgeRetries } from './judge-customers.ts'
import { judgeGrants, judgeOwners, judgeTime } from './judge-holds.ts'
import {
  judgeExplained,
  judgeMaps,
  judgeRefunds,
  judgeWord,
  type MapsSeen,
  othersSeats,
} from './judge-ledger.ts'
import { judgeSoldOut, judgeTaken } from './judge-refusals.ts'
import { readServerClock } from './server-clock.ts'
import { tellStories } from './stories.ts'
import { collectFindings } from './verdict.ts'

export interface Run {
  house: House
  /** In the order of their answers. */
  records: readonly Recorded[]
  /** The seats before the first buyer came, a byte each. */
  before: Uint8Array
  /** When the last one has gone, and the audit's findings on it. */
  ledger: LedgerDump
  audit: readonly Finding[]
  maps: MapsSeen
  /** Nobody else takes seats of this event. */
  exclusive: boolean
}

/**
 * Judges a run from what its buyers asked and were told, and from the ledger at its end. It knows nothing else of the server.
 * Everything is O(n log n) in the number of requests.
 */
export function checkRun(run: Run): LabVerdict {
  const began = performance.now()
  const { house, records, ledger, exclusive } = run
  const findings = collectFindings()
  const clock = readServerClock(records)
  const stories = tellStories(records, clock)
  const others = othersSeats(stories, ledger, run.before, exclusive)
  judgeOwners(stories, house, findings)
  judgeGrants(records, findings)
  judgeSoldOut(records, stories, house, others, findings)
  judgeTaken(records, stories, house, others, findings)
  judgeTime(stories, clock, house, findings)
  judgeCaps(records, stories, house, findings)
  judgeRetries(records, stories, findings)
  judgeOrders(records, findings)
  judgeAnswers(records, stories, findings)
  judgeWord(stories, ledger, findings)
  judgeRefunds(stories, ledger, findings)
  if (exclusive) judgeExplained(records, stories, ledger, findings)
  judgeMaps(run.maps, house, findings)
  findings.looked('audit', ledger.claims.length + ledger.holds.length + ledger.orders.length)
  for (const { rule, detail } of run.audit) findings.violate('audit', `${rule}, ${rules[rule]}: ${detail}`)
  return findings.verdict((performance.now() - began) / 1000)
}
