import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const seats = 20

/** The same crowd for any twenty places, one or two at a time: the last place goes to somebody who wants one. */
export async function anySeats(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT', 'NOT_ENOUGH_SEATS')
  const event = await trial.openEvent({ plan: standingPlan(seats), seats })
  const buyers = await trial.arrive(event, trial.scale === 'full' ? 500 : 120)
  const got = await Promise.all(
    buyers.map(async (buyer) => {
      const wish = { quantity: trial.random() < 0.5 ? 1 : 2, area: 'floor' }
      const reply = await trial.book(buyer, event, wish)
      return reply.ok ? reply.value.seats.length : 0
    }),
  )
  const sold = got.reduce((sum, count) => sum + count, 0)
  trial.expect(sold === seats, `${sold} of ${seats} places were sold`)
  trial.expectNoFalseRefusals(seats)
  await trial.settle(event, { free: 0, held: 0, sold: seats })
}
