import { mapAtOnce } from '../../stage/at-once.ts'
import { seatedPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const parties = [1, 2, 2, 2, 3, 4]
const atOnce = 200

/**
 * Best available, with twice as much demand as there are seats: everybody wants the same front row, and nobody may be
 * told that it is over before it is. At the end of the queue stand people on their own, for the last odd seats.
 */
export async function bestSeats(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT', 'NOT_ENOUGH_SEATS')
  const seats = trial.scale === 'full' ? 2_000 : 300
  const event = await trial.openEvent({ plan: seatedPlan(seats), seats })
  const wanted: number[] = []
  let demand = 0
  while (demand < seats * 1.8) {
    const party = parties[Math.floor(trial.random() * parties.length)]!
    wanted.push(party)
    demand += party
  }
  while (demand < seats * 2) {
    wanted.push(1)
    demand += 1
  }
  const buyers = await trial.arrive(event, wanted.length)
  const owned = new Set<string>()
  let sold = 0
  await mapAtOnce(buyers, atOnce, async (buyer, i) => {
    const held = await trial.hold(buyer, event, { quantity: wanted[i]! })
    if (!held.ok) return
    for (const { seatId } of held.value.seats) {
      trial.expect(!owned.has(seatId), `seat ${seatId} was given to two buyers`)
      owned.add(seatId)
    }
    const ordered = await trial.order(buyer, held.value.id)
    if (ordered.ok) sold += ordered.value.tickets.length
  })
  trial.expect(sold === seats, `${sold} of ${seats} seats were sold`)
  trial.expectNoFalseRefusals(seats)
  await trial.settle(event, { free: 0, held: 0, sold: seats })
}
