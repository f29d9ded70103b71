import type { LabVerdict, LabViolation } from '../../contract/shapes/lab.ts'

/** What is checked of a run, and what each means. The names are stable: reports of different times are compared by them. */
export const checks = {
  'one-owner': 'no seat has two owners at any time: the history of each seat is linearisable',
  'all-or-nothing': 'whoever is granted seats gets exactly those asked for, or as many, and none twice',
  'true-sold-out': 'at some moment between asking and answer there really was too little free',
  'true-taken': 'a seat that was said to be taken was somebody’s, or asked for by somebody, meanwhile',
  'hold-lasts': 'a hold lasts as long as was promised, by one clock, and cannot be bought when it is over',
  cap: 'no customer has more seats at a time than the event allows, and none is refused who would not have',
  'one-answer': 'one Idempotency-Key is one hold; one hold is one order',
  money:
    'an order costs what its seats cost, has a ticket for each, and no money goes back that was not given up',
  'word-kept': 'what a buyer was told is what the ledger has at the end: nothing lost, nothing changed',
  explained: 'the ledger has no hold and no order that nobody of these buyers can have made',
  'fair-refusal': 'nothing was refused for a reason that cannot be, and the server did not fail',
  'live-map': 'who follows the live map sees at the end what the ledger has',
  audit: 'the ledger adds up by itself',
} as const
export type CheckName = keyof typeof checks

export interface Findings {
  /** So many things were looked at for this check. */
  looked(name: CheckName, count?: number): void
  violate(
    name: CheckName,
    detail: string,
    about?: { seats?: readonly number[]; buyers?: readonly number[] },
  ): void
  verdict(checkSeconds: number): LabVerdict
}

/** A server that is wrong at all is wrong thousands of times: of each kind so many are kept, and all are counted. */
const keptEach = 15

export function collectFindings(): Findings {
  const looked = new Map<string, number>()
  const found = new Map<string, number>()
  const violations: LabViolation[] = []
  return {
    looked(name, count = 1) {
      looked.set(name, (looked.get(name) ?? 0) + count)
    },
    violate(name, detail, { seats = [], buyers = [] } = {}) {
      const count = (found.get(name) ?? 0) + 1
      found.set(name, count)
      if (count <= keptEach) violations.push({ rule: name, detail, seats: [...seats], buyers: [...buyers] })
    },
    verdict: (checkSeconds) => ({
      passed: found.size === 0,
      checks: Object.entries(checks).map(([name, what]) => ({
        name,
        what,
        checked: looked.get(name) ?? 0,
        violations: found.get(name) ?? 0,
      })),
      violations,
      checkSeconds,
    }),
  }
}
