import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

/** The oldest test there is: ten people, two tickets. */
export async function tenForTwo(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT')
  const event = await trial.openEvent({ plan: standingPlan(2), seats: 2 })
  const buyers = await trial.arrive(event, 10)
  const replies = await Promise.all(buyers.map((buyer) => trial.book(buyer, event, { quantity: 1 })))
  const booked = replies.filter((reply) => reply.ok)
  trial.expect(booked.length === 2, `${booked.length} of 10 buyers succeeded, not 2`)
  trial.expect(trial.refused('SOLD_OUT') === 8, `${trial.refused('SOLD_OUT')} were told SOLD_OUT, not 8`)
  trial.expect(
    booked.every((reply) => reply.value.state === 'confirmed' && reply.value.tickets.length === 1),
    'a booking was not confirmed with its ticket',
  )
  trial.expectNoFalseRefusals(2)
  await trial.settle(event, { free: 0, held: 0, sold: 2 })
}
