import { type Books, makeId, nowSeconds } from './books.ts'
import { type Form, formAt, textAt } from './form.ts'
import { wholeNumber } from './intents.ts'
import { type Dispute, invalid, type Refund } from './shapes.ts'

export function createRefund(books: Books, form: Form): Refund {
  const intent = books.intent(textAt(form, 'payment_intent') ?? '')
  const charge = books.chargeOf(intent)
  if (!charge?.captured)
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    })
  const left = charge.amount_captured - charge.amount_refunded
  const amount = form.amount === undefined ? left : wholeNumber(form, 'amount')
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  if (amount > left)
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    })
  if (charge.disputed)
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount_captured
  const refund: Refund = {
    id: makeId('re'),
    object: 'refund',
    amount,
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    metadata: formAt(form, 'metadata') as Record<string, string>,
    payment_intent: intent.id,
    reason: textAt(form, 'reason') ?? null,
    status: 'succeeded',
  }
  books.refunds.set(refund.id, refund)
  books.tell('refund.created', refund)
  books.tell('charge.refunded', charge)
  return refund
}

/** The bank could not place the money: it comes back to the account, and the refund has failed after all. */
export function failRefund(books: Books, id: string): Refund {
  const refund = books.refunds.get(id)!
  const charge = books.charges.get(refund.charge)!
  refund.status = 'failed'
  refund.failure_reason = 'lost_or_stolen_card'
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  books.tell('refund.failed', refund)
  return refund
}

/** The buyer asks their bank for the money back. */
export function dispute(books: Books, intentId: string): Dispute {
  const intent = books.intent(intentId)
  const charge = books.chargeOf(intent)!
  charge.disputed = true
  const opened: Dispute = {
    id: makeId('dp'),
    object: 'dispute',
    amount: charge.amount_captured,
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    payment_intent: intent.id,
    reason: 'fraudulent',
    status: 'needs_response',
  }
  books.disputes.set(opened.id, opened)
  books.tell('charge.dispute.created', opened)
  return opened
}
