import { placeCosts } from '../../domain/picking/place-cost.ts'
import { NO_CATEGORY, SeatFlag, type SeatIndex } from '../../domain/seat-index.ts'

/**
 * An event's places as a script can choose among them: stretches of consecutive indexes that sit side by side and are of one
 * category, the best first. Ordinary seats come before those beside wheelchair places, which are themselves in none, and areas
 * come last.
 */
export interface Stretches {
  /** Twelve bytes each: first seat, length, category, area + 1. */
  readonly packed: Buffer
  /** By seat: which stretch it is in; 0 for one that is in none. */
  readonly rankOf: Uint32Array
}

interface Stretch {
  first: number
  length: number
  category: number
  area: number
  /** Of its best seat. */
  cost: number
}

const known = new WeakMap<SeatIndex, Stretches>()
const bytesEach = 12

export function stretchesOf(index: SeatIndex): Stretches {
  const before = known.get(index)
  if (before !== undefined) return before
  const made = pack(index, findStretches(index))
  known.set(index, made)
  return made
}

function findStretches(index: SeatIndex): Stretch[] {
  const { areaOf, categoryOf, flags, runs } = index
  const cost = placeCosts(index)
  const kindOf = (seat: number): number => flags[seat]! & SeatFlag.companion
  const inRows: Stretch[] = []
  const inAreas: Stretch[] = []
  for (let seat = 0; seat < index.places; seat += 1) {
    const category = categoryOf[seat]!
    if (category === NO_CATEGORY || flags[seat]! & SeatFlag.accessible) continue
    const area = areaOf[seat]!
    const list = area >= 0 ? inAreas : inRows
    const last = list.at(-1)
    const isNext =
      last !== undefined &&
      last.first + last.length === seat &&
      last.category === category &&
      last.area === area &&
      runs.runOf[seat - 1] === runs.runOf[seat] &&
      kindOf(seat - 1) === kindOf(seat)
    if (isNext) {
      last.length += 1
      last.cost = Math.min(last.cost, cost[seat]!)
    } else list.push({ first: seat, length: 1, category, area, cost: cost[seat]! })
  }
  inRows.sort((a, b) => a.cost - b.cost)
  return [...inRows, ...inAreas]
}

function pack(index: SeatIndex, stretches: Stretch[]): Stretches {
  const packed = Buffer.alloc(stretches.length * bytesEach)
  const rankOf = new Uint32Array(index.places)
  for (const [rank, { first, length, category, area }] of stretches.entries()) {
    packed.writeUInt32LE(first, rank * bytesEach)
    packed.writeUInt32LE(length, rank * bytesEach + 4)
    packed.writeUInt16LE(category, rank * bytesEach + 8)
    packed.writeUInt16LE(area + 1, rank * bytesEach + 10)
    rankOf.fill(rank, first, first + length)
  }
  return { packed, rankOf }
}
