import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const atOnce = 4
const price = 4500
/** Refunded what was captured by then; cancelled when it was only authorised, and is let go. The audit counts the money. */
const over: string[] = ['refunded', 'cancelled']

/**
 * The success page and the webhook arrive together, and so do the customer’s second thoughts: four payments of one order
 * at once are one payment; four cancellations of a paid order give its money back once.
 */
export async function payTwice(trial: Trial): Promise<void> {
  trial.allow('PAYMENT_DECLINED')
  const people = trial.scale === 'full' ? 30 : 10
  const event = await trial.openEvent({
    plan: standingPlan(people),
    seats: people,
    prices: { Stalls: price },
  })
  const buyers = await trial.arrive(event, people, atOnce)
  await Promise.all(
    buyers.map(async (buyer, i) => {
      const ordered = await trial.book(buyer, event, { quantity: 1 })
      if (!ordered.ok) return
      const { id, state, total } = ordered.value
      trial.expect(state === 'awaiting_payment', `a paid order is ${state} before it was paid`)
      trial.expect(total.amount === price, `an order of ${price} costs ${total.amount}`)

      const declined = await trial.pay(buyer, id, 'decline')
      trial.expect(declined.status === 402, `a declined payment was answered with ${declined.status}`)
      const paid = await Promise.all(Array.from({ length: atOnce }, () => trial.pay(buyer, id, 'succeed')))
      trial.expect(
        paid.every(
          (reply) => reply.ok && reply.value.state === 'confirmed' && reply.value.tickets.length === 1,
        ),
        'a paid order was not confirmed, with one ticket, for everybody who asked',
      )
      if (i % 2 === 0) return
      const cancelled = await Promise.all(Array.from({ length: atOnce }, () => trial.cancel(buyer, id)))
      trial.expect(
        cancelled.every((reply) => reply.ok && over.includes(reply.value.state)),
        'a paid order was cancelled and goes on',
      )
      const states = new Set(cancelled.map((reply) => reply.ok && reply.value.state))
      trial.expect(states.size === 1, `four cancellations of one order came to ${[...states]}`)
    }),
  )
  const kept = Math.ceil(people / 2)
  await trial.settle(event, { free: people - kept, held: 0, sold: kept })
}
