import { SeatState, type SeatStateName } from '../../contract/seat-state.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Finding } from './findings.ts'

/** Seat → how availability differs from the ledger there, in words. */
export type Drift = ReadonlyMap<number, string>

const names = Object.keys(SeatState) as SeatStateName[]

/**
 * Where availability says something else than the ledger. While people buy, a copy may be a moment behind: a seat has
 * drifted only if it differs in the same way every time one looks (`lastingDrift`).
 */
export function findDrift(dump: LedgerDump): Drift {
  const drift = new Map<number, string>()
  const bytes = Buffer.from(dump.availability.seats, 'base64')
  const claimOn = new Map(dump.claims.map((claim) => [claim.seat, claim]))
  for (let seat = 0; seat < Math.max(dump.places, bytes.length); seat += 1) {
    const shown = names[bytes[seat] ?? -1] ?? 'nothing'
    const claim = claimOn.get(seat)
    const allowed = shownFor(claim)
    if (!allowed.includes(shown)) {
      drift.set(
        seat,
        `availability says ${shown}, the ledger ${claim?.state ?? 'free'} (hold ${claim?.holdId ?? 'none'})`,
      )
    }
  }
  return drift
}

/** A hold whose time is over is free to anyone; until it has been swept it may still be shown as held. */
function shownFor(claim: LedgerDump['claims'][number] | undefined): string[] {
  switch (claim?.state) {
    case undefined:
      return ['free']
    case 'held':
      return claim.lapsed ? ['free', 'held'] : ['held']
    case 'sold':
      return ['sold']
    case 'blocked':
    case 'retired':
      return ['blocked']
  }
}

/** What was there before and is there still. */
export function lastingDrift(before: Drift, now: Drift): Drift {
  return new Map([...now].filter(([seat, difference]) => before.get(seat) === difference))
}

/** Availability against itself: its length, and its counts against its bytes. */
export function miscounts({ places, availability }: LedgerDump): Finding[] {
  const bytes = Buffer.from(availability.seats, 'base64')
  const findings: Finding[] = []
  if (bytes.length !== places) {
    findings.push({ rule: 'availability-miscounts', detail: `${bytes.length} bytes for ${places} places` })
  }
  for (const name of names) {
    const counted = bytes.reduce((sum, byte) => sum + (byte === SeatState[name] ? 1 : 0), 0)
    if (availability.counts[name] !== counted) {
      const detail = `says ${availability.counts[name]} ${name}, shows ${counted}`
      findings.push({ rule: 'availability-miscounts', detail })
    }
  }
  return findings
}
