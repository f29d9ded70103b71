import type { Buyer } from '../../../contract/shapes/orders.ts'

export type BuyerErrors = Partial<Record<keyof Buyer, string>>

/** The contract's own rule for an address, so that the page and the server never disagree. */
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
const LONGEST_NAME = 200
const LONGEST_EMAIL = 254

/** What is wrong, field by field; nothing when all is well. */
export function checkBuyer(buyer: Buyer): BuyerErrors {
  const errors: BuyerErrors = {}
  const name = buyer.name.trim()
  const email = buyer.email.trim()
  if (name === '') errors.name = 'Please enter your name; it is printed on the tickets.'
  else if (name.length > LONGEST_NAME) errors.name = `Please shorten the name to ${LONGEST_NAME} characters.`
  if (email === '')
    errors.email = 'Please enter your e-mail address, in case something about the event changes.'
  else if (!EMAIL.test(email) || email.length > LONGEST_EMAIL) {
    errors.email = 'This does not look like an e-mail address. It should be like name@example.com.'
  }
  return errors
}

/** The server's faults, by path, laid beside the fields they belong to. */
export function errorsByField(faults: readonly { path: string; message: string }[]): BuyerErrors {
  const errors: BuyerErrors = {}
  for (const { path, message } of faults) {
    if (path.endsWith('/name')) errors.name ??= message
    else if (path.endsWith('/email')) errors.email ??= message
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
