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
  for (const payment of dump.payments) judgePayment(payment, refundsOf.get(payment.id) ?? [], find)
  for (const order of dump.orders) {
    const payments = paymentsOf.get(order.id) ?? []
    judgePaid(order, payments, find)
    judgeKept(order, payments, refundsOf, dump.cancelFee, find)
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

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((all, { amount }) => all + amount, 0)
}
