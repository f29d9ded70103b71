import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Find } from './judge.ts'

type Order = LedgerDump['orders'][number]
type Payment = LedgerDump['payments'][number]
type Refund = LedgerDump['refunds'][number]

/**
 * Money: what was captured and does not go back is what tickets are worth, or a fee that the event says is kept. A refund that
 * is due counts as gone: it is written down, and done until it has worked. One that the provider refuses does not.
 */
export function judgeMoney(dump: LedgerDump, find: Find): void {
  const refundsOf = Map.groupBy(
    dump.refunds.filter(({ state }) => state !== 'failed'),
    ({ paymentId }) => paymentId,
  )
  const paymentsOf = Map.groupBy(dump.payments, ({ orderId }) => orderId)
  const isGone = new Set(
    dump.tickets.filter(({ state }) => state !== 'valid').map(({ id, orderId }) => `${orderId}/${id}`),
  )
  for (const payment of dump.payments) judgePayment(payment, refundsOf.get(payment.id) ?? [], find)
  for (const order of dump.orders) {
    const payments = paymentsOf.get(order.id) ?? []
    judgePaid(order, payments, find)
    judgeKept(order, payments, refundsOf, dump.cancelFee, find)
    judgeGiven(order, payments, refundsOf, isGone, find)
  }
}

function judgePayment(payment: Payment, refunds: readonly Refund[], find: Find): void {
  const back = sum(refunds)
  if (back > payment.amount) find('refunded-too-much', `payment ${payment.id}: ${back} of ${payment.amount}`)
}

function judgePaid(order: Order, payments: readonly Payment[], find: Find): void {
  if (order.state !== 'confirmed' || order.total === 0) return
  const paying = payments.filter(({ counts }) => counts)
  const isSure = paying.some(
    ({ state, wanted, amount }) =>
      amount === order.total && (state === 'captured' || (state === 'authorised' && wanted === 'capture')),
  )
  if (paying.length !== 1 || !isSure)
    find('paid-order-without-money', `order ${order.id}: ${JSON.stringify(paying)}`)
}

function judgeKept(
  order: Order,
  payments: readonly Payment[],
  refundsOf: ReadonlyMap<string, Refund[]>,
  cancelFee: number,
  find: Find,
): void {
  for (const payment of payments) {
    if (payment.state !== 'captured') continue
    const refunds = refundsOf.get(payment.id) ?? []
    const kept = payment.amount - sum(refunds)
    // The staff may give back what they think is right.
    if (payment.counts && (order.state === 'confirmed' || refunds.some(({ byStaff }) => byStaff))) continue
    const mayBeKept = payment.counts ? cancelFee * order.seats.length : 0
    if (kept > mayBeKept)
      find('charged-for-nothing', `order ${order.id} is ${order.state}: ${kept} of payment ${payment.id}`)
  }
}

/**
 * What pays for tickets stays, unless somebody means it: the staff, as a goodwill; whoever sits at the provider's own desk; or
 * the buyer, who cancelled some of the tickets and kept the others. That money was late is no reason: either it brought tickets
 * or it goes back.
 */
function judgeGiven(
  order: Order,
  payments: readonly Payment[],
  refundsOf: ReadonlyMap<string, Refund[]>,
  isGone: ReadonlySet<string>,
  find: Find,
): void {
  if (order.state !== 'confirmed') return
  for (const payment of payments) {
    if (!payment.counts) continue
    for (const { id, amount, byStaff, atProvider, ticketIds } of refundsOf.get(payment.id) ?? []) {
      const isForCancelled =
        ticketIds.length > 0 && ticketIds.every((ticket) => isGone.has(`${order.id}/${ticket}`))
      if (!byStaff && !atProvider && !isForCancelled)
        find('refunded-and-kept', `refund ${id}: ${amount} for order ${order.id}, whose tickets are valid`)
    }
  }
}

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((all, { amount }) => all + amount, 0)
}
