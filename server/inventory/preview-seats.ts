import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Wish } from '../domain/picker.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import type { Previewed } from './availability.ts'
import type { DatabaseClock } from './database-clock.ts'
import { isSurelyNotOnSale, type Sale } from './sale.ts'

export type PreviewRefusal = Exclude<Previewed, { code: 'SEATS' | 'UNDECIDED' }> | { code: 'NOT_ON_SALE' }

interface PreviewParts {
  clock: DatabaseClock
  localNowMs: () => number
  lapse: (sale: Sale) => void
  confirm: (eventId: string) => Promise<void>
}

/**
 * What would be chosen for a wish at this moment. It may be gone when the buyer takes it: taking goes through `hold` like
 * everything else. A refusal waits for claims that are undecided, as there: whoever is told "sold out" can rely on it.
 */
export async function previewSeats(
  { clock, localNowMs, lapse, confirm }: PreviewParts,
  sale: Sale,
  wish: Wish,
  except: readonly number[],
): Promise<Outcome<number[], PreviewRefusal>> {
  if (isSurelyNotOnSale(sale, clock.nowMs(), wish.unlocked !== undefined))
    return refuse({ code: 'NOT_ON_SALE' })
  const giveUpAtMs = localNowMs() + inventoryLimits.undecidedMs
  let isConfirmed = false
  for (;;) {
    lapse(sale)
    const seen = sale.availability.preview(wish, except)
    if (seen.code === 'SEATS') return ok(seen.seats)
    if (seen.code !== 'UNDECIDED') {
      if (isConfirmed || !sale.availability.isDegraded) return refuse(seen)
      await confirm(sale.event.id)
      isConfirmed = true
      continue
    }
    if (localNowMs() >= giveUpAtMs) throw new UnavailableFault('claims before this one are still undecided')
    await sale.availability.settled()
    isConfirmed = false
  }
}
