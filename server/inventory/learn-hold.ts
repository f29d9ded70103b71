import type { Pool } from '../postgres/pool.ts'
import { readHoldOfEvent } from '../sql/read-holds.ts'
import type { LiveHold, Sale } from './sale.ts'
import type { Sales } from './sales.ts'

/**
 * Reads a hold that an act has just been about and that this server does not know: another one made it, and no news of it has
 * come yet. Undefined, and the event in doubt, when it cannot be read; the act itself is done in any case.
 */
export type LearnHold = (
  sale: Sale,
  holdId: string,
) => Promise<{ hold: LiveHold; isLive: boolean } | undefined>

export function createLearnHold(pool: Pool, sales: Pick<Sales, 'doubt'>): LearnHold {
  return async (sale, holdId) => {
    const row = await readHoldOfEvent(pool, sale.event.id, holdId).catch(() => undefined)
    const isOfThisPlan = row?.seats.every((seat) => seat < sale.index.places)
    if (row === undefined || !isOfThisPlan) {
      sales.doubt(sale.event.id)
      return undefined
    }
    const { id, eventId, customerId, seats, amounts, total, expiresAt, orderId, code } = row
    const hold: LiveHold = {
      ...{ id, eventId, customerId, seats, amounts, total, orderId, code },
      expiresAtMs: expiresAt.getTime(),
      expiresAt: expiresAt.toISOString(),
      live: true,
      isOurs: false,
    }
    return { hold, isLive: row.state === 'live' }
  }
}
