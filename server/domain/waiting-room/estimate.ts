/** What is known of how fast the queue moves. */
export interface Flow {
  /** People let in a minute, lately. */
  perMinute: number
  /** Seats that one admission holds on average. */
  seatsEach: number
  free: number
  held: number
}

export interface Estimate {
  /** Whole minutes, `min <= max`; null when nobody can say: nothing moves. */
  wait: { min: number; max: number } | null
  /** The seats are likely to be gone before this turn, even if every seat in a basket came back. */
  unlikely: boolean
}

/** Lately is a guide, not a promise: the queue may go this much faster, or slower, than it did. */
const FASTER = 1.4
const SLOWER = 0.6
const LONGEST_MINUTES = 12 * 60

/** When somebody's turn may come who has `ahead` others before them. */
export function estimate(ahead: number, { perMinute, seatsEach, free, held }: Flow): Estimate {
  const unlikely = ahead * seatsEach >= free + held
  if (perMinute <= 0) return { wait: null, unlikely }
  const minutes = (ahead + 1) / perMinute
  const max = Math.ceil(minutes / SLOWER)
  if (max > LONGEST_MINUTES) return { wait: null, unlikely }
  return { wait: { min: Math.floor(minutes / FASTER), max }, unlikely }
}
