import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Wish } from '../domain/picker.ts'
import type { HouseRefusal } from './availability.ts'
import { concernsTheHouse } from './confirm-refusals.ts'
import type { DatabaseClock } from './database-clock.ts'
import { isSurelyNotOnSale, type Sale } from './sale.ts'
import type { TruthfulRefusals } from './truthful-refusals.ts'

export type PreviewRefusal = HouseRefusal | { code: 'NOT_ON_SALE' }

interface PreviewParts {
  clock: DatabaseClock
  lapse: (sale: Sale) => void
  refusals: TruthfulRefusals
}

/**
 * What would be chosen for a wish at this moment. It may be gone when the buyer takes it: taking goes through `hold` like
 * everything else. A refusal waits for claims that are undecided, as there: whoever is told "sold out" can rely on it.
 */
export async function previewSeats(
  { clock, lapse, refusals }: PreviewParts,
  sale: Sale,
  wish: Wish,
  except: readonly number[],
): Promise<Outcome<number[], PreviewRefusal>> {
  if (isSurelyNotOnSale(sale, clock.nowMs(), wish.unlocked !== undefined))
    return refuse({ code: 'NOT_ON_SALE' })
  const asking = refusals.asked(except.length === 0 ? wish : null)
  const look = () => sale.availability.preview(wish, except)
  for (;;) {
    lapse(sale)
    const seen = look()
    if (seen.code === 'SEATS') return ok(seen.seats)
    const refusal = await refusals.judge(sale, seen, asking, () => look().code === 'SEATS')
    if (refusal !== null && concernsTheHouse(refusal)) return refuse(refusal)
  }
}
