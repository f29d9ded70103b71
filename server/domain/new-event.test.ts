import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { checkNewEvent, checkPrices, isTimeZone, slugOf } from './new-event.ts'

const event: NewEvent = {
  title: 'A concert',
  venue: { name: 'Hall', city: 'Wien', country: 'AT' },
  startsAt: '2027-03-14T19:30:00Z',
  timezone: 'Europe/Vienna',
  currency: 'EUR',
  prices: {},
  plan: {},
}
const faultsOf = (change: Partial<NewEvent>) =>
  checkNewEvent({ ...event, ...change }).faults.map(({ path }) => path)

describe('a new event', () => {
  it('is taken as it is when nothing is wrong', () => {
    expect(checkNewEvent(event)).toMatchObject({ faults: [], venue: event.venue, times: { endsAt: null } })
  })

  it.each<[Partial<NewEvent>, string[]]>([
    [{ title: ' \n ' }, ['/title']],
    [{ title: 'a\0b' }, ['/title']],
    [{ currency: 'XXQ' }, ['/currency']],
    [{ timezone: 'Mars/Olympus' }, ['/timezone']],
    [{ timezone: '+01:00' }, ['/timezone']],
    [{ startsAt: '2027-02-30T19:30:00Z' }, ['/startsAt']],
    [{ startsAt: 'soon', onSaleAt: 'now' }, ['/startsAt', '/onSaleAt']],
    [{ endsAt: '2027-03-14T19:30:00Z' }, ['/endsAt']],
    [{ onSaleAt: '2027-03-02T00:00:00Z', saleEndsAt: '2027-03-01T00:00:00Z' }, ['/saleEndsAt']],
    [
      { venue: { name: ' ', city: 'x'.repeat(301), country: 'Austria' } },
      ['/venue/name', '/venue/city', '/venue/country'],
    ],
  ])('lists every fault of %j', (change, paths) => {
    expect(faultsOf(change)).toEqual(paths)
  })

  it('keeps of a venue only what it is known by', () => {
    const venue = { name: 'Hall', owner: 'x'.repeat(1_000_000) } as NewEvent['venue']
    expect(checkNewEvent({ ...event, venue }).venue).toEqual({ name: 'Hall' })
  })
})

describe('prices', () => {
  it('are for every category and for nothing else', () => {
    expect(checkPrices([{ name: 'A' }, { name: 'B/C' }], { A: 1, D: 2 }).map(({ path }) => path)).toEqual([
      '/prices/B~1C',
      '/prices/D',
    ])
    expect(checkPrices([{ name: 'toString' }], {})).toHaveLength(1)
  })
})

describe('slugs', () => {
  it.each([
    ['Grand Théâtre: Große Gala!', 'grand-theatre-grosse-gala'],
    ['  --  ', 'event'],
    ['音楽会', 'event'],
    [`${'x'.repeat(69)} y`, 'x'.repeat(69)],
  ])('of %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug)
    expect(slugOf(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })
})

it('knows time zones by their IANA names', () => {
  expect(['Europe/Vienna', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true)
  expect(['', 'Nowhere', '+02:00', 'Europe/Vienna '].some(isTimeZone)).toBe(false)
})
