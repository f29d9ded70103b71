import type { Hold } from '../../../contract/shapes/holds.ts'
import { until } from '../../stage/at-once.ts'
import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const holdSeconds = 1
const boundMs = 20_000

/**
 * A hall of holds that nobody orders. They end by themselves, others take the seats, not an instant before the time is
 * over by the server's own clock, and whoever comes to pay too late is told so.
 */
export async function expiryStorm(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT', 'HOLD_EXPIRED')
  const seats = trial.scale === 'full' ? 100 : 25
  const event = await trial.openEvent({ plan: standingPlan(seats), seats, holdSeconds })
  const dreamers = await trial.arrive(event, seats)
  const rivals = await trial.arrive(event, seats)

  const lost: Hold[] = []
  const freeAtMs = new Map<string, number>()
  await Promise.all(
    dreamers.map(async (dreamer, i) => {
      const held = await trial.hold(dreamer, event, { quantity: 1 })
      trial.expect(held.ok, 'a hold in an empty hall was refused')
      if (!held.ok) return
      lost[i] = held.value
      for (const { seatId } of held.value.seats) freeAtMs.set(seatId, Date.parse(held.value.expiresAt))
    }),
  )
  await Promise.all(
    rivals.map(async (rival) => {
      const got = await until(async () => {
        const held = await trial.hold(rival, event, { quantity: 1 })
        if (!held.ok) return false
        const claimedMs = Date.parse(held.value.expiresAt) - holdSeconds * 1000
        for (const { seatId } of held.value.seats) {
          const early = (freeAtMs.get(seatId) ?? 0) - claimedMs
          // Instants are written in milliseconds, so that two may differ by one in the last place.
          trial.expect(early <= 1, `seat ${seatId} was taken ${early} ms before its hold was over`)
        }
        const ordered = await trial.order(rival, held.value.id)
        return ordered.ok
      }, boundMs)
      trial.expect(got, `a seat whose hold had expired could not be had within ${boundMs / 1000} s`)
    }),
  )
  await Promise.all(
    dreamers.map(async (dreamer, i) => {
      const late = lost[i] && (await trial.order(dreamer, lost[i].id))
      trial.expect(late?.status === 410, `a late order was answered with ${late?.status}`)
    }),
  )
  await trial.settle(event, { free: 0, held: 0, sold: seats })
}
