import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'
import { type StripeDouble, startStripeDouble } from '../setup/stripe-double/double.ts'

// The server is killed after Stripe has done what it was asked for and before it could write that down. No webhook comes to
// help: the next start has to find out by itself.

const patienceMs = 60_000

let double: StripeDouble
let server: TestServer
let staff: Shopper
let buyer: Shopper
let eventId: string
beforeEach(async () => {
  double = await startStripeDouble()
  server = await startServer({ env: double.env })
  staff = await organiser(server.url)
  eventId = await putOn(staff, 10, { prices: { Standing: 2000 } })
  buyer = shopper(server.url)
})
afterEach(async () => {
  await server?.[Symbol.asyncDispose]()
  await double?.[Symbol.asyncDispose]()
})

/** Two places ordered and authorised at Stripe; the shop has heard nothing of it yet. */
async function pay(): Promise<{ order: Order; ref: string }> {
  const wish = { eventId, quantity: 2, buyer: { name: 'Ada', email: 'ada@example.com' } }
  const placed = await buyer.api.placeOrder({ body: wish })
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  const begun = await buyer.api.beginPayment({ params: { id: placed.value.id } })
  if (!begun.ok) throw new Error(JSON.stringify(begun))
  const { id } = double.paymentOf(placed.value.id)!
  double.pay(id, 'pm_card_visa')
  return { order: placed.value, ref: id }
}

async function ledger(): Promise<Pick<LedgerDump, 'orders' | 'payments' | 'refunds'>> {
  const reply = await staff.api.dumpLedger({ params: { id: eventId } })
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}

const eventually = <T>(look: () => Promise<T> | T) =>
  expect.poll(look, { timeout: patienceMs, interval: 200 })
const told = (type: string) => double.books.events.filter((event) => event.type === type)

test('killed between capture and commit: captured once, and known to be', async () => {
  const { order, ref } = await pay()
  const gate = double.faults.close(/\/capture$/, 'after work')
  const checked = await buyer.api.checkPayment({ params: { id: order.id } })
  expect(checked.ok && checked.value.state).toBe('confirmed')
  await gate.reached
  await server.kill('SIGKILL')
  gate.open()
  expect(double.books.intent(ref).status).toBe('succeeded')

  await server.restart()
  await eventually(async () => (await ledger()).payments).toMatchObject([
    { state: 'captured', wanted: null, amount: 4000, counts: true },
  ])
  expect((await ledger()).orders).toMatchObject([{ state: 'confirmed' }])
  expect(told('charge.captured')).toHaveLength(1)
})

test('killed between refund and commit: given back once', async () => {
  const { order, ref } = await pay()
  await buyer.api.checkPayment({ params: { id: order.id } })
  await eventually(() => double.books.intent(ref).status).toBe('succeeded')
  await eventually(async () => (await ledger()).payments).toMatchObject([{ state: 'captured' }])
  const gate = double.faults.close(/POST \/v1\/refunds$/, 'after work')
  const cancelled = await buyer.api.cancelOrder({ params: { id: order.id }, body: null })
  expect(cancelled.ok && cancelled.value.state).toBe('refunded')
  await gate.reached
  await server.kill('SIGKILL')
  gate.open()

  await server.restart()
  await eventually(async () => (await ledger()).refunds).toMatchObject([{ state: 'done', amount: 4000 }])
  expect(told('refund.created')).toHaveLength(1)
  expect(double.books.chargeOf(double.books.intent(ref))!.amount_refunded).toBe(4000)
})

test('killed between the page’s question and commit: the payment is found without anybody’s doing', async () => {
  const { order, ref } = await pay()
  const gate = double.faults.close(/^GET \/v1\/payment_intents\/pi_/, 'after work')
  const lost = buyer.api.checkPayment({ params: { id: order.id } })
  await gate.reached
  await server.kill('SIGKILL')
  gate.open()
  expect((await lost).ok).toBe(false)

  await server.restart()
  // Asked about without anybody’s doing: by its silence, or by its deadline.
  await eventually(async () => (await ledger()).orders).toMatchObject([{ state: 'confirmed' }])
  await eventually(() => double.books.intent(ref).status).toBe('succeeded')
})
