import type { CodeFault } from '../../contract/refusals.ts'
import type { AppliedCode, Discount } from './pricing.ts'

/** A word that takes something off the price, opens locked categories, lets its owner in before the sale, or all of it. */
export interface CodeRule {
  code: string
  discount: Discount
  /** What the discount is for; null: every category. */
  categories: readonly string[] | null
  unlocks: readonly string[]
  presale: boolean
  maxTickets: number | null
  maxPerCustomer: number | null
  validFrom: Date | null
  validUntil: Date | null
  active: boolean
}

const FORM = /^[A-Z0-9][A-Z0-9_-]{1,39}$/

/** A code as it is kept, or null for what cannot be one: people type lower case and paste spaces. */
export function readCode(text: string): string | null {
  const code = text.trim().toUpperCase()
  return FORM.test(code) ? code : null
}

/** What is wrong with a code at a moment, whatever the seats. `use_code` repeats it by the ledger's clock. */
export function judgeCode(rule: CodeRule | undefined, now: Date): CodeFault | null {
  if (rule === undefined || !rule.active) return 'unknown'
  if (rule.validFrom !== null && rule.validFrom > now) return 'not_yet_valid'
  if (rule.validUntil !== null && rule.validUntil <= now) return 'expired'
  return null
}

/** A code that does nothing for any of these seats would be used up for nothing. */
export function coversAny(rule: CodeRule, categories: readonly string[]): boolean {
  return rule.categories === null || categories.some((name) => rule.categories!.includes(name))
}

/** What a code that gives access covers besides its discount: the seats that it opened. */
export function applied({ code, discount, categories }: CodeRule): AppliedCode {
  return { code, discount, categories }
}

/** Tickets that may still be had with a code; null: as many as one likes. */
export function ticketsLeft(rule: CodeRule, used: { byAll: number; byCustomer: number }): number | null {
  const left = [
    ...(rule.maxTickets === null ? [] : [rule.maxTickets - used.byAll]),
    ...(rule.maxPerCustomer === null ? [] : [rule.maxPerCustomer - used.byCustomer]),
  ]
  return left.length === 0 ? null : Math.max(0, Math.min(...left))
}
