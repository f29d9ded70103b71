import { type PageData, pageDataId } from '../../contract/page-data.ts'
import type { Event } from '../../contract/shapes/events.ts'
import { smallArtwork } from '../../contract/small-artwork.ts'
import { escapeHtml } from '../html.ts'

/** What search engines, link previews and calendars learn of a page before any script has run. */
export interface PageHead {
  title: string
  description: string
  /** Absolute address of this page, without what only filters it. */
  canonical: string
  /** Absolute address of a picture. */
  image?: string
  /** schema.org data. */
  data?: unknown
  /** Path of the picture that the page opens with: asked for before any script has run. */
  firstPicture?: string
  /** What the first view would ask the API for. */
  pageData?: PageData
  /** Painted until the app takes over. */
  firstPaint?: string
}

/** The tags of a page's head. Everything in it is escaped: titles and texts come from organisers. */
export function renderHead({ title, description, canonical, image, data, ...first }: PageHead): string {
  const tags = [
    `<title>${escapeHtml(title)}</title>`,
    meta('name', 'description', description),
    `<link rel="canonical" href="${escapeHtml(canonical)}" />`,
    meta('property', 'og:site_name', 'Fullhouse'),
    meta('property', 'og:type', data === undefined ? 'website' : 'event'),
    meta('property', 'og:title', title),
    meta('property', 'og:description', description),
    meta('property', 'og:url', canonical),
    meta('name', 'twitter:card', image === undefined ? 'summary' : 'summary_large_image'),
  ]
  if (image !== undefined) tags.push(meta('property', 'og:image', image))
  if (data !== undefined) tags.push(`<script type="application/ld+json">${jsonInHtml(data)}</script>`)
  if (first.firstPicture !== undefined)
    tags.push(
      `<link rel="preload" as="image" href="${escapeHtml(first.firstPicture)}" fetchpriority="high" />`,
    )
  if (first.pageData !== undefined)
    tags.push(`<script type="application/json" id="${pageDataId}">${jsonInHtml(first.pageData)}</script>`)
  return tags.join('\n    ')
}

/** One event, as schema.org's `Event` (https://schema.org/Event). */
export function headOfEvent(event: Event, origin: string): PageHead {
  const canonical = `${origin}/events/${event.slug}`
  const { venue } = event
  const description = event.summary || firstSentence(event.description)
  // Link previews show pixels only.
  const image = event.artwork === null ? undefined : origin + smallArtwork(event.artwork)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    description,
    url: canonical,
    ...(image && { image: [image] }),
    startDate: event.startsAt,
    ...(event.endsAt && { endDate: event.endsAt }),
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    eventStatus: `https://schema.org/${event.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    location: {
      '@type': 'Place',
      name: venue.name,
      address: {
        '@type': 'PostalAddress',
        ...(venue.address && { streetAddress: venue.address }),
        ...(venue.city && { addressLocality: venue.city }),
        ...(venue.country && { addressCountry: venue.country }),
      },
    },
    offers: event.categories.map(({ name, price, available }) => ({
      '@type': 'Offer',
      name,
      price: price.amount / 10 ** minorDigits(price.currency),
      priceCurrency: price.currency,
      availability: `https://schema.org/${available > 0 ? 'InStock' : 'SoldOut'}`,
      url: canonical,
      ...(event.onSaleAt && { validFrom: event.onSaleAt }),
    })),
  }
  const where = venue.city === undefined ? venue.name : `${venue.name}, ${venue.city}`
  return {
    title: `${event.title} · ${where} · Fullhouse`,
    description,
    canonical,
    ...(image && { image }),
    data,
  }
}

/** Digits of a currency's minor unit (ISO 4217), as the runtime knows them. */
function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

function firstSentence(text: string): string {
  return /^.{1,200}?[.!?](?=\s|$)/su.exec(text)?.[0] ?? text.slice(0, 200)
}

function meta(kind: 'name' | 'property', name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${escapeHtml(content)}" />`
}

/** JSON that cannot end the script element it stands in. */
function jsonInHtml(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
