import type { Event } from '../../../contract/shapes/events.ts'
import type { Buyer } from '../../stage/buyer.ts'
import { seatedPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const seats = 80
const holdSeconds = 1
const holdsEach = 8
const attempts = 300

/**
 * Everything at once: people hold, order, give back, cancel, and forget what they hold, in a hall too small for them,
 * while the auditor keeps coming back. The ledger has to add up at every visit, not only when all is quiet. Nobody is sent away from
 * seats that are free, nor undecided: there is no instant in which nobody's claim is under way.
 */
export async function busyEvening(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT', 'NOT_ENOUGH_SEATS', 'SEATS_TAKEN', 'HOLD_EXPIRED', 'LIMIT_EXCEEDED')
  const event = await trial.openEvent({ plan: seatedPlan(seats, 20), seats, holdSeconds, maxPerCustomer: 6 })
  const buyers = await trial.arrive(event, trial.scale === 'full' ? 60 : 25, 2)
  let busy = true
  const audits = (async () => {
    for (let visits = 0; busy || visits === 0; visits += 1) await trial.settle(event, {})
  })()
  try {
    await Promise.all(buyers.map((buyer) => spendEvening(trial, event, buyer)))
  } finally {
    busy = false
    await audits
  }
  trial.expectNoFalseRefusals(seats)
  await trial.settle(event, {})
}

async function spendEvening(trial: Trial, event: Event, buyer: Buyer): Promise<void> {
  for (let attempt = 0, got = 0; attempt < attempts && got < holdsEach; attempt += 1) {
    const chance = trial.random()
    const first = 1 + Math.floor(trial.random() * (seats - 1))
    const wish =
      chance < 0.5 ? { quantity: 1 + Math.floor(chance * 6) } : { seatIds: [`S${first}`, `S${first + 1}`] }
    const held = await trial.hold(buyer, event, wish)
    if (!held.ok) continue
    got += 1
    const fate = trial.random()
    // One in five is forgotten, and ends by itself.
    if (fate < 0.2) continue
    if (fate < 0.4) {
      await trial.release(buyer, held.value)
      continue
    }
    const ordered = await trial.order(buyer, held.value.id)
    if (ordered.ok && fate < 0.8) {
      await Promise.all([trial.cancel(buyer, ordered.value.id), trial.cancel(buyer, ordered.value.id)])
    }
  }
}
