import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import { SeatState } from '../../contract/seat-state.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'
import { watch } from '../setup/watch.ts'

const SOON_MS = 200
const buyer = { name: 'A buyer', email: 'buyer@example.com' }
let server: TestServer
let staff: Shopper

beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
})
afterAll(() => server?.[Symbol.asyncDispose]())

function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}
const guest = () => shopper(server.url)

describe('live seats', () => {
  it(`everyone sees a hold, a sale and a cancellation within ${SOON_MS} ms (T3, K1, H5, W4)`, async () => {
    const id = await putOn(staff, 10)
    const watchers = await Promise.all(Array.from({ length: 50 }, () => watch(server.url, `${id}/live`)))
    await Promise.all(watchers.map((one) => one.until('a snapshot', ({ frames }) => frames.length > 0)))
    const customer = guest()

    /** How long after the reply the last viewer saw it. A busy machine is given two more chances. */
    async function seenAfter(act: () => Promise<unknown>, state: number): Promise<number> {
      await act()
      const answered = performance.now()
      await Promise.all(
        watchers.map((one) => one.until(`state ${state}`, ({ states }) => states[3] === state)),
      )
      return performance.now() - answered
    }
    let best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let round = 0; round < 3 && Math.max(...best) > SOON_MS; round += 1) {
      let holdId = ''
      let orderId = ''
      const took = [
        await seenAfter(async () => {
          const body = { seatIds: ['floor:4'] }
          holdId = granted(await customer.api.placeHold({ params: { idOrSlug: id }, body })).id
        }, SeatState.held),
        await seenAfter(async () => {
          orderId = granted(await customer.api.placeOrder({ body: { holdId, buyer } })).id
        }, SeatState.sold),
        await seenAfter(
          async () => granted(await customer.api.cancelOrder({ params: { id: orderId } })),
          SeatState.free,
        ),
      ]
      best = best.map((before, i) => Math.min(before, took[i]!))
    }
    expect(Math.max(...best)).toBeLessThan(SOON_MS)
    for (const one of watchers) {
      expect(one.gaps).toBe(0)
      await one[Symbol.asyncDispose]()
    }
  })

  it('shows the end of a hold by itself', async () => {
    const id = await putOn(staff, 3, { holdSeconds: 1 })
    await using watcher = await watch(server.url, `${id}/live`)
    granted(await guest().api.placeHold({ params: { idOrSlug: id }, body: { seatIds: ['floor:1'] } }))
    await watcher.until('held', ({ states }) => states[0] === SeatState.held)
    await watcher.until('free again', ({ states }) => states[0] === SeatState.free)
  })

  it('agrees with what the API says, after a rush', async () => {
    const id = await putOn(staff, 40)
    await using watcher = await watch(server.url, `${id}/live`)
    await Promise.all(
      Array.from({ length: 60 }, () => guest().api.placeOrder({ body: { eventId: id, quantity: 1, buyer } })),
    )
    await watcher.until('sold out', ({ states }) => states.every((state) => state === SeatState.sold))
    const { version, seats } = granted(await guest().api.getAvailability({ params: { idOrSlug: id } }))
    expect(watcher.version).toBe(version)
    expect(Buffer.from(watcher.states).toString('base64')).toBe(seats)
    expect(watcher.gaps).toBe(0)
  })

  it('goes on after the server was restarted: whoever comes back with an old version gets a snapshot', async () => {
    const id = await putOn(staff, 5)
    const before = await watch(server.url, `${id}/live`)
    granted(await guest().api.placeHold({ params: { idOrSlug: id }, body: { seatIds: ['floor:2'] } }))
    await before.until('held', ({ states }) => states[1] === SeatState.held)
    const { version } = before
    await server.kill('SIGTERM')
    expect(before.messages.at(-1)).toMatchObject({ type: 'reconnect' })
    expect((await before.closed).code).toBe(1001)
    await server.restart()

    await using after = await watch(server.url, `${id}/live?version=${version}`)
    await after.until('a frame', ({ frames }) => frames.length > 0)
    expect(after.frames[0]).toMatchObject({ kind: 'snapshot' })
    expect(after.version).toBeGreaterThan(version)
    expect([...after.states]).toEqual([0, 1, 0, 0, 0])
  })
})
