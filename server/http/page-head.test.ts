import { expect, it } from 'vitest'
import type { Event } from '../../contract/shapes/events.ts'
import { headOfEvent, renderHead } from './page-head.ts'

const event: Event = {
  id: '01900000-0000-7000-8000-000000000001',
  slug: 'evil',
  title: '</title><script>alert(1)</script>',
  summary: '"Quoted" & <b>bold</b>',
  description: '',
  category: 'Concert',
  artwork: '/artwork/evil.svg',
  venue: { name: 'Hall', city: 'Bristol', country: 'GB' },
  startsAt: '2099-01-01T20:00:00.000Z',
  endsAt: null,
  timezone: 'Europe/London',
  onSaleAt: null,
  saleEndsAt: null,
  status: 'on_sale',
  seating: 'seats',
  categories: [
    {
      name: 'Stalls',
      color: '#fff',
      price: { amount: 4550, currency: 'GBP' },
      locked: false,
      capacity: 2,
      available: 1,
    },
    {
      name: '</script>',
      color: '#fff',
      price: { amount: 500, currency: 'JPY' },
      locked: false,
      capacity: 2,
      available: 0,
    },
  ],
  areas: [],
  priceRange: { min: { amount: 0, currency: 'GBP' }, max: { amount: 4550, currency: 'GBP' } },
  capacity: 4,
  available: 1,
  maxPerOrder: 4,
  maxPerCustomer: null,
  holdSeconds: 300,
  cancellation: { allowed: true, untilSeconds: 0, feePerTicket: { amount: 0, currency: 'EUR' } },
  waitlist: null,
  holdExtensions: 0,
  planVersion: 1,
  concessions: [],
  fees: { perTicket: { amount: 0, currency: 'GBP' }, perOrder: { amount: 0, currency: 'GBP' } },
  tax: null,
  presaleAt: null,
}

it('tells of an event what schema.org asks for, prices in whole units of their currency', () => {
  const head = renderHead(headOfEvent(event, 'https://tickets.example'))
  const data = JSON.parse(/<script type="application\/ld\+json">(.*)<\/script>/.exec(head)![1]!)
  expect(data).toMatchObject({
    '@type': 'Event',
    url: 'https://tickets.example/events/evil',
    location: { address: { addressLocality: 'Bristol' } },
    offers: [
      { price: 45.5, priceCurrency: 'GBP', availability: 'https://schema.org/InStock' },
      { price: 500, priceCurrency: 'JPY', availability: 'https://schema.org/SoldOut' },
    ],
  })
  expect(head).toContain('<link rel="canonical" href="https://tickets.example/events/evil" />')
  expect(head).toContain('content="https://tickets.example/artwork/evil-640.webp"')
})

it('lets no organiser’s text out of its tag', () => {
  const head = renderHead(headOfEvent(event, 'https://tickets.example'))
  expect(head.match(/<script/g)).toHaveLength(1)
  expect(head.match(/<\/script>/g)).toHaveLength(1)
  expect(head).not.toContain('<b>')
})
