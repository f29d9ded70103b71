import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'

let server: TestServer
let staff: Shopper
beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
})
afterAll(() => server?.[Symbol.asyncDispose]())

const codeOf = (reply: Reply<unknown>) => (reply.ok ? reply.status : reply.problem?.code)
function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}
const guest = () => shopper(server.url)

async function held(who: Shopper, change: Parameters<typeof putOn>[2] = {}) {
  const idOrSlug = await putOn(staff, 5, { holdSeconds: 60, holdExtensions: 2, ...change })
  return granted(await who.api.placeHold({ params: { idOrSlug }, body: { quantity: 1 } }))
}
const extend = (who: Shopper, id: string, expiresAt: string, idempotencyKey?: string) =>
  who.api.extendHold(
    { params: { id }, body: { expiresAt } },
    idempotencyKey === undefined ? {} : { idempotencyKey },
  )

describe('more time for a hold', () => {
  it('is as much as it began with, as often as the event says, and each reply says what is left', async () => {
    const ann = guest()
    const hold = await held(ann)
    expect(hold.extensionsLeft).toBe(2)
    const first = granted(await extend(ann, hold.id, hold.expiresAt))
    expect(first).toMatchObject({ id: hold.id, state: 'live', seats: hold.seats, extensionsLeft: 1 })
    expect(Date.parse(first.expiresAt) - Date.parse(hold.expiresAt)).toBe(60_000)
    const second = granted(await extend(ann, hold.id, first.expiresAt))
    expect(second.extensionsLeft).toBe(0)
    expect(codeOf(await extend(ann, hold.id, second.expiresAt))).toBe('NOT_EXTENDABLE')
    expect(granted(await ann.api.getHold({ params: { id: hold.id } })).expiresAt).toBe(second.expiresAt)
    expect(granted(await ann.api.myHolds()).holds).toMatchObject([{ extensionsLeft: 0 }])
  })

  it('is given once to a request that is sent again, with its key or without, and to two tabs at once', async () => {
    const ann = guest()
    const hold = await held(ann)
    const replies = await Promise.all([
      extend(ann, hold.id, hold.expiresAt, 'a-key'),
      extend(ann, hold.id, hold.expiresAt, 'a-key'),
      extend(ann, hold.id, hold.expiresAt),
    ])
    const later = await extend(ann, hold.id, hold.expiresAt, 'a-key')
    const ends = [...replies, later].map((reply) => granted(reply).expiresAt)
    expect(new Set(ends).size).toBe(1)
    expect(granted(later).extensionsLeft).toBe(1)
  })

  it('is its owner’s only, and not to be had where the event gives none or the hold has ended', async () => {
    const ann = guest()
    const hold = await held(ann)
    expect(codeOf(await extend(guest(), hold.id, hold.expiresAt))).toBe('NOT_FOUND')
    expect(codeOf(await extend(ann, hold.id, 'soon'))).toBe('INVALID_REQUEST')
    granted(await ann.api.releaseHold({ params: { id: hold.id } }))
    expect(codeOf(await extend(ann, hold.id, hold.expiresAt))).toBe('HOLD_ENDED')
    const none = await held(ann, { holdExtensions: 0 })
    expect(none.extensionsLeft).toBe(0)
    expect(codeOf(await extend(ann, none.id, none.expiresAt))).toBe('NOT_EXTENDABLE')
  })

  it('is not to be had once payment has begun: the deadline of the payment stands', async () => {
    const ann = guest()
    const hold = await held(ann, { prices: { Standing: 1000 } })
    const buyer = { name: 'Ann', email: 'ann@example.com' }
    const order = granted(await ann.api.placeOrder({ body: { holdId: hold.id, buyer } }))
    const paying = granted(await ann.api.getHold({ params: { id: hold.id } }))
    expect(paying).toMatchObject({ orderId: order.id, extensionsLeft: 0 })
    expect(codeOf(await extend(ann, hold.id, paying.expiresAt))).toBe('NOT_EXTENDABLE')
  })

  it('keeps the seat from others past the first end', async () => {
    const ann = guest()
    const idOrSlug = await putOn(staff, 1, { holdSeconds: 1, holdExtensions: 3 })
    const hold = granted(await ann.api.placeHold({ params: { idOrSlug }, body: { quantity: 1 } }))
    let { expiresAt } = hold
    for (let times = 0; times < 3; times += 1)
      expiresAt = granted(await extend(ann, hold.id, expiresAt)).expiresAt
    await expect
      .poll(async () => Date.parse(granted(await ann.api.getHold({ params: { id: hold.id } })).serverTime), {
        timeout: 10_000,
      })
      .toBeGreaterThan(Date.parse(hold.expiresAt) + 500)
    expect(codeOf(await guest().api.placeHold({ params: { idOrSlug }, body: { quantity: 1 } }))).toBe(
      'SOLD_OUT',
    )
    expect(granted(await ann.api.getHold({ params: { id: hold.id } })).state).toBe('live')
  })
})
