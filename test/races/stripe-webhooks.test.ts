import { expect, test } from 'vitest'
import { openEdge } from '../setup/edge.ts'
import { startStripeDouble } from '../setup/stripe-double/double.ts'
import type { StripeEvent } from '../setup/stripe-double/shapes.ts'
import { sign } from '../setup/stripe-double/webhooks.ts'
import { openHouse } from './house.ts'
import { type Buying, beginBuying, openTill, PRICE, standing } from './till.ts'

const PATH = '/api/v1/payments/stripe/webhook'
const BUYERS = 215
const AT_ONCE = 8
const ROUNDS = 3

/**
 * A sale of which Stripe has told nothing yet: most have paid, every fifth was declined, every fourth of the others has got
 * all of it back at Stripe's own desk. Then everything that Stripe has to tell comes in, through the door, signed.
 */
async function sell(arrange: (events: readonly StripeEvent[]) => StripeEvent[]) {
  await using double = await startStripeDouble()
  await using edge = await openEdge({ env: { FULLHOUSE_DEMO: '0', ...double.env } })
  const { pool, inventory, stripe } = edge.context
  const till = openTill({ pool, inventory } as Parameters<typeof openTill>[0], stripe!.gateway)
  const event = await openHouse(pool, BUYERS, { prices: { Standing: PRICE } })
  const buyings: Buying[] = []
  for (let number = 0; number < BUYERS; number += 1) {
    const buying = await beginBuying(pool, till, { event, seats: [number] })
    buyings.push(buying)
    const { providerRef, paymentId } = buying
    if (number % 5 === 4) {
      expect(() => double.pay(providerRef, 'pm_card_visa_chargeDeclined')).toThrow()
      continue
    }
    double.pay(providerRef, 'pm_card_visa')
    await stripe!.gateway.capture(providerRef, paymentId)
    if (number % 4 === 3) double.refundAtDesk(providerRef)
  }

  const deliveries = arrange(double.books.events)
  let next = 0
  const deliver = async () => {
    while (next < deliveries.length) {
      const payload = JSON.stringify(deliveries[next++])
      const signature = sign(payload, Math.floor(Date.now() / 1000), double.webhooks.secret)
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
      const { statusCode } = await edge.app.inject({ method: 'POST', url: PATH, headers, payload })
      expect(statusCode).toBe(200)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, deliver))

  const stands = []
  for (const buying of buyings) stands.push(await standing(pool, buying))
  const mails = await pool.query('select kind, count(*)::int as n from mails group by 1 order by 1')
  const inbox = await pool.query('select count(*)::int as n from payment_events')
  return { events: double.books.events.length, stands, mails: mails.rows, inbox: inbox.rows }
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

test('webhook-once: a thousand signed webhooks, shuffled and doubled, three times: as once and in order', async () => {
  const inOrder = await sell((events) => [...events])
  expect(inOrder.events).toBeGreaterThanOrEqual(1000)
  const states = new Set(inOrder.stands.map(({ order }) => order))
  expect(states).toEqual(new Set(['confirmed', 'refunded', 'awaiting_payment']))
  for (let round = 1; round <= ROUNDS; round += 1)
    expect(await sell((events) => shuffled([...events, ...events], round))).toEqual(inOrder)
}, 300_000)
