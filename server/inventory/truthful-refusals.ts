import { UnavailableFault } from '../domain/fault.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import type { Availability, SeatRefusal, Undecided } from './availability.ts'
import { concernsTheHouse } from './confirm-refusals.ts'
import { noInBetween, type SeenNo } from './look-twice.ts'
import type { Sale } from './sale.ts'

/** One buyer's question, from its coming to its answer, and what has been found out for it so far. */
export interface Asking<Refusal = SeatRefusal> {
  /** When the buyer is sent away undecided, by this server's clock. */
  readonly giveUpAtMs: number
  /** A "no" that was true at some moment since the question: it may be said at any time. */
  standing: Refusal | null
  /** What a copy that may be wrong said, before it was corrected by the ledger. */
  unconfirmed: (SeenNo<Refusal | Undecided<Refusal>> & { of: Availability }) | null
}

export interface TruthfulRefusals {
  asked<Refusal>(): Asking<Refusal>
  /**
   * What the copy's "no" is worth, for which it may have to wait: a refusal that was true since the question, or null: the copy has to
   * be asked again, which knows more now. `fits` looks whether there is something after all, and takes nothing. Rejects with an
   * UnavailableFault when nothing could be found out in time.
   */
  judge<Refusal extends SeatRefusal>(
    sale: Sale,
    no: Refusal | Undecided<Refusal>,
    asking: Asking<Refusal>,
    fits: () => boolean,
  ): Promise<Refusal | null>
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
  function timeLeftMs({ giveUpAtMs }: Asking<unknown>): number {
    const leftMs = giveUpAtMs - nowMs()
    if (leftMs <= 0) throw new UnavailableFault('claims before this one are still undecided')
    return leftMs
  }

  async function decide<Refusal extends SeatRefusal>(
    availability: Availability,
    no: Refusal | Undecided<Refusal>,
    asking: Asking<Refusal>,
    fits: () => boolean,
  ): Promise<Refusal | null> {
    if (no.code !== 'UNDECIDED') return no
    asking.unconfirmed = null
    const settled = await availability.settled(no.moment, timeLeftMs(asking))
    if (settled !== 'KEPT') return null
    asking.standing = no.found
    // Seats may have come free in the meantime, which the "no" was not about.
    return no.found !== null && !fits() ? no.found : null
  }

  return {
    asked: () => ({
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
        const now = { of: availability, no, look: availability.look() }
        const confirmed = before?.of === availability ? noInBetween(before, now) : null
        if (confirmed === null) {
          timeLeftMs(asking)
          asking.unconfirmed = now
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
