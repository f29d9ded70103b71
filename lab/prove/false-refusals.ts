/** Seats that may have been taken from `fromMs` (the asking began) to `toMs` (giving them back was acknowledged). */
export interface Taking {
  fromMs: number
  toMs: number
  seats: number
}

export interface Refusal {
  begunMs: number
  endedMs: number
  wanted: number
  code: 'SOLD_OUT' | 'NOT_ENOUGH_SEATS'
}

/**
 * Refusals that were not true when they were said. All that is known of another buyer's seats is that they were
 * taken somewhere between that buyer's asking and the end; counting the whole of it, a refusal is false if
 * there is no instant between its own begin and end at which too little was free. `SOLD_OUT` says that nothing was,
 * `NOT_ENOUGH_SEATS` that less was free than wanted.
 */
export function falseRefusals(
  capacity: number,
  takings: readonly Taking[],
  refusals: readonly Refusal[],
): Refusal[] {
  const { timesMs, taken } = timeline(takings)
  return refusals.filter(({ begunMs, endedMs, wanted, code }) => {
    let mostTaken = 0
    for (let i = lastBefore(timesMs, begunMs); i < timesMs.length && timesMs[i]! <= endedMs; i += 1) {
      mostTaken = Math.max(mostTaken, taken[i]!)
    }
    return capacity - mostTaken >= (code === 'SOLD_OUT' ? 1 : wanted)
  })
}

/** From each time on, as many seats may be taken. An end counts after a begin of the same instant. */
function timeline(takings: readonly Taking[]): { timesMs: number[]; taken: number[] } {
  const changes = takings.flatMap(({ fromMs, toMs, seats }) => [
    { atMs: fromMs, by: seats },
    { atMs: toMs, by: -seats },
  ])
  changes.sort((a, b) => a.atMs - b.atMs || b.by - a.by)
  const timesMs = [Number.NEGATIVE_INFINITY]
  const taken = [0]
  for (const { atMs, by } of changes) {
    if (atMs === Number.POSITIVE_INFINITY) break
    timesMs.push(atMs)
    taken.push(taken.at(-1)! + by)
  }
  return { timesMs, taken }
}

function lastBefore(timesMs: readonly number[], atMs: number): number {
  let low = 0
  let high = timesMs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (timesMs[middle]! < atMs) low = middle
    else high = middle - 1
  }
  return low
}
