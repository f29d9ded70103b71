import { until } from '../../stage/at-once.ts'
import { seatedPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const holdSeconds = 1
const aimSpreadMs = 80
const boundMs = 20_000

/**
 * Orders aimed at the very instant in which their hold ends, while rivals ask for the same seats without a pause. Either
 * may win; never both.
 */
export async function lastSecond(trial: Trial): Promise<void> {
  trial.allow('SEATS_TAKEN', 'HOLD_EXPIRED')
  const seats = trial.scale === 'full' ? 60 : 20
  const event = await trial.openEvent({ plan: seatedPlan(seats), seats, holdSeconds })
  const holders = await trial.arrive(event, seats)
  const rivals = await trial.arrive(event, seats)
  await Promise.all(
    holders.map(async (holder, i) => {
      const seatIds = [`S${i + 1}`]
      const held = await trial.hold(holder, event, { seatIds })
      trial.expect(held.ok, 'a hold in an empty hall was refused')
      if (!held.ok) return
      const aim = (trial.random() - 0.5) * aimSpreadMs
      const leftMs = Date.parse(held.value.expiresAt) - Date.parse(held.value.serverTime) + aim
      const askAtMs = performance.now() + leftMs

      let mine = false
      let decided = false
      const pay = (async () => {
        await new Promise((resolve) => setTimeout(resolve, askAtMs - performance.now()))
        const ordered = await trial.order(holder, held.value.id)
        mine = ordered.ok
        decided = true
        const asItShould = ordered.ok || ordered.problem?.code === 'HOLD_EXPIRED'
        trial.expect(asItShould, `an order at the last second was answered with ${ordered.status}`)
      })()
      const snatch = until(
        async () => {
          const taken = await trial.book(rivals[i]!, event, { seatIds })
          if (taken.ok) {
            await pay
            trial.expect(!mine, `seat ${seatIds} was sold to its holder and to a rival`)
          }
          return taken.ok || (decided && mine)
        },
        boundMs,
        1,
      )
      await pay
      trial.expect(await snatch, `seat ${seatIds} expired, and could not be had within ${boundMs / 1000} s`)
    }),
  )
  await trial.settle(event, { free: 0, held: 0, sold: seats })
}
