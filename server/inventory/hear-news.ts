import type { Emit } from './news.ts'
import { forget, remember } from './open-sale.ts'
import type { KeyOfRequest, Relayed, RelayedHold } from './relay-news.ts'
import type { Sale } from './sale.ts'
import type { Sales } from './sales.ts'

interface HearingParts {
  sales: Sales
  emit: Emit
  /** Positions on an event's waitlist are others than before: tells who is connected here. */
  tellPositions(eventId: string): void
  reload(eventId: string): Promise<void>
  /** Who sends that request again is to get this hold. */
  remember(eventId: string, hold: RelayedHold, asked: KeyOfRequest): void
  onFault(message: string, cause: unknown): void
}

/**
 * Enters what other servers tell: this server knows their live holds, and the customers who are connected here hear of theirs.
 * An event that is just being read is told when that is done, in order: the reading may be older than the news.
 */
export function createHearing(parts: HearingParts): (eventId: string, news: Relayed) => void {
  const { sales, emit } = parts

  function inCopy(eventId: string, enter: (sale: Sale) => void): void {
    const sale = sales.loaded(eventId)
    if (sale !== undefined) enter(sale)
    else
      sales.opening(eventId)?.then(
        (opened) => opened && enter(opened),
        () => {},
      )
  }

  function live(sale: Sale, hold: RelayedHold): void {
    const expiresAtMs = Date.parse(hold.expiresAt)
    const known = sale.holds.get(hold.id)
    if (known === undefined) {
      // The plan has grown: news of that is on its way, too.
      if (hold.seats.some((seat) => seat >= sale.index.places)) {
        sales.doubt(sale.event.id)
        return
      }
      const heard = { ...hold, eventId: sale.event.id, expiresAtMs, live: true, isOurs: false }
      remember(sale, heard)
      sales.holds.set(hold.id, heard)
      return
    }
    known.orderId = hold.orderId ?? known.orderId
    if (expiresAtMs <= known.expiresAtMs) return
    known.expiresAtMs = expiresAtMs
    known.expiresAt = hold.expiresAt
    sale.lapses.push(known)
  }

  function ended(sale: Sale, holdId: string) {
    const known = sale.holds.get(holdId)
    if (known === undefined) {
      for (const since of sale.readings) since.add(holdId)
      return
    }
    forget(sale, known)
    sales.holds.delete(holdId)
    return known
  }

  return (eventId, news) => {
    switch (news.kind) {
      case 'hold': {
        const { hold, state, asked } = news
        if (asked !== undefined) parts.remember(eventId, hold, asked)
        inCopy(eventId, (sale) => (state === 'live' ? live(sale, hold) : ended(sale, hold.id)))
        return emit.heardHold({ ...hold, eventId }, state)
      }
      case 'ended':
        return inCopy(eventId, (sale) => {
          const known = ended(sale, news.holdId)
          if (known !== undefined) emit.heardHold(known, news.state)
        })
      case 'order':
        return emit.heardOrder({ ...news, eventId })
      case 'waiting':
        return emit.heardWaiting({ ...news, eventId })
      case 'awaited':
        return inCopy(eventId, (sale) => {
          sale.waiting = true
        })
      case 'moved':
        return parts.tellPositions(eventId)
      case 'changed':
        parts.reload(eventId).catch((cause) => {
          parts.onFault(`event ${eventId}, which was changed, could not be read anew`, cause)
          sales.doubt(eventId)
        })
    }
  }
}
