import { shuffled } from '../../random.ts'
import { seatedPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const seats = 20

/**
 * Hundreds of buyers, twenty numbered seats, everybody in the same instant. Some want two seats: whoever loses one of
 * them gets neither, and must not keep the other from somebody else even for a moment.
 */
export async function sameSeats(trial: Trial): Promise<void> {
  trial.allow('SEATS_TAKEN')
  const event = await trial.openEvent({ plan: seatedPlan(seats), seats })
  const buyers = await trial.arrive(event, trial.scale === 'full' ? 500 : 120)
  const wishes = shuffled(
    buyers.map((_, i) => {
      const first = (i % seats) + 1
      // Two of three want one seat, so that each seat has somebody who wants nothing else.
      return i % 3 === 0 ? [`S${first}`, `S${(first % seats) + 1}`] : [`S${first}`]
    }),
    trial.random,
  )
  const owners = new Map<string, number>()
  await Promise.all(
    buyers.map(async (buyer, i) => {
      const seatIds = wishes[i]!
      // Half of them take both steps at once.
      const reply =
        i % 2 === 0
          ? await trial.book(buyer, event, { seatIds })
          : await trial.hold(buyer, event, { seatIds })
      if (!reply.ok) {
        const taken = reply.problem?.code === 'SEATS_TAKEN' ? reply.problem.seatIds : []
        const named = taken.length > 0 && taken.every((id) => seatIds.includes(id))
        trial.expect(named, `SEATS_TAKEN for ${seatIds} named ${taken}`)
        return
      }
      for (const { seatId } of reply.value.seats) {
        trial.expect(seatIds.includes(seatId), `asked for ${seatIds}, got ${seatId}`)
        trial.expect(!owners.has(seatId), `seat ${seatId} was given to two buyers`)
        owners.set(seatId, i)
      }
      if ('expiresAt' in reply.value) {
        const ordered = await trial.order(buyer, reply.value.id)
        trial.expect(ordered.ok && ordered.value.state === 'confirmed', 'a live hold could not be ordered')
      }
    }),
  )
  trial.expect(owners.size === seats, `${owners.size} of ${seats} seats found an owner`)
  await trial.settle(event, { free: 0, held: 0, sold: seats })
}
