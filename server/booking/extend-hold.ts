import type { RefusalOf } from '../../contract/refusals.ts'
import type { Hold } from '../../contract/shapes/holds.ts'
import { parseInstant } from '../domain/instant.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking, Caller } from './booking.ts'
import { describeHold } from './describe-hold.ts'
import { findHold } from './find-hold.ts'
import { invalid } from './selection.ts'

export type ExtendHoldRefusal = RefusalOf<
  'INVALID_REQUEST' | 'NOT_FOUND' | 'HOLD_EXPIRED' | 'HOLD_ENDED' | 'NOT_EXTENDABLE'
>

/**
 * Gives the caller's hold as much time again as it began with, if its event allows that. `seen` is the end that the caller
 * knows of: it makes a retry, or two tabs that ask at once, one extension.
 */
export async function extendHold(
  booking: Booking,
  caller: Caller,
  holdId: string,
  seen: string,
): Promise<Outcome<Hold, ExtendHoldRefusal>> {
  const instant = parseInstant(seen)
  if (instant === null) return invalid('expiresAt', 'is not an RFC 3339 instant')
  const hold = await findHold(booking, caller, holdId)
  const sale = hold && (await booking.inventory.sale(hold.eventId))
  if (hold === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const verdict = await booking.inventory.extend(sale, {
    holdId,
    customerId: hold.customerId,
    seen: instant,
  })
  switch (verdict.code) {
    case 'EXTENDED':
    case 'MOVED': {
      const { clock, expiresAt, used, orderId } = verdict
      return ok(
        describeHold({
          sale,
          hold: { ...hold, expiresAt: expiresAt.toISOString(), orderId },
          state: 'live',
          serverTime: clock.toISOString(),
          extensionsUsed: used,
        }),
      )
    }
    default:
      return refuse({ code: verdict.code })
  }
}
