import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openHouse } from '../../test/races/house.ts'
import { openEdge } from '../../test/setup/edge.ts'

const PAGE =
  '<head><!--head--><title>Fullhouse</title><!--/head--><script>1</script></head><body><!--first-paint--></body>'

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
  await writeFile(join(webRoot, 'index.html'), PAGE)
  try {
    await using edge = await openEdge({ webRoot })
    const { slug } = await openHouse(edge.context.pool, 3, { title: 'An evening', summary: 'Of tests.' })
    const page = await edge.app.inject({ url: `/events/${slug}?from=home`, headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<title>An evening · Test hall · Fullhouse</title>')
    expect(page.body).toContain('"@type":"Event"')
    expect(page.body).toMatch(new RegExp(`<link rel="canonical" href="http://[^"]+/events/${slug}" />`))
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+'/)
    const data = JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/.exec(page.body)![1]!)
    expect(data.event).toMatchObject({ idOrSlug: slug, value: { title: 'An evening', available: 3 } })
    expect(page.body).toMatch(/<main.*An evening.*<\/main>/s)
    // A copy for later must not say how many places are free now.
    const kept = await edge.app.inject({
      url: `/events/${slug}`,
      headers: { accept: '*/*', 'sec-fetch-mode': 'cors' },
    })
    expect(kept.body).not.toContain('"available":3')
    const missing = await edge.app.inject({ url: '/events/nothing-here', headers: { accept: 'text/html' } })
    expect(missing.statusCode).toBe(404)
    expect(missing.body).toContain('<title>Fullhouse</title>')
  } finally {
    await rm(webRoot, { recursive: true, force: true })
  }
})

it('opens the shop with its first list, in the language of the visitor', async () => {
  const webRoot = await mkdtemp(join(tmpdir(), 'fullhouse-web-'))
  await writeFile(join(webRoot, 'index.html'), PAGE)
  try {
    await using edge = await openEdge({ webRoot })
    const { slug } = await openHouse(edge.context.pool, 3)
    const open = (headers: Record<string, string>) =>
      edge.app.inject({ url: '/', headers: { accept: 'text/html', ...headers } })
    const german = await open({ 'accept-language': 'de-AT' })
    expect(german.body).toContain('<title>Fullhouse · Ihr Platz')
    expect(german.body).toContain(`"slug":"${slug}"`)
    const chosen = await open({ 'accept-language': 'de-AT', cookie: 'fh_lang=es' })
    expect(chosen.body).toContain('<title>Fullhouse · Encuentra')
    const [guest] = german.cookies.filter(({ name }) => name === 'fh_guest')
    expect(guest?.httpOnly).toBe(true)
    const again = await open({ cookie: `fh_guest=${guest!.value}` })
    expect(again.cookies).toEqual([])
    const packed = await open({ 'accept-encoding': 'gzip, br' })
    expect(packed.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(packed.rawPayload).toString()).toContain('<title>Fullhouse · Find')
  } finally {
    await rm(webRoot, { recursive: true, force: true })
  }
})
