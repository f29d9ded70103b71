import { expect, test } from 'vitest'
import type { Order } from '../../contract/shapes/orders.ts'
import { openHouse } from '../../test/races/house.ts'
import { openEdge } from '../../test/setup/edge.ts'
import { readPdf } from '../../test/setup/read-pdf.ts'

const buyer = { name: 'Ada Lovelace', email: 'ada@example.com' }

test('files are for whoever has the ticket, kept by nobody on the way, and say in their names what they are', async () => {
  await using edge = await openEdge({ env: { FULLHOUSE_URL: 'https://shop.test' } })
  const { id: eventId } = await openHouse(edge.context.pool, 4, { title: 'Quintet' })
  const [ada, eve] = [edge.browser(), edge.browser()]
  const headers = { origin: 'https://shop.test', host: 'shop.test' }
  const placed = await ada.send(
    'POST',
    '/api/v1/orders',
    { eventId, quantity: 2, buyer, locale: 'de' },
    headers,
  )
  const order: Order = placed.json()
  const ticket = order.tickets[0]!
  const files = {
    [`/api/v1/orders/${order.id}/tickets.pdf`]: ['application/pdf', `tickets-${order.number}.pdf`],
    [`/api/v1/tickets/${ticket.id}/ticket.pdf`]: [
      'application/pdf',
      `ticket-${order.number}-${ticket.seat.index}.pdf`,
    ],
    [`/api/v1/orders/${order.id}/event.ics`]: ['text/calendar; charset=utf-8', `${order.event.slug}.ics`],
    [`/api/v1/tickets/${ticket.id}/event.ics`]: ['text/calendar; charset=utf-8', `${order.event.slug}.ics`],
  }
  for (const [url, [type, name]] of Object.entries(files)) {
    const reply = await ada.send('GET', url)
    expect([url, reply.statusCode, reply.headers['content-type']]).toEqual([url, 200, type])
    expect(reply.headers['content-disposition']).toBe(`inline; filename="${name}"`)
    expect(reply.headers['cache-control']).toBe('private, no-cache')
    expect((await eve.send('GET', url)).json().code, url).toBe('NOT_FOUND')
  }
  const [first] = readPdf((await ada.send('GET', `/api/v1/orders/${order.id}/tickets.pdf`)).rawPayload).pages
  expect(first!.text).toContain('Zeigen Sie diesen Code')
  const calendar = await ada.send('GET', `/api/v1/orders/${order.id}/event.ics`)
  expect(calendar.body).toContain(`URL:https://shop.test/orders/${order.id}`)

  // What was free has no receipt, and what is not configured no pass.
  for (const url of [
    `/api/v1/orders/${order.id}/receipt.pdf`,
    `/api/v1/orders/${order.id}/credit-notes/${order.id}.pdf`,
    `/api/v1/orders/${order.id}/credit-notes/x`,
    `/api/v1/tickets/${ticket.id}/apple.pkpass`,
    `/api/v1/tickets/${ticket.id}/google-wallet`,
  ])
    expect((await ada.send('GET', url)).json().code, url).toBe('NOT_FOUND')

  await ada.send('POST', `/api/v1/orders/${order.id}/cancel`, undefined, headers)
  expect((await ada.send('GET', `/api/v1/orders/${order.id}/tickets.pdf`)).json().code).toBe('NOT_FOUND')
  const cancelled = (await ada.send('GET', `/api/v1/orders/${order.id}/event.ics`)).body
  expect(cancelled).toContain('STATUS:CANCELLED')
  expect(cancelled).toMatch(/SUMMARY:Storniert: Quintet/)
})

test('the published contract says that they are files', async () => {
  await using edge = await openEdge()
  const document = (await edge.app.inject('/api/openapi.json')).json()
  const { responses } = document.paths['/api/v1/orders/{id}/tickets.pdf'].get
  expect(Object.keys(responses['200'].content)).toEqual(['application/pdf'])
})
