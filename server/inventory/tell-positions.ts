import { waitlistLimits } from '../limits/waitlist-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { listPositions } from '../sql/waitlist/read-places.ts'
import type { PositionNews } from './news.ts'

/**
 * Tells those who wait where they are, after the list has moved: the whole list is read once for all of them, and at most once
 * a second for an event, however fast it moves. A page that hears nothing asks, and is told what is true then.
 */
export function createPositionNews({
  pool,
  tell,
  onFault,
}: {
  pool: Pool
  tell: (news: PositionNews) => void
  onFault: (message: string, cause: unknown) => void
}): (eventId: string) => void {
  const due = new Set<string>()
  return (eventId) => {
    if (due.has(eventId)) return
    due.add(eventId)
    setTimeout(() => {
      due.delete(eventId)
      listPositions(pool, eventId).then(
        (places) => tell({ eventId, places }),
        (cause) => onFault(`positions on the waitlist of ${eventId} could not be told`, cause),
      )
    }, waitlistLimits.tellMs).unref()
  }
}
