import type { RefusalOf } from '../../contract/refusals.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { DemoBehaviour, DemoPayment } from '../../contract/shapes/payments.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { readAttempts, readBegunPayments } from '../sql/read-payments.ts'
import { beginAttempt } from './begin-payment.ts'
import type { Booking, Caller } from './booking.ts'
import { checkPayment } from './check-payment.ts'
import { findOrder, readOrder } from './read-orders.ts'

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
  const seen = await page.pay(begun.value.opened.providerRef, behaviour)
  return comeBack(booking, caller, orderId, seen, behaviour)
}

/** The buyer has told the bank whether it is them. */
export async function answerDemoChallenge(
  booking: Booking,
  page: DemoPage,
  caller: Caller,
  orderId: string,
  approved: boolean,
): Promise<Outcome<Order, PayDemoRefusal>> {
  const ref = await newestRef(booking, caller, orderId)
  if (ref === undefined) return refuse({ code: 'NOT_FOUND' })
  return comeBack(booking, caller, orderId, await page.answerChallenge(ref, approved), 'challenge')
}

/** What the demo's payment page shows, also of an attempt that ended while it was being looked at. */
export async function lookAtDemo(
  booking: Booking,
  page: DemoPage,
  caller: Caller,
  orderId: string,
): Promise<Outcome<DemoPayment, RefusalOf<'NOT_FOUND'>>> {
  const ref = await newestRef(booking, caller, orderId, readAttempts)
  const seen = ref === undefined ? undefined : await page.look(ref)
  if (seen === undefined) return refuse({ code: 'NOT_FOUND' })
  const { state, declined, amount, currency } = seen
  return ok({ state, declined, total: { amount, currency } })
}

async function newestRef(
  booking: Booking,
  caller: Caller,
  orderId: string,
  read = readBegunPayments,
): Promise<string | undefined> {
  const order = await findOrder(booking, caller, orderId)
  if (order === undefined) return undefined
  const attempts = await read(booking.pool, order.eventId, orderId)
  return (
    attempts.find(({ provider, providerRef }) => provider === 'demo' && providerRef !== null)?.providerRef ??
    undefined
  )
}

async function comeBack(
  booking: Booking,
  caller: Caller,
  orderId: string,
  seen: DemoLook | undefined,
  behaviour: DemoBehaviour,
): Promise<Outcome<Order, PayDemoRefusal>> {
  if (seen === undefined) return refuse({ code: 'NOT_FOUND' })
  if (seen.declined !== null) return refuse({ code: 'PAYMENT_DECLINED' })
  if (!byWebhookOnly.includes(behaviour)) return checkPayment(booking, caller, orderId)
  const order = await readOrder(booking, caller, orderId)
  return order === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(order)
}
