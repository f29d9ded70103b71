import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const party = 2
const cancellations = 4
const rounds = 3

/**
 * Everybody books, then everybody cancels four times at once, then everybody books again. The seats come back exactly
 * once: one more and the hall is oversold, one less and somebody who has cancelled can never book again.
 */
export async function cancelStorm(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT')
  const people = trial.scale === 'full' ? 60 : 15
  const seats = people * party
  const event = await trial.openEvent({ plan: standingPlan(seats), seats, maxPerCustomer: party })
  const buyers = await trial.arrive(event, people, cancellations)
  const [latecomer] = await trial.arrive(event, 1)
  for (let round = 1; round <= rounds; round += 1) {
    const orders = await Promise.all(buyers.map((buyer) => trial.book(buyer, event, { quantity: party })))
    trial.expect(
      orders.every(({ ok }) => ok),
      `round ${round}: not everybody could book`,
    )
    const late = await trial.hold(latecomer!, event, { quantity: 1 })
    trial.expect(!late.ok, `round ${round}: a seat too many was given`)
    await trial.settle(event, { free: 0, held: 0, sold: seats })
    if (round === rounds) return

    await Promise.all(
      buyers.flatMap((buyer, i) => {
        const order = orders[i]!
        if (!order.ok) return []
        return Array.from({ length: cancellations }, async () => {
          const cancelled = await trial.cancel(buyer, order.value.id)
          const state = cancelled.ok ? cancelled.value.state : 'refused'
          trial.expect(state === 'cancelled' || state === 'refunded', `a cancelled order is ${state}`)
        })
      }),
    )
    await trial.settle(event, { free: seats, held: 0, sold: 0 })
  }
}
