import { UnavailableFault } from '../domain/fault.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import type { Availability, SeatRefusal, Undecided, Wish } from './availability.ts'
import { concernsTheHouse } from './confirm-refusals.ts'
import { noInBetween, type SeenNo } from './look-twice.ts'
import type { Sale } from './sale.ts'

/** One buyer's question, from its coming to its answer, and what has been found out for it so far. */
export interface Asking {
  /** What is asked for, if it is left to the house, and nothing is to be left out. */
  readonly wish: SeatWish | null
  /** When the buyer is sent away undecided, by this server's clock. */
  readonly giveUpAtMs: number
  /** A "no" that was true at some moment since the question: it may be said at any time. */
  standing: SeatRefusal | null
  /** What a copy that may be wrong said, before it was corrected by the ledger. */
  unconfirmed: (SeenNo & { of: Availability }) | null
}

export interface TruthfulRefusals {
  asked(wish: Wish | null): Asking
  /**
   * What the copy's "no" is worth, for which it may have to wait: a refusal that was true since the question, or null: the copy has to
   * be asked again, which knows more now. `fits` looks whether there is something after all, and takes nothing. Rejects with an
   * UnavailableFault when nothing could be found out in time.
   */
  judge(
    sale: Sale,
    no: SeatRefusal | Undecided,
    asking: Asking,
    fits: () => boolean,
  ): Promise<SeatRefusal | null>
}

interface TruthfulRefusalsParts {
  /** Rebuilds the event's copy by a reading of the ledger that begins after this. */
  confirm(eventId: string): Promise<void>
  /** A buyer was sent away by a copy that may be wrong. */
  doubted(eventId: string): void
  nowMs: () => number
}

/** Says no only if that was true at some moment of the asking: *When it is "no"* in README.md beside this file. */
export function createTruthfulRefusals({ confirm, doubted, nowMs }: TruthfulRefusalsParts): TruthfulRefusals {
  function timeLeftMs({ giveUpAtMs }: Asking): number {
    const leftMs = giveUpAtMs - nowMs()
    if (leftMs <= 0) throw new UnavailableFault('claims before this one are still undecided')
    return leftMs
  }

  async function decide(
    availability: Availability,
    no: SeatRefusal | Undecided,
    asking: Asking,
    fits: () => boolean,
  ): Promise<SeatRefusal | null> {
    if (no.code !== 'UNDECIDED') return no
    asking.unconfirmed = null
    const leftMs = timeLeftMs(asking)
    if (no.found === null) return null
    const settled = await availability.settled(no.moment, leftMs)
    if (settled !== 'KEPT') return null
    asking.standing = no.found
    // Seats may have come free in the meantime, which the "no" was not about.
    return fits() ? null : no.found
  }

  return {
    asked: (wish) => ({
      wish: wish === null || 'seats' in wish ? null : wish,
      giveUpAtMs: nowMs() + inventoryLimits.undecidedMs,
      standing: null,
      unconfirmed: null,
    }),
    async judge(sale, no, asking, fits) {
      if (asking.standing !== null) return asking.standing
      const { availability, event } = sale
      const found = no.code === 'UNDECIDED' ? no.found : no
      if (availability.isDegraded && found !== null && concernsTheHouse(found)) {
        const before = asking.unconfirmed
        const confirmed =
          before?.of === availability ? noInBetween(availability, before, no, asking.wish) : null
        if (confirmed === null) {
          timeLeftMs(asking)
          asking.unconfirmed = { of: availability, no, look: availability.look() }
          await confirm(event.id)
          return null
        }
        return decide(availability, confirmed, asking, fits)
      }
      if (availability.isDegraded) doubted(event.id)
      return decide(availability, no, asking, fits)
    },
  }
}
