import { type LabAct, type LabEvent, labActs } from '../../contract/shapes/lab.ts'
import type { Recorded } from '../check/history.ts'
import type { House } from './house.ts'

/** A request as a line of the run's log; undefined for one that asked for nothing. */
export function sayEvent(record: Recorded, house: House): LabEvent | undefined {
  const { act, from, to, buyer, behaviour, outcome, code = null } = record
  if (!labActs.includes(act as LabAct)) return undefined
  return {
    atMs: round(to),
    tookMs: round(to - from),
    buyer,
    behaviour,
    act: act as LabAct,
    outcome,
    code,
    seats: record.seats ?? record.wish?.seats ?? [],
    text: sentence(record, house),
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}

function sentence(
  { act, outcome, code, wish, seats = [], state, bank, buyer }: Recorded,
  house: House,
): string {
  const names = (indexes: readonly number[]): string =>
    indexes.map((seat) => house.seatIds[seat] ?? `no. ${seat}`).join(', ')
  const who = `Buyer ${buyer}`
  const wanted = wish?.seats ? names(wish.seats) : `the best ${wish?.quantity ?? 0}`
  const fate = outcome === 'unknown' ? `no answer (${code})` : `refused: ${code}`
  switch (act) {
    case 'hold':
      if (outcome === 'ok') return `${who} holds ${names(seats)}`
      return code === 'SEATS_TAKEN'
        ? `${who} wanted ${wanted}: ${names(seats)} taken`
        : `${who} wanted ${wanted}, ${fate}`
    case 'release':
      return outcome === 'ok' ? `${who} gives a hold back` : `${who} would give a hold back, ${fate}`
    case 'order':
      return outcome === 'ok' ? `${who} orders ${names(seats)}: ${state}` : `${who} would order, ${fate}`
    case 'pay':
      return outcome === 'ok'
        ? `${who} pays for ${names(seats)} (${bank}): ${state}`
        : `${who} pays (${bank}), ${fate}`
    case 'cancel':
      return outcome === 'ok' ? `${who} cancels ${names(seats)}: ${state}` : `${who} would cancel, ${fate}`
    case 'look':
      return ''
  }
}
