import { seatedPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const seats = 40
const rounds = 12

/**
 * Take, give back (twice, as nervous clients do), take again: the hall is never full for long, so every “sold out” is
 * held against what was certainly free at that moment. In the end everything is free.
 */
export async function churn(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT', 'NOT_ENOUGH_SEATS')
  const event = await trial.openEvent({ plan: seatedPlan(seats, 20), seats })
  const buyers = await trial.arrive(event, trial.scale === 'full' ? 60 : 25, 2)
  await Promise.all(
    buyers.map(async (buyer) => {
      for (let round = 0; round < rounds; round += 1) {
        const held = await trial.hold(buyer, event, { quantity: 1 + Math.floor(trial.random() * 4) })
        if (!held.ok) continue
        const released = await Promise.all([
          trial.release(buyer, held.value),
          trial.release(buyer, held.value),
        ])
        trial.expect(
          released.every(({ status }) => status === 204),
          `releasing twice was answered with ${released.map(({ status }) => status)}`,
        )
      }
    }),
  )
  trial.expectNoFalseRefusals(seats)
  await trial.settle(event, { free: seats, held: 0, sold: 0 })
}
