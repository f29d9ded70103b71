import type { Event } from '../../contract/shapes/events.ts'
import { texts } from '../i18n/texts.ts'
import { formatUntil } from './countdown.ts'

/** Below this share of free places an event is almost full. */
const ALMOST_FULL = 0.15
/** So few that the number itself is the news. */
const LAST_FEW = 10

export interface EventBadge {
  tone: 'plain' | 'accent' | 'good' | 'warn' | 'bad'
  text: string
  /** What the badge is about, for its picture. */
  kind: 'full' | 'almost' | 'soon' | 'over'
}

type Facts = Pick<Event, 'status' | 'onSaleAt' | 'available' | 'capacity'>

/** The one thing worth knowing about an event before opening it; null when it is simply on sale. */
export function badgeOf(event: Facts, nowMs: number): EventBadge | null {
  const t = texts().formats.badges
  switch (event.status) {
    case 'scheduled': {
      if (!event.onSaleAt) return { tone: 'plain', text: t.opensSoon, kind: 'soon' }
      const leftMs = Date.parse(event.onSaleAt) - nowMs
      if (leftMs <= 0) return { tone: 'accent', text: t.openNow, kind: 'soon' }
      return { tone: 'accent', text: t.opensIn(formatUntil(leftMs)), kind: 'soon' }
    }
    case 'on_sale':
      if (event.available <= 0) return { tone: 'bad', text: t.soldOut, kind: 'full' }
      if (event.available >= event.capacity * ALMOST_FULL) return null
      return event.available <= LAST_FEW
        ? { tone: 'warn', text: t.last(event.available), kind: 'almost' }
        : { tone: 'warn', text: t.almostFull, kind: 'almost' }
    case 'sold_out':
      return { tone: 'bad', text: t.soldOut, kind: 'full' }
    case 'closed':
      return { tone: 'plain', text: t.saleEnded, kind: 'over' }
    case 'past':
      return { tone: 'plain', text: t.past, kind: 'over' }
    case 'cancelled':
      return { tone: 'bad', text: t.cancelled, kind: 'over' }
    case 'draft':
      return { tone: 'plain', text: t.draft, kind: 'over' }
  }
}

/** Whether places can be taken at this moment, as far as the page knows; the server has the last word. */
export function isOnSale(event: Facts, nowMs: number): boolean {
  if (event.status === 'on_sale' || event.status === 'sold_out') return true
  return event.status === 'scheduled' && event.onSaleAt !== null && Date.parse(event.onSaleAt) <= nowMs
}
