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

/** Two rows of six seats. */
const rows = () =>
  putOn(staff, 0, {
    prices: { Stalls: 1500 },
    plan: {
      name: 'A room',
      size: { width: 240, height: 160 },
      categories: [{ name: 'Stalls', color: '#b33a5e' }],
      zones: [
        {
          name: 'Stalls',
          position: { x: 20, y: 40 },
          rows: ['A', 'B'].map((row, r) => ({
            row_number: row,
            position: { x: 0, y: r * 40 },
            seats: Array.from({ length: 6 }, (_, i) => ({
              seat_guid: `${row}-${i + 1}`,
              seat_number: String(i + 1),
              category: 'Stalls',
              position: { x: i * 40, y: 0 },
            })),
          })),
        },
      ],
    },
  })

describe('the best seats, to look at', () => {
  it('are those that would be taken, with label and price; looking takes nothing', async () => {
    const event = await rows()
    const query = { quantity: 2, adjacent: true }
    const looked = granted(await guest().api.previewBest({ params: { idOrSlug: event }, query }))
    expect(looked).toMatchObject({ total: { amount: 3000, currency: 'EUR' }, seats: [{}, {}] })
    expect(looked.seats[0]).toMatchObject({ category: 'Stalls', price: { amount: 1500, currency: 'EUR' } })
    expect(looked.seats[0]!.label).toMatch(/^Stalls, row [AB], seat \d$/)
    const availability = granted(await guest().api.getAvailability({ params: { idOrSlug: event } }))
    expect(availability.counts).toMatchObject({ free: 12, held: 0 })
    const taken = granted(await guest().api.placeHold({ params: { idOrSlug: event }, body: query }))
    expect(taken.seats.map(({ seatId }) => seatId)).toEqual(looked.seats.map(({ seatId }) => seatId))
  })

  it('leave out what was shown before, until there is nothing else', async () => {
    const event = await rows()
    const seen = new Set<number>()
    for (let times = 0; times < 3; times += 1) {
      const query = { quantity: 4, ...(seen.size > 0 && { except: [...seen].join() }) }
      for (const { index } of granted(await guest().api.previewBest({ params: { idOrSlug: event }, query }))
        .seats) {
        expect(seen).not.toContain(index)
        seen.add(index)
      }
    }
    expect(seen.size).toBe(12)
    const query = { quantity: 4, except: [...seen].join() }
    expect(codeOf(await guest().api.previewBest({ params: { idOrSlug: event }, query }))).toBe('SOLD_OUT')
    expect(
      granted(await guest().api.previewBest({ params: { idOrSlug: event }, query: { quantity: 4 } })).seats,
    ).toHaveLength(4)
  })

  it('may be gone when they are taken: then the buyer is told which, and nothing else is taken instead', async () => {
    const event = await rows()
    const { seats } = granted(
      await guest().api.previewBest({ params: { idOrSlug: event }, query: { quantity: 2 } }),
    )
    const seatIds = seats.map(({ seatId }) => seatId)
    granted(await guest().api.placeHold({ params: { idOrSlug: event }, body: { seatIds: [seatIds[1]!] } }))
    const late = await guest().api.placeHold({ params: { idOrSlug: event }, body: { seatIds } })
    expect(late).toMatchObject({ problem: { code: 'SEATS_TAKEN', seatIds: [seatIds[1]] } })
  })

  it('are refused like a hold: over the limit, of no such category, of an event that is not on sale', async () => {
    const event = await rows()
    const look = (idOrSlug: string, query: object) =>
      guest().api.previewBest({ params: { idOrSlug }, query: { quantity: 1, ...query } })
    expect(codeOf(await look(event, { quantity: 50 }))).toBe('LIMIT_EXCEEDED')
    expect(codeOf(await look(event, { category: 'Balcony' }))).toBe('INVALID_REQUEST')
    expect(codeOf(await look(event, { except: '1;2' }))).toBe('INVALID_REQUEST')
    expect(codeOf(await look(event, { except: '999999999' }))).toBe(200)
    expect(codeOf(await look('no-such-event', {}))).toBe('NOT_FOUND')
    const later = await putOn(staff, 5, { onSaleAt: '2098-01-01T20:00:00.000Z' })
    expect(await look(later, {})).toMatchObject({
      problem: { code: 'NOT_ON_SALE', onSaleAt: '2098-01-01T20:00:00.000Z' },
    })
  })
})
