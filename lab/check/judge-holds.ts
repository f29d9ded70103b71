import type { House } from '../crowd/house.ts'
import type { Recorded } from './history.ts'
import { findConflicts } from './one-owner.ts'
import type { ServerClock } from './server-clock.ts'
import type { Stay, Stories } from './stories.ts'
import type { Findings } from './verdict.ts'

/** Each seat by itself: nobody has it while it is another's. */
export function judgeOwners({ stays }: Stories, house: House, findings: Findings): void {
  const bySeat = new Map<number, Stay[]>()
  for (const stay of stays) {
    for (const seat of stay.seats) {
      const others = bySeat.get(seat)
      if (others) others.push(stay)
      else bySeat.set(seat, [stay])
    }
  }
  findings.looked('one-owner', bySeat.size)
  for (const [seat, there] of bySeat) {
    for (const { a, b } of findConflicts(there)) {
      const detail = `seat ${house.seatIds[seat]} was given to buyer ${b.buyer} (${say(b)}) while buyer ${a.buyer} had it (${say(a)})`
      findings.violate('one-owner', detail, { seats: [seat], buyers: [a.buyer, b.buyer] })
    }
  }
}

function say({ start, end, hold }: Stay): string {
  const ms = (at: number): string => (Number.isFinite(at) ? at.toFixed(0) : '∞')
  return `hold ${hold} from ${ms(start.earliest)}–${ms(start.latest)} to ${ms(end.earliest)}–${ms(end.latest)} ms`
}

export function judgeGrants(records: readonly Recorded[], findings: Findings): void {
  for (const { act, outcome, wish, seats = [], buyer, hold } of records) {
    if (act !== 'hold' || outcome !== 'ok' || !wish) continue
    findings.looked('all-or-nothing')
    const wanted = wish.seats?.length ?? wish.quantity ?? 0
    const isWhole = seats.length === wanted && new Set(seats).size === wanted
    if (!isWhole || wish.seats?.some((seat) => !seats.includes(seat))) {
      const detail = `buyer ${buyer} asked for ${wish.seats ? `seats ${wish.seats}` : `${wanted} seats`} and hold ${hold} has ${seats}`
      findings.violate('all-or-nothing', detail, { seats, buyers: [buyer] })
    }
  }
}

/** Readings of one clock may contradict each other by what a busy machine drifts in a run. */
const disagreeMaxMs = 500

export function judgeTime(stories: Stories, clock: ServerClock, house: House, findings: Findings): void {
  if (clock.disagreeMs > disagreeMaxMs) {
    const detail = `holds were granted by clocks that are ${clock.disagreeMs.toFixed(0)} ms apart`
    findings.violate('hold-lasts', detail)
  }
  for (const { id, buyer, records, seats, lastEnd } of stories.holds.values()) {
    findings.looked('hold-lasts')
    const about = { seats, buyers: [buyer] }
    for (const { act, outcome, code, clock: granted, endsAt, from, to, state } of records) {
      if (act === 'hold' && granted !== undefined && endsAt !== undefined) {
        // Told again by a retry, it was granted up to so long before.
        const missing = house.holdSeconds * 1000 - (endsAt - granted) - (to - from)
        if (state === 'live' && missing > disagreeMaxMs) {
          const detail = `hold ${id} was given ${endsAt - granted} ms instead of ${house.holdSeconds} s`
          findings.violate('hold-lasts', detail, about)
        }
      }
      if (code === 'HOLD_EXPIRED' && act !== 'pay' && to < stories.holds.get(id)!.firstEnd.earliest) {
        const early = stories.holds.get(id)!.firstEnd.earliest - to
        findings.violate(
          'hold-lasts',
          `hold ${id} was called over ${early.toFixed(0)} ms before its time`,
          about,
        )
      }
      if (
        act === 'order' &&
        outcome === 'ok' &&
        from > lastEnd.latest &&
        records.every(isNotEarlierOrder(from))
      ) {
        const late = from - lastEnd.latest
        findings.violate('hold-lasts', `hold ${id} was bought ${late.toFixed(0)} ms after its time`, about)
      }
    }
  }
}

/** An order that is told of again was not made then. */
function isNotEarlierOrder(before: number): (record: Recorded) => boolean {
  return ({ act, outcome, from }) => act !== 'order' || outcome === 'refused' || from >= before
}
