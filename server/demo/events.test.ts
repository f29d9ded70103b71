import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { smallArtwork } from '../../contract/small-artwork.ts'
import { preparePlan } from '../booking/prepare-plan.ts'
import { checkNewEvent, checkPrices } from '../domain/new-event.ts'
import { demoEvents } from './events.ts'

const ARTWORK_BYTES = 30_000
const days = ['2026-11-20T12:00:00Z', '2027-03-27T23:59:00Z', '2028-02-28T00:00:00Z'].map(
  (day) => new Date(day),
)

it.each(days)('every demo event could be sent by an organiser, seen from %s', (now) => {
  for (const event of demoEvents(now)) {
    expect(checkNewEvent(event).faults, event.slug).toEqual([])
    const prepared = preparePlan(event.plan)
    expect(prepared.ok, event.slug).toBe(true)
    if (prepared.ok) {
      expect(checkPrices(prepared.value.layout.categories, event.prices), event.slug).toEqual([])
    }
    expect(event.summary!.length, event.slug).toBeLessThanOrEqual(300)
  }
})

it.each(days)('the programme shows every state of a sale, seen from %s', (now) => {
  const events = demoEvents(now)
  const named = (slug: string) => events.find((event) => event.slug === slug)!
  const at = (instant: string | undefined) => new Date(instant!).getTime()
  expect(at(named('opera-in-a-greenhouse').onSaleAt)).toBeGreaterThan(now.getTime())
  expect(at(named('lantern-ceilidh').endsAt)).toBeLessThan(now.getTime())
  expect(at(named('night-market-supper').saleEndsAt)).toBeLessThan(now.getTime())
  const open = events.filter(
    ({ startsAt, onSaleAt, saleEndsAt }) => at(startsAt) > now.getTime() && !onSaleAt && !saleEndsAt,
  )
  expect(open.length).toBeGreaterThan(10)
})

it('has a picture for every event, and a small one for lists', () => {
  for (const { slug, artwork } of demoEvents(days[0]!)) {
    expect(artwork).toBe(`/artwork/${slug}.svg`)
    for (const picture of [artwork, smallArtwork(artwork)]) {
      const { size } = statSync(join(import.meta.dirname, '../../web/public', picture))
      expect(size, picture).toBeLessThan(ARTWORK_BYTES)
    }
  }
})
