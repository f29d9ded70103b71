import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import type { EventQuery } from '../../contract/shapes/events.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper, standingPlan } from '../setup/shopper.ts'

let server: TestServer
let staff: Shopper

beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
  for (let n = 1; n <= 25; n += 1) {
    const number = String(n).padStart(2, '0')
    await putOn(staff, 10, {
      title: `Series ${number}`,
      slug: `series-${number}`,
      category: n % 2 === 0 ? 'Even-numbered' : 'Odd-numbered',
      summary: n === 7 ? 'With a rare zither' : '',
      startsAt: `2090-01-${number}T20:00:00.000Z`,
      prices: { Standing: ((n * 7) % 25) * 100 },
      listed: true,
    })
  }
})
afterAll(() => server?.[Symbol.asyncDispose]())

function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}
const guest = () => shopper(server.url)
const list = async (query: EventQuery) => granted(await guest().api.listEvents({ query }))
const titles = async (query: EventQuery) => (await list(query)).events.map(({ title }) => title)

describe('the list of events (H2)', () => {
  it('comes in pages, each event on exactly one of them', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => list({ search: 'series', limit: 10, page })))
    expect(pages.map(({ events }) => events.length)).toEqual([10, 10, 5, 0])
    expect(pages.map(({ total, page }) => [total, page])).toEqual([
      [25, 1],
      [25, 2],
      [25, 3],
      [25, 4],
    ])
    const all = pages.flatMap(({ events }) => events.map(({ title }) => title))
    expect(all).toEqual([...all].sort())
    expect(new Set(all).size).toBe(25)
  })

  it('is searched by words in title, summary, category and venue', async () => {
    expect(await titles({ search: 'zither' })).toEqual(['Series 07'])
    expect(await titles({ search: 'SERIES 12' })).toEqual(['Series 12'])
    expect(await titles({ search: 'test hall series even-', limit: 100 })).toHaveLength(12)
    expect(await titles({ search: '%' })).toEqual([])
  })

  it('is narrowed by price, within a currency, and to the past; what there is to choose from is said', async () => {
    const some: EventQuery = { search: 'series', limit: 100, currency: 'EUR' }
    const amounts = async (query: EventQuery) =>
      (await list({ ...some, ...query })).events.map(({ priceRange }) => priceRange.min.amount)
    expect((await amounts({ priceMax: 500, sort: 'price' })).sort((a, b) => a - b)).toEqual([
      0, 100, 200, 300, 400, 500,
    ])
    expect(await amounts({ priceMin: 2400 })).toEqual([2400])
    expect(await titles({ ...some, currency: 'USD' })).toEqual([])
    expect(await titles({ ...some, past: true })).toEqual([])
    const bare = await guest().api.listEvents({ query: { priceMax: 500 } })
    expect(bare).toMatchObject({ problem: { code: 'INVALID_REQUEST', errors: [{ path: '/currency' }] } })
    const choices = granted(await guest().api.listChoices({}))
    expect(choices.kinds).toEqual(expect.arrayContaining(['Even-numbered', 'Odd-numbered']))
    expect(choices.prices.map(({ min }) => min.currency)).toContain('EUR')
    expect(granted(await guest().api.listChoices({ query: { past: true } })).kinds).not.toContain(
      'Odd-numbered',
    )
  })

  it('is sorted by date, price and title, both ways', async () => {
    const some: EventQuery = { search: 'series', limit: 100 }
    const prices = async (order: 'asc' | 'desc') =>
      (await list({ ...some, sort: 'price', order })).events.map(({ priceRange }) => priceRange.min.amount)
    const cheapFirst = await prices('asc')
    expect(cheapFirst).toEqual([...cheapFirst].sort((a, b) => a - b))
    expect(await prices('desc')).toEqual([...cheapFirst].reverse())
    expect((await titles({ ...some, sort: 'date', order: 'desc' }))[0]).toBe('Series 25')
    expect((await titles({ ...some, sort: 'title' }))[0]).toBe('Series 01')
  })

  it('is filtered by category and by time', async () => {
    expect(await titles({ category: 'odd-numbered', limit: 100 })).toHaveLength(13)
    const week = { from: '2090-01-10T00:00:00Z', to: '2090-01-12T00:00:00+00:00' }
    expect(await titles(week)).toEqual(['Series 10', 'Series 11'])
  })

  it.each([
    'from=tomorrow',
    'to=2090-02-30',
    'page=0',
    'limit=101',
    'limit=ten',
    'sort=venue',
    'order=up',
    'search=a&search=b',
    'search=%00',
  ])('refuses ?%s and says what is wrong', async (query) => {
    const reply = await fetch(`${server.url}/api/v1/events?${query}`)
    const problem = (await reply.json()) as { code: string; errors: unknown[] }
    expect([reply.status, problem.code]).toEqual([400, 'INVALID_REQUEST'])
    expect(problem.errors.length).toBeGreaterThan(0)
  })

  it('shows nothing that is over, unpublished or unlisted', async () => {
    await putOn(staff, 1, { title: 'Zzz over', startsAt: '2020-01-01T20:00:00Z', listed: true })
    await putOn(staff, 1, { title: 'Zzz draft', published: false, listed: true })
    await putOn(staff, 1, { title: 'Zzz unlisted', listed: false })
    expect(await titles({ search: 'zzz' })).toEqual([])
    expect(await titles({ search: 'zzz', from: '2019-01-01' })).toEqual(['Zzz over'])
  })
})

describe('one event', () => {
  it('is found by its id and by its slug, and is the same as in the list', async () => {
    const bySlug = granted(await guest().api.getEvent({ params: { idOrSlug: 'series-03' } }))
    const byId = granted(await guest().api.getEvent({ params: { idOrSlug: bySlug.id } }))
    const [listed] = (await list({ search: 'series 03' })).events
    expect(byId).toEqual(bySlug)
    expect(listed).toEqual(bySlug)
    expect(bySlug).toMatchObject({ status: 'on_sale', seating: 'general', capacity: 10, available: 10 })
  })

  it('says what it is: a draft, not open yet, on sale, sold out, closed, over', async () => {
    const status = async (places: number, change: Parameters<typeof putOn>[2]) => {
      const id = await putOn(staff, places, change)
      return granted(await staff.api.getEvent({ params: { idOrSlug: id } })).status
    }
    expect(await status(1, { published: false })).toBe('draft')
    expect(await status(1, { onSaleAt: '2098-01-01T00:00:00Z' })).toBe('scheduled')
    expect(await status(1, { onSaleAt: '2020-01-01T00:00:00Z' })).toBe('on_sale')
    expect(await status(1, { saleEndsAt: '2020-01-01T00:00:00Z' })).toBe('closed')
    expect(await status(1, { startsAt: '2020-01-01T00:00:00Z' })).toBe('past')
    const id = await putOn(staff, 1)
    granted(await guest().api.placeHold({ params: { idOrSlug: id }, body: { quantity: 1 } }))
    expect(granted(await guest().api.getEvent({ params: { idOrSlug: id } })).status).toBe('sold_out')
  })

  it('does not exist for others while it is unpublished', async () => {
    const id = await putOn(staff, 5, { published: false })
    for (const call of ['getEvent', 'getPlan', 'getAvailability'] as const) {
      const reply = await guest().api[call]({ params: { idOrSlug: id } })
      expect(reply.status).toBe(404)
      expect((await staff.api[call]({ params: { idOrSlug: id } })).status).toBe(200)
    }
  })

  it.each([
    'no-such-event',
    'Series-03',
    '..',
    '%2e%2e%2f',
    "'",
    'x'.repeat(101),
    '00000000-0000-7000-8000-000000000000',
  ])('is not found at %s', async (address) => {
    const reply = await fetch(`${server.url}/api/v1/events/${encodeURIComponent(address)}`)
    expect(reply.status).toBe(404)
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
  })
})

describe('its plan', () => {
  it('is sent compressed, with a tag that saves sending it again', async () => {
    const id = await putOn(staff, 5)
    const path = `/api/v1/events/${id}/plan`
    const first = await guest().fetch(path, { headers: { 'accept-encoding': 'br' } })
    expect(first.headers.get('content-encoding')).toBe('br')
    const tag = first.headers.get('etag')!
    expect(tag).toMatch(/^"[^"]+"$/)
    expect(await first.json()).toMatchObject({ name: 'One floor', categories: [{ name: 'Standing' }] })
    const again = await guest().fetch(path, { headers: { 'if-none-match': `"other", ${tag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])

    const plain = await guest().fetch(path, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('etag')).not.toBe(tag)
    const versioned = await guest().fetch(`${path}?v=1`)
    expect(versioned.headers.get('cache-control')).toContain('immutable')
  })

  it('has another tag when it was changed, and then says which index each seat has', async () => {
    const id = await putOn(staff, 5)
    const path = `/api/v1/events/${id}/plan`
    const tag = (await guest().fetch(path)).headers.get('etag')!
    granted(await staff.api.changeEvent({ params: { id }, body: { plan: standingPlan(7) } }))
    const changed = await guest().fetch(path, { headers: { 'if-none-match': tag } })
    expect(changed.status).toBe(200)
    const { order } = (await changed.json()) as { order: string[] }
    expect(order).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `floor:${n}`))
  })
})

describe('its seats', () => {
  it('are one byte each, and agree with the counts and with the event', async () => {
    const id = await putOn(staff, 6)
    const buyer = { name: 'A buyer', email: 'buyer@example.com' }
    granted(await guest().api.placeOrder({ body: { eventId: id, seatIds: ['floor:2', 'floor:3'], buyer } }))
    granted(await guest().api.placeHold({ params: { idOrSlug: id }, body: { seatIds: ['floor:5'] } }))
    granted(await staff.api.blockSeats({ params: { id }, body: { seatIds: ['floor:6'], blocked: true } }))
    const availability = granted(await guest().api.getAvailability({ params: { idOrSlug: id } }))
    expect([...Buffer.from(availability.seats, 'base64')]).toEqual([0, 2, 2, 0, 1, 3])
    expect(availability.counts).toEqual({ free: 2, held: 1, sold: 2, blocked: 1 })
    expect(granted(await guest().api.getEvent({ params: { idOrSlug: id } })).available).toBe(2)
  })
})
