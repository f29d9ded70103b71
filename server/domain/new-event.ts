import type { Venue } from '../../contract/shapes/events.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { parseInstant } from './instant.ts'
import { findUnstorable } from './storable.ts'

export interface Fault {
  path: string
  message: string
}

const VENUE_TEXT_MAX = 300
const COUNTRY = /^[A-Z]{2}$/
const currencies = new Set(Intl.supportedValuesOf('currency'))

export type EventTimes = {
  startsAt: Date
  endsAt: Date | null
  onSaleAt: Date | null
  saleEndsAt: Date | null
}

/** What is wrong with a new event apart from its plan and prices. The schema has been checked before. */
export function checkNewEvent(event: NewEvent): { faults: Fault[]; times: EventTimes; venue: Venue } {
  const faults: Fault[] = []
  const { plan: _, ...rest } = event
  const unstorable = findUnstorable(rest)
  if (unstorable !== null) faults.push(unstorable)
  if (event.title.trim() === '') faults.push({ path: '/title', message: 'is blank' })
  if (!currencies.has(event.currency)) {
    faults.push({ path: '/currency', message: 'is not a currency of ISO 4217' })
  }
  if (!isTimeZone(event.timezone)) {
    faults.push({ path: '/timezone', message: 'is not an IANA time zone, such as Europe/Vienna' })
  }
  return { faults, times: checkTimes(event, faults), venue: checkVenue(event.venue, faults) }
}

function checkTimes(event: NewEvent, faults: Fault[]): EventTimes {
  const read = (name: 'startsAt' | 'endsAt' | 'onSaleAt' | 'saleEndsAt') =>
    event[name] === undefined ? null : readInstant(`/${name}`, event[name], faults)
  const times = {
    startsAt: read('startsAt') ?? new Date(0),
    endsAt: read('endsAt'),
    onSaleAt: read('onSaleAt'),
    saleEndsAt: read('saleEndsAt'),
  }
  if (times.endsAt !== null && times.endsAt <= times.startsAt) {
    faults.push({ path: '/endsAt', message: 'is not after the start' })
  }
  checkSale(times, faults)
  return times
}

export function readInstant(path: string, text: string, faults: Fault[]): Date | null {
  const instant = parseInstant(text)
  if (instant === null) faults.push({ path, message: 'is not an RFC 3339 instant' })
  return instant
}

/** A sale that ends before it opens would never be open. */
export function checkSale(sale: { onSaleAt: Date | null; saleEndsAt: Date | null }, faults: Fault[]): void {
  if (sale.onSaleAt !== null && sale.saleEndsAt !== null && sale.saleEndsAt <= sale.onSaleAt) {
    faults.push({ path: '/saleEndsAt', message: 'is not after the sale opens' })
  }
}

/** Only what a venue is known by is kept. */
function checkVenue({ name, address, city, country }: Venue, faults: Fault[]): Venue {
  const venue = { name, ...(address && { address }), ...(city && { city }), ...(country && { country }) }
  if (name.trim() === '') faults.push({ path: '/venue/name', message: 'is blank' })
  for (const [key, value] of Object.entries(venue)) {
    if (value.length > VENUE_TEXT_MAX) {
      faults.push({ path: `/venue/${key}`, message: `is longer than ${VENUE_TEXT_MAX} characters` })
    }
  }
  if (country && !COUNTRY.test(country)) {
    faults.push({ path: '/venue/country', message: 'is not a country code of ISO 3166-1, such as AT' })
  }
  return venue
}

/** Every category of the plan has a price, and no price is for something else (most likely a misspelt category). */
export function checkPrices(
  categories: readonly { name: string }[],
  prices: Readonly<Record<string, number>>,
): Fault[] {
  const names = new Set(categories.map(({ name }) => name))
  return [
    ...[...names]
      .filter((name) => !Object.hasOwn(prices, name))
      .map((name) => ({
        path: pointer('prices', name),
        message: 'is missing: every category needs a price',
      })),
    ...Object.keys(prices)
      .filter((name) => !names.has(name))
      .map((name) => ({ path: pointer('prices', name), message: 'is the price of no category of the plan' })),
  ]
}

export function isTimeZone(name: string): boolean {
  // `Intl` also takes offsets such as +01:00, which know nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The part of a title that can stand in an address. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return plain.replace(/^-+/, '').slice(0, SLUG_LENGTH).replace(/-+$/, '') || 'event'
}

/** Leaves room for a number behind it. */
const SLUG_LENGTH = 70

export function pointer(...parts: string[]): string {
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
