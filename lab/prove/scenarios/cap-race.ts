import { seatedPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const cap = 2
const seats = 100
const attempts = 20

/**
 * Customers who press the button in twenty windows at once. Each may have two seats, and gets exactly two: by holds,
 * by bookings, by both. Giving one back makes room for one.
 */
export async function capRace(trial: Trial): Promise<void> {
  trial.allow('LIMIT_EXCEEDED')
  const event = await trial.openEvent({ plan: seatedPlan(seats), seats, maxPerCustomer: cap })
  const customers = await trial.arrive(event, trial.scale === 'full' ? 20 : 5, attempts)
  await Promise.all(
    customers.map(async (customer) => {
      const replies = await Promise.all(
        Array.from({ length: attempts }, async (_, i) =>
          i % 2 === 0
            ? trial.hold(customer, event, { quantity: 1 })
            : trial.book(customer, event, { quantity: 1 }),
        ),
      )
      const got = replies.filter((reply) => reply.ok)
      trial.expect(
        got.length === cap,
        `a customer with a cap of ${cap} got ${got.length} seats of ${attempts}`,
      )
      for (const reply of replies) {
        if (reply.ok || reply.problem?.code !== 'LIMIT_EXCEEDED') continue
        trial.expect(reply.problem.limit === cap, `LIMIT_EXCEEDED named ${reply.problem.limit}, not ${cap}`)
      }
      const given = got[0]
      if (!given) return
      if ('expiresAt' in given.value) await trial.release(customer, given.value)
      else await trial.cancel(customer, given.value.id)
      const again = await Promise.all(
        Array.from({ length: attempts }, () => trial.book(customer, event, { quantity: 1 })),
      )
      const more = again.filter((reply) => reply.ok).length
      trial.expect(more === 1, `after giving one seat back a customer got ${more} more, not 1`)
    }),
  )
  await trial.settle(event, { free: seats - customers.length * cap })
}
