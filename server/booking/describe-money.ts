import type { Order } from '../../contract/shapes/orders.ts'
import { refundOf } from '../domain/refund.ts'
import type { Sale } from '../inventory/sale.ts'
import type { OrderRow } from '../sql/read-orders.ts'
import { describeSeats } from './describe-hold.ts'

/** The part of an order that is about money: its payment, what went back, and what cancelling it would give back. */
export function describeMoney(
  sale: Sale,
  row: OrderRow,
): Pick<Order, 'payment' | 'refunds' | 'cancellation' | 'paidLate' | 'replacedSeats'> {
  const { event } = sale
  const { money } = row
  const price = (amount: number) => ({ amount, currency: event.currency })
  const described: ReturnType<typeof describeMoney> = {
    refunds: money.refunds.map(({ amount, state, reason, createdAt }) => ({
      amount: price(amount),
      state,
      reason,
      createdAt: createdAt.toISOString(),
    })),
    cancellation: describeCancellation(sale, row),
    paidLate: money.paidLate,
  }
  if (money.replacedSeats !== null)
    described.replacedSeats = describeSeats(sale, money.replacedSeats, row.amounts)
  if (row.paymentDeadline !== null && row.state === 'awaiting_payment' && money.payment !== null) {
    const { provider, state } = money.payment
    described.payment = { provider, state, deadline: row.paymentDeadline.toISOString() }
  }
  return described
}

function describeCancellation({ event }: Sale, row: OrderRow): Order['cancellation'] {
  const price = (amount: number) => ({ amount, currency: event.currency })
  const until = event.cancellable
    ? new Date(event.starts_at.getTime() - event.cancel_until_seconds * 1000)
    : null
  const isInTime = until !== null && until > row.clock
  // What was passed on is somebody else's: its order cannot be cancelled as a whole, the other tickets can.
  const isAllTheirs = !row.passedOn.some(({ seat }) => !row.tickets.some((ticket) => ticket.seat === seat))
  const valid = row.tickets.filter(({ state }) => state === 'valid')
  const gone = money(row.money.refunds.filter(({ state, counts }) => counts && state !== 'failed'))
  const isConfirmed = row.state === 'confirmed'
  return {
    allowed: row.state === 'awaiting_payment' || (isConfirmed && isInTime && isAllTheirs),
    until: until?.toISOString() ?? null,
    feePerTicket: price(event.cancel_fee),
    refund: price(
      isConfirmed
        ? refundOf({
            total: row.total,
            amounts: row.amounts,
            cancelled: valid.map(({ seat }) => row.amounts[row.seats.indexOf(seat)]!),
            isWhole: true,
            left: row.money.paid - gone,
            feePerTicket: event.cancel_fee,
          })
        : 0,
    ),
  }
}

function money(refunds: readonly { amount: number }[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0)
}
