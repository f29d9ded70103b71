/**
 * Runs of neighbours: seats of one row that a party can share without an aisle between them. Run `r` holds
 * `seats[starts[r]] … seats[starts[r + 1] - 1]`, in the order in which they sit.
 */
export interface SeatRuns {
  readonly count: number
  readonly starts: Int32Array
  readonly seats: Int32Array
  /** By index → run, -1 for a place that is not a numbered seat. */
  readonly runOf: Int32Array
  /** The usual distance between two neighbours, in plan units. */
  readonly spacing: number
}

/** A gap this many times the usual one is an aisle. A seat left out of the plan makes a gap of 2. */
const AISLE_FACTOR = 1.6
/** Rows with fewer gaps than this say too little about their own spacing; their zone decides. */
const TELLING_GAPS = 3

export interface RowOfSeats {
  zone: number
  /** Seat indexes in the order of the document. */
  seats: Int32Array
}

export function findRuns(rows: readonly RowOfSeats[], x: Float32Array, y: Float32Array): SeatRuns {
  const total = rows.reduce((sum, row) => sum + row.seats.length, 0)
  const ownUsual = rows.map(({ seats }) => median(gapsOf(seats, x, y)))
  const zoneUsual = new Map<number, number>()
  for (const [zone, list] of Map.groupBy(ownUsual.keys(), (row) => rows[row]!.zone)) {
    zoneUsual.set(zone, median(Float32Array.from(list.map((row) => ownUsual[row]!).filter(Boolean))))
  }

  const starts = [0]
  const sequence = new Int32Array(total)
  const runOf = new Int32Array(x.length).fill(-1)
  let at = 0
  rows.forEach(({ zone, seats }, row) => {
    const own = seats.length > TELLING_GAPS ? ownUsual[row]! : 0
    const widest = (own || zoneUsual.get(zone) || 0) * AISLE_FACTOR
    for (let i = 0; i < seats.length; i += 1) {
      const seat = seats[i]!
      if (i > 0 && widest > 0 && distance(seats[i - 1]!, seat, x, y) > widest) starts.push(at + i)
      sequence[at + i] = seat
      runOf[seat] = starts.length - 1
    }
    at += seats.length
    if (seats.length > 0) starts.push(at)
  })
  return {
    count: starts.length - 1,
    starts: Int32Array.from(starts),
    seats: sequence,
    runOf,
    spacing: median(Float32Array.from([...zoneUsual.values()].filter((gap) => gap > 0))) || 1,
  }
}

function distance(a: number, b: number, x: Float32Array, y: Float32Array): number {
  return Math.hypot(x[b]! - x[a]!, y[b]! - y[a]!)
}

function gapsOf(seats: Int32Array, x: Float32Array, y: Float32Array): Float32Array {
  const gaps = new Float32Array(Math.max(0, seats.length - 1))
  for (let i = 0; i < gaps.length; i += 1) gaps[i] = distance(seats[i]!, seats[i + 1]!, x, y)
  return gaps
}

function median(values: Float32Array): number {
  return values.length === 0 ? 0 : values.sort()[values.length >> 1]!
}
