import type { CodeRule } from './code.ts'

/** Times are seconds from now. */
export interface CodeCase {
  name: string
  rule: (Partial<Omit<CodeRule, 'validFrom' | 'validUntil'>> & { from?: number; until?: number }) | undefined
  used: { byAll: number; byCustomer: number }
  tickets: number
  verdict: 'unknown' | 'not_yet_valid' | 'expired' | 'used_up' | null
}

const unused = { byAll: 0, byCustomer: 0 }

/** What `domain/code.ts` and the ledger's `use_code` must both say: the rule is written twice, and tested by one table. */
export const codeCases: CodeCase[] = [
  { name: 'no such code', rule: undefined, used: unused, tickets: 1, verdict: 'unknown' },
  { name: 'switched off', rule: { active: false }, used: unused, tickets: 1, verdict: 'unknown' },
  { name: 'no limits', rule: {}, used: { byAll: 999, byCustomer: 999 }, tickets: 100, verdict: null },
  { name: 'before its time', rule: { from: 60 }, used: unused, tickets: 1, verdict: 'not_yet_valid' },
  { name: 'after its time', rule: { until: -1 }, used: unused, tickets: 1, verdict: 'expired' },
  { name: 'in its time', rule: { from: -60, until: 60 }, used: unused, tickets: 1, verdict: null },
  {
    name: 'as many as are left',
    rule: { maxTickets: 5 },
    used: { byAll: 3, byCustomer: 0 },
    tickets: 2,
    verdict: null,
  },
  {
    name: 'one more than is left',
    rule: { maxTickets: 5 },
    used: { byAll: 3, byCustomer: 0 },
    tickets: 3,
    verdict: 'used_up',
  },
  {
    name: 'used more than the limit that was set later',
    rule: { maxTickets: 2 },
    used: { byAll: 3, byCustomer: 0 },
    tickets: 1,
    verdict: 'used_up',
  },
  {
    name: 'the customer’s last ones',
    rule: { maxPerCustomer: 4 },
    used: { byAll: 9, byCustomer: 2 },
    tickets: 2,
    verdict: null,
  },
  {
    name: 'one too many for the customer',
    rule: { maxPerCustomer: 4 },
    used: { byAll: 9, byCustomer: 2 },
    tickets: 3,
    verdict: 'used_up',
  },
  {
    name: 'the narrower of two limits',
    rule: { maxTickets: 4, maxPerCustomer: 4 },
    used: { byAll: 3, byCustomer: 0 },
    tickets: 2,
    verdict: 'used_up',
  },
]

export function codeRule(rule: NonNullable<CodeCase['rule']>, now: Date): CodeRule {
  const { from, until, ...rest } = rule
  const at = (seconds: number | undefined) =>
    seconds === undefined ? null : new Date(now.getTime() + seconds * 1000)
  return {
    code: 'X1',
    discount: { kind: 'none' },
    categories: null,
    unlocks: [],
    presale: false,
    maxTickets: null,
    maxPerCustomer: null,
    active: true,
    ...rest,
    validFrom: at(from),
    validUntil: at(until),
  }
}
