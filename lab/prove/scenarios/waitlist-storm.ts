import { standingPlan } from '../../stage/plans.ts'
import type { Trial } from '../trial.ts'

const party = 2
const someone = { name: 'Lab', email: 'lab@example.com' }

/**
 * Sold out, and a line of couples behind it. Then everybody who has tickets cancels in the same instant, while passers-by
 * try to book. Each freed pair goes to the next couple in line, in order, to nobody twice, and to no passer-by.
 */
export async function waitlistStorm(trial: Trial): Promise<void> {
  trial.allow('SOLD_OUT', 'NOT_ENOUGH_SEATS')
  const owners = trial.scale === 'full' ? 30 : 12
  const waiting = owners + 10
  const seats = owners * party
  const event = await trial.openEvent({ plan: standingPlan(seats), seats })
  const buyers = await trial.arrive(event, owners)
  const couples = await trial.arrive(event, waiting)
  const passers = await trial.arrive(event, owners)
  const orders = await Promise.all(buyers.map((buyer) => trial.book(buyer, event, { quantity: party })))

  const places: string[] = []
  for (const couple of couples) {
    const body = { quantity: party, ...someone }
    const joined = await couple.client.joinWaitlist({ params: { idOrSlug: event.id }, body })
    trial.expect(joined.ok && joined.value.position === places.length + 1, 'a place has a wrong position')
    if (joined.ok) places.push(joined.value.id)
  }
  const [passed] = await Promise.all([
    Promise.all(passers.map((buyer) => trial.hold(buyer, event, { quantity: 1 }))),
    ...orders.map((order, at) => (order.ok ? trial.cancel(buyers[at]!, order.value.id) : null)),
  ])
  trial.expect(!passed.some(({ ok }) => ok), 'a passer-by got a seat that others waited for')

  const ordersSeen = new Set<string>()
  for (const [at, id] of places.entries()) {
    const reply = await couples[at]!.client.getWaitlistPlace({ params: { id } })
    const place = reply.ok ? reply.value : null
    if (at < owners) {
      trial.expect(place?.state === 'fulfilled', `number ${at + 1} in line is ${place?.state}`)
      if (place?.orderId) ordersSeen.add(place.orderId)
    } else trial.expect(place?.position === at - owners + 1, `number ${at + 1} is now ${place?.position}`)
  }
  trial.expect(ordersSeen.size === owners, `${ordersSeen.size} orders for ${owners} couples`)
  await trial.settle(event, { free: 0, held: 0, sold: seats })
}
