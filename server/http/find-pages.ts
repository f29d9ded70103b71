import type { FastifyInstance, FastifyRequest } from 'fastify'
import { firstList } from '../../contract/page-data.ts'
import type { Booking } from '../booking/booking.ts'
import { describeEvent, numbersOfSale } from '../booking/describe-event.ts'
import { listEvents } from '../booking/list-events.ts'
import { seeEvent } from '../booking/see-event.ts'
import { eventLimits } from '../limits/event-limits.ts'
import { paintDiscover, paintEvent } from './first-paint.ts'
import { firstWords } from './first-words.ts'
import { headOfEvent, type PageHead } from './page-head.ts'
import { requestLanguage } from './request-language.ts'
import type { DescribePage } from './web-files.ts'

const EVENT_PAGE = /^\/events\/([a-z0-9-]{1,100})\/?$/

/** Where this shop is for the outside world: as configured, else as the visitor called it. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}

/** What each page is about, for those who read it without running it. Null for an event that does not exist. */
export function createPageHeads(booking: Booking, publicUrl: string | null): DescribePage {
  const describe = async (request: FastifyRequest): Promise<PageHead | null | undefined> => {
    const path = pathOf(request)
    const origin = originOf(request, publicUrl)
    const slug = EVENT_PAGE.exec(path)?.[1]
    if (slug !== undefined) {
      const sale = await seeEvent(booking, slug, undefined)
      if (sale === undefined) return null
      const event = describeEvent(sale.event, numbersOfSale(sale), new Date(booking.inventory.nowMs()))
      return {
        ...headOfEvent(event, origin),
        ...(event.artwork !== null && { firstPicture: event.artwork }),
        ...(opensAPage(request) && { pageData: { event: { idOrSlug: slug, value: event } } }),
        firstPaint: paintEvent(event),
      }
    }
    if (path !== '/') return undefined
    const list = request.url === '/' && opensAPage(request) ? await listEvents(booking, firstList) : undefined
    const first = list?.ok ? list.value.events[0] : undefined
    const picture = first?.artwork
    const words = firstWords[requestLanguage(request)]
    return {
      ...(list?.ok && { pageData: { events: list.value } }),
      ...(first && picture && { firstPicture: picture, firstPaint: paintDiscover(words, first, picture) }),
      title: words.title,
      description: words.heroText,
      canonical: `${origin}/`,
    }
  }
  return {
    describe,
    key(request) {
      const path = pathOf(request)
      if (path !== '/' && !EVENT_PAGE.test(path)) return ''
      const language = path === '/' ? requestLanguage(request) : ''
      return [originOf(request, publicUrl), path, request.url === '/', opensAPage(request), language].join(
        ' ',
      )
    },
  }
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!

/** Somebody opens the page. Whoever keeps a copy of it for later (the service worker) must not keep what is true only now. */
function opensAPage(request: FastifyRequest): boolean {
  return (request.headers['sec-fetch-mode'] ?? 'navigate') === 'navigate'
}

/** `robots.txt` and a sitemap of all listed events. */
export function findableRoutes(app: FastifyInstance, booking: Booking, publicUrl: string | null): void {
  app.get('/robots.txt', { schema: { hide: true } }, (request, reply) => {
    const origin = originOf(request, publicUrl)
    reply
      .type('text/plain; charset=utf-8')
      .send(
        `User-agent: *\nDisallow: /api/\nDisallow: /checkout/\nDisallow: /orders/\nDisallow: /bookings\nDisallow: /account\nSitemap: ${origin}/sitemap.xml\n`,
      )
  })

  app.get('/sitemap.xml', { schema: { hide: true } }, async (request, reply) => {
    const origin = originOf(request, publicUrl)
    const pages = [`${origin}/`]
    for (let page = 1; pages.length <= eventLimits.sitemapEvents; page += 1) {
      const listed = await listEvents(booking, { page, limit: 100 })
      if (!listed.ok) break
      for (const { slug } of listed.value.events) pages.push(`${origin}/events/${slug}`)
      if (page * 100 >= listed.value.total) break
    }
    const urls = pages.map((address) => `  <url><loc>${address}</loc></url>`).join('\n')
    return reply
      .type('application/xml; charset=utf-8')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`,
      )
  })
}
