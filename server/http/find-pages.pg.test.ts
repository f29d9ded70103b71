import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openHouse } from '../../test/races/house.ts'
import { openEdge } from '../../test/setup/edge.ts'

it('lists events in the sitemap, and keeps robots out of people’s own pages', async () => {
  await using edge = await openEdge({ env: { FULLHOUSE_URL: 'https://tickets.example' } })
  const { slug } = await openHouse(edge.context.pool, 3)
  const robots = (await edge.app.inject('/robots.txt')).body
  expect(robots).toContain('Disallow: /orders/')
  expect(robots).toContain('Sitemap: https://tickets.example/sitemap.xml')
  const sitemap = (await edge.app.inject('/sitemap.xml')).body
  expect(sitemap).toContain(`<loc>https://tickets.example/events/${slug}</loc>`)
})

it('fills an event’s page before it is sent, and answers 404 for one that does not exist', async () => {
  const webRoot = await mkdtemp(join(tmpdir(), 'fullhouse-web-'))
  await writeFile(join(webRoot, 'index.html'), '<head><!--head--><title>Fullhouse</title><!--/head--></head>')
  try {
    await using edge = await openEdge({ webRoot })
    const { slug } = await openHouse(edge.context.pool, 3, { title: 'An evening', summary: 'Of tests.' })
    const page = await edge.app.inject({ url: `/events/${slug}?from=home`, headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<title>An evening · Test hall · Fullhouse</title>')
    expect(page.body).toContain('"@type":"Event"')
    expect(page.body).toMatch(new RegExp(`<link rel="canonical" href="http://[^"]+/events/${slug}" />`))
    const missing = await edge.app.inject({ url: '/events/nothing-here', headers: { accept: 'text/html' } })
    expect(missing.statusCode).toBe(404)
    expect(missing.body).toContain('<title>Fullhouse</title>')
  } finally {
    await rm(webRoot, { recursive: true, force: true })
  }
})
