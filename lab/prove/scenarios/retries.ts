import type { Reply } from '../../../contract/client.ts'
import type { Hold } from '../../../contract/shapes/holds.ts'
import type { Order } from '../../../contract/shapes/orders.ts'
import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const atOnce = 8
const seatsEach = 3

/**
 * Impatient clients: every request eight times in the same instant, and once more when it is all over. One key is one
 * hold, one order, one answer; the same key with another wish is refused; somebody else's key is somebody else's.
 */
export async function retries(trial: Trial): Promise<void> {
  trial.allow('IDEMPOTENCY_KEY_REUSED', 'HOLD_ENDED')
  const people = trial.scale === 'full' ? 25 : 8
  const seats = people * (seatsEach + 1)
  const event = await trial.openEvent({ plan: standingPlan(seats), seats })
  const buyers = await trial.arrive(event, people, atOnce)
  // Everybody uses the same keys: a key belongs to the customer who sent it.
  await Promise.all(
    buyers.map(async (buyer) => {
      const eightTimes = <T>(ask: () => Promise<Reply<T>>) => Promise.all(Array.from({ length: atOnce }, ask))
      const holding = () => trial.hold(buyer, event, { quantity: 1 }, 'the-hold')
      const hold = theOne<Hold>(trial, 'hold', [...(await eightTimes(holding)), await holding()])
      const other = await trial.hold(buyer, event, { quantity: 2 }, 'the-hold')
      expectReused(trial, other)
      if (!hold) return

      const ordering = () => trial.order(buyer, hold.id, 'the-order')
      theOne<Order>(trial, 'order', [...(await eightTimes(ordering)), await ordering()])

      const booking = () => trial.book(buyer, event, { quantity: 1 }, 'the-booking')
      theOne<Order>(trial, 'booking', [...(await eightTimes(booking)), await booking()])
      expectReused(trial, await trial.book(buyer, event, { quantity: 2 }, 'the-booking'))

      // Without a key a retry may be told that the hold has ended, but there is still one order.
      const another = await trial.hold(buyer, event, { quantity: 1 })
      if (!another.ok) return
      const orders = await eightTimes(() => trial.order(buyer, another.value.id))
      const confirmed = orders.filter((reply) => reply.ok).map((reply) => reply.value.id)
      trial.expect(new Set(confirmed).size === 1, `eight orders of one hold made ${new Set(confirmed).size}`)
    }),
  )
  await trial.settle(event, { free: people, held: 0, sold: people * seatsEach })
}

function theOne<T extends { id: string }>(trial: Trial, what: string, replies: Reply<T>[]): T | null {
  const given = replies.filter((reply) => reply.ok).map((reply) => reply.value)
  const ids = new Set(given.map(({ id }) => id))
  trial.expect(
    given.length === replies.length,
    `of ${replies.length} retries of a ${what} ${given.length} succeeded`,
  )
  trial.expect(ids.size === 1, `one key made ${ids.size} of a ${what}`)
  return given[0] ?? null
}

function expectReused(trial: Trial, reply: Reply<unknown>): void {
  const code = reply.ok ? 'a success' : reply.problem?.code
  trial.expect(
    code === 'IDEMPOTENCY_KEY_REUSED',
    `a key used again for another wish was answered with ${code}`,
  )
}
