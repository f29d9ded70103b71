import type { RefusalOf } from '../../contract/refusals.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { DemoBehaviour, DemoPayment } from '../../contract/shapes/payments.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { readAttempts, readBegunPayments } from '../sql/read-payments.ts'
import { beginAttempt } from './begin-payment.ts'
import type { Booking, Caller } from './booking.ts'
import { checkPaymentOf } from './check-payment.ts'
import { findEventOfOrder, readOrder } from './read-orders.ts'

/** What a buyer can do on the demo provider's payment page. */
export interface DemoPage {
  pay(providerRef: string, behaviour: DemoBehaviour): Promise<DemoLook | undefined>
  answerChallenge(providerRef: string, approved: boolean): Promise<DemoLook | undefined>
  look(providerRef: string): Promise<DemoLook | undefined>
}

type DemoLook = Omit<DemoPayment, 'amount' | 'currency' | 'total'> & { amount: number; currency: string }

export type PayDemoRefusal = RefusalOf<'NOT_FOUND' | 'PAYMENT_DECLINED' | 'HOLD_EXPIRED' | 'HOLD_ENDED'>

/** News of these is left to the webhook, which is what they are about. */
const byWebhookOnly: readonly DemoBehaviour[] = ['webhook_lost', 'webhook_twice', 'webhook_first']

/**
 * Pays an order with play money: begins an attempt, does on the provider's page what its buyer would, and comes back as a
 * page comes back. Nothing here confirms anything; what the provider says, when it is asked, does.
 */
export async function payDemo(
  booking: Booking,
  page: DemoPage,
  caller: Caller,
  orderId: string,
  behaviour: DemoBehaviour,
): Promise<Outcome<Order, PayDemoRefusal>> {
  const begun = await beginAttempt(booking, caller, orderId)
  if (!begun.ok) {
    if (begun.refusal.code !== 'ALREADY_PAID') return refuse({ code: begun.refusal.code })
    const paid = await readOrder(booking, caller, orderId)
    return paid === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(paid)
  }
  const { payment, opened } = begun.value
  const seen = await page.pay(opened.providerRef, behaviour)
  return comeBack(booking, caller, payment, seen, behaviour)
}

/** The buyer has told the bank whether it is them. */
export async function answerDemoChallenge(
  booking: Booking,
  page: DemoPage,
  caller: Caller,
  orderId: string,
  approved: boolean,
): Promise<Outcome<Order, PayDemoRefusal>> {
  const attempt = await findAttempt(booking, caller, orderId)
  if (attempt === undefined) return refuse({ code: 'NOT_FOUND' })
  return comeBack(booking, caller, attempt, await page.answerChallenge(attempt.ref, approved), 'challenge')
}

/** What the demo's payment page shows, also of an attempt that ended while it was being looked at. */
export async function lookAtDemo(
  booking: Booking,
  page: DemoPage,
  caller: Caller,
  orderId: string,
): Promise<Outcome<DemoPayment, RefusalOf<'NOT_FOUND'>>> {
  const attempt = await findAttempt(booking, caller, orderId, readAttempts)
  const seen = attempt === undefined ? undefined : await page.look(attempt.ref)
  if (seen === undefined) return refuse({ code: 'NOT_FOUND' })
  const { state, declined, amount, currency } = seen
  return ok({ state, declined, total: { amount, currency } })
}

interface Attempt {
  eventId: string
  orderId: string
  /** What the provider calls it. */
  ref: string
}

/** The newest attempt at an order of the caller's that the provider knows of. */
async function findAttempt(
  booking: Booking,
  caller: Caller,
  orderId: string,
  read = readBegunPayments,
): Promise<Attempt | undefined> {
  const eventId = await findEventOfOrder(booking, caller, orderId)
  if (eventId === undefined) return undefined
  for (const { provider, providerRef: ref } of await read(booking.pool, eventId, orderId))
    if (provider === 'demo' && ref !== null) return { eventId, orderId, ref }
  return undefined
}

async function comeBack(
  booking: Booking,
  caller: Caller,
  { eventId, orderId }: Pick<Attempt, 'eventId' | 'orderId'>,
  seen: DemoLook | undefined,
  behaviour: DemoBehaviour,
): Promise<Outcome<Order, PayDemoRefusal>> {
  if (seen === undefined) return refuse({ code: 'NOT_FOUND' })
  if (seen.declined !== null) return refuse({ code: 'PAYMENT_DECLINED' })
  if (!byWebhookOnly.includes(behaviour)) return checkPaymentOf(booking, caller, eventId, orderId)
  const order = await readOrder(booking, caller, orderId)
  return order === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(order)
}
