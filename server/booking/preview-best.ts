import type { RefusalOf } from '../../contract/refusals.ts'
import type { BestQuery, BestSeats } from '../../contract/shapes/holds.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking } from './booking.ts'
import { findRule } from './check-code.ts'
import { describeSeats, shownAmounts } from './describe-hold.ts'
import { seeEvent } from './see-event.ts'
import { readWish } from './selection.ts'

export type PreviewBestRefusal = RefusalOf<
  | 'INVALID_REQUEST'
  | 'LIMIT_EXCEEDED'
  | 'SOLD_OUT'
  | 'NOT_ENOUGH_SEATS'
  | 'NO_ADJACENT_SEATS'
  | 'NOT_ON_SALE'
  | 'NOT_FOUND'
  | 'INVALID_CODE'
>

/** The best seats for a wish, with what they cost: to look at before taking them. */
export async function previewBest(
  booking: Booking,
  idOrSlug: string,
  { except, code, ...wanted }: BestQuery,
  { userId, customerId }: { userId: string | undefined; customerId: string },
): Promise<Outcome<BestSeats, PreviewBestRefusal>> {
  const sale = await seeEvent(booking, idOrSlug, userId)
  if (sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const wish = readWish(sale, wanted)
  if (!wish.ok) return wish
  const rule = code === undefined ? null : await findRule(booking, sale.event.id, customerId, code)
  if (rule !== null && !rule.ok) return rule
  const { event, index, prices } = sale
  const left = (except ?? '').split(',').filter(Boolean).map(Number)
  const found = await booking.inventory.preview(
    sale,
    rule === null ? wish.value : { ...wish.value, unlocked: rule.value.unlocks },
    left.filter((seat) => seat < index.places),
  )
  if (!found.ok) {
    const { refusal } = found
    return refuse(
      refusal.code === 'NOT_ON_SALE'
        ? { code: 'NOT_ON_SALE', onSaleAt: event.on_sale_at?.toISOString() ?? null }
        : refusal,
    )
  }
  const amounts = shownAmounts(
    sale,
    found.value.map((seat) => prices[index.categoryOf[seat]!]!),
  )
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  return ok({
    seats: describeSeats(sale, found.value, amounts),
    total: { amount: total, currency: event.currency },
    version: sale.version,
  })
}
