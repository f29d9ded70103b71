import type { Buyer } from '../../../contract/shapes/orders.ts'
import { texts } from '../../i18n/texts.ts'

export type BuyerErrors = Partial<Record<keyof Buyer, string>>

/** The contract's own rule for an address, so that the page and the server never disagree. */
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
const LONGEST_NAME = 200
const LONGEST_EMAIL = 254

/** What is wrong, field by field; nothing when all is well. */
export function checkBuyer(buyer: Buyer): BuyerErrors {
  const t = texts().checkout.errors
  const errors: BuyerErrors = {}
  const name = buyer.name.trim()
  const email = buyer.email.trim()
  if (name === '') errors.name = t.noName
  else if (name.length > LONGEST_NAME) errors.name = t.longName(LONGEST_NAME)
  if (email === '') errors.email = t.noEmail
  else if (!EMAIL.test(email) || email.length > LONGEST_EMAIL) errors.email = t.wrongEmail
  return errors
}

/** The server's faults, by path, laid beside the fields they belong to; in our words, because the server speaks English. */
export function errorsByField(faults: readonly { path: string }[]): BuyerErrors {
  const t = texts().checkout.errors
  const errors: BuyerErrors = {}
  for (const { path } of faults) {
    if (path.endsWith('/name')) errors.name = t.nameRefused
    else if (path.endsWith('/email')) errors.email = t.wrongEmail
  }
  return errors
}

const DRAFT_KEY = 'fullhouse.buyer'

/** What was typed outlives a reload and a lost connection, for as long as the tab is open. */
export function readDraft(): Buyer | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(DRAFT_KEY) ?? 'null')
    return typeof draft?.name === 'string' && typeof draft?.email === 'string' ? draft : null
  } catch {
    return null
  }
}

export function keepDraft(buyer: Buyer): void {
  try {
    sessionStorage.setItem(DRAFT_KEY, JSON.stringify(buyer))
  } catch {
    // Without storage the form itself still remembers.
  }
}
