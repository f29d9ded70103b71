import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import type { NewCode } from '../../contract/shapes/prices.ts'
import type { DemoEvent } from './demo-event.ts'
import { instantOf, type LocalTime } from './local-time.ts'
import { openRoomPlan } from './open-room.ts'
import { gatherings } from './programme/gatherings.ts'
import { music } from './programme/music.ts'
import { presale } from './programme/presale.ts'
import { stage } from './programme/stage.ts'

/** A demo event as an organiser would send it, with the picture that the shop has of it. */
export type ListedEvent = NewEvent & {
  slug: string
  artwork: string
  codes: Record<string, NewCode>
  waitingRoom: DemoEvent['waitingRoom']
}

const MINUTE_MS = 60_000

/** The demo's programme, as seen on a day. */
export function demoEvents(now: Date): ListedEvent[] {
  return [...music, ...stage, ...gatherings, ...presale].map((event) => listed(event, now))
}

function listed(event: DemoEvent, now: Date): ListedEvent {
  const { slug, title, summary, description, category, venue, timezone, currency, prices } = event
  const instant = (time: LocalTime) => instantOf(time, timezone, now)
  const startsAt = instant(event.starts)
  return {
    slug,
    title,
    summary,
    description: description.join('\n\n'),
    category,
    artwork: `/artwork/${slug}.svg`,
    venue,
    timezone,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + event.lasts * MINUTE_MS).toISOString(),
    ...(event.saleOpens && { onSaleAt: instant(event.saleOpens).toISOString() }),
    ...(event.waitingRoom && {
      onSaleAt: new Date(now.getTime() + event.waitingRoom.opensInMinutes * MINUTE_MS).toISOString(),
    }),
    ...(event.saleEnds && { saleEndsAt: instant(event.saleEnds).toISOString() }),
    currency,
    prices,
    plan: typeof event.plan === 'string' ? samplePlan(event.plan) : openRoomPlan(venue.name, event.plan),
    ...(event.maxPerOrder !== undefined && { maxPerOrder: event.maxPerOrder }),
    ...(event.maxPerCustomer !== undefined && { maxPerCustomer: event.maxPerCustomer }),
    ...(event.holdExtensions !== undefined && { holdExtensions: event.holdExtensions }),
    ...(event.concessions && { concessions: event.concessions }),
    ...(event.fees && { fees: event.fees }),
    ...(event.tax && { tax: event.tax }),
    ...(event.lockedCategories && { lockedCategories: event.lockedCategories }),
    ...(event.presale && { presaleAt: instant(event.presale).toISOString() }),
    codes: event.codes ?? {},
    waitingRoom: event.waitingRoom,
    published: true,
  }
}

function samplePlan(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../plans', `${name}.json`), 'utf8'))
}
