import { expect } from 'vitest'
import { shopper } from '../setup/shopper.ts'
import { eventually, test } from './shop.ts'

const buyer = { name: 'Ada Lovelace', email: 'ada@example.com' }

test('the shop can be installed: a manifest, icons, and a worker that keeps the shell', async ({
  server,
}) => {
  const page = await (await fetch(`${server.url}/`)).text()
  expect(page).toContain('rel="manifest"')
  const manifest = (await (await fetch(`${server.url}/manifest.webmanifest`)).json()) as {
    icons: { src: string; type: string }[]
  }
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' })
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(server.url + src)
    expect([src, icon.status, icon.headers.get('content-type')?.split(';')[0]]).toEqual([src, 200, type])
  }
})

test('tickets are there without a network', async ({ visit, server }) => {
  const { page, open, context, expectLostNetwork } = await visit({ screen: 'phone', serviceWorkers: 'allow' })
  expectLostNetwork()
  await open('/')
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await page.waitForFunction('navigator.serviceWorker.controller !== null')

  // A booking by the same visitor, whose cookies the browser's own requests carry.
  const event = await (await shopper(server.url).fetch('/api/v1/events/community-meetup')).json()
  const reply = await page.request.post('/api/v1/orders', {
    data: { eventId: (event as { id: string }).id, quantity: 1, buyer },
    headers: { origin: server.url },
  })
  expect(reply.status()).toBe(201)
  const { id } = await reply.json()
  await open(`/orders/${id}`)
  await page.getByRole('article', { name: /^Ticket: / }).waitFor()
  await eventually(() =>
    page.evaluate(`caches.match('/api/v1/orders/${id}').then((kept) => kept !== undefined)`),
  ).toBe(true)

  await context.setOffline(true)
  await page.reload()
  await page.getByRole('article', { name: /^Ticket: / }).waitFor()
})
