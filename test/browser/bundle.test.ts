import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { test } from './shop.ts'

const assets = resolve(import.meta.dirname, '../../web/dist/assets')
const KB = 1024

const gzipped = (bytes: Buffer) => gzipSync(bytes, { level: 9 }).length

test('the event page loads less than 200 KB of JavaScript, gzipped', async ({ visit }) => {
  const { page, open } = await visit({ screen: 'phone' })
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', (reply) => {
    // What a thread runs that is made of a blob came with the script that made it.
    const isFetched = reply.url().startsWith('http')
    if (isFetched && reply.request().resourceType() === 'script') scripts.set(reply.url(), reply.body())
  })
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: 'List' }).waitFor()
  await page.waitForLoadState('networkidle')
  const bodies = await Promise.all(scripts.values())
  expect(bodies.length).toBeGreaterThan(0)
  const bytes = bodies.reduce((sum, body) => sum + gzipped(body), 0)
  expect(bytes).toBeLessThan(200 * KB)
})

test('the whole app, fonts apart, is less than 500 KB, gzipped', () => {
  const code = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name))
  expect(code.length).toBeGreaterThan(0)
  const bytes = code.reduce((sum, name) => sum + gzipped(readFileSync(join(assets, name))), 0)
  expect(bytes).toBeLessThan(500 * KB)
})
