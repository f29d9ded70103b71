import type { Change } from '../availability.ts'

/** What this server's viewers have been shown of an event: states and their version, which always belong together. */
export interface Shown {
  readonly states: Uint8Array
  readonly version: number
  /** Shows what Redis has told, with Redis's version: a later one than what is shown, if there is anything new. */
  show(to: number, seats: readonly number[]): void
  /** Shows what only this server knows, with a version that no other server can have given to something else. */
  showAlone(seats: readonly number[]): void
  /** What is different in these, packed. Bits above the state do not count. */
  difference(others: Uint8Array): number[]
}

interface ShownParts {
  states: Uint8Array
  version: number
  onChange: (change: Change) => void
  nowMs: () => number
  /** From 0 to 1, another one for each server: how far apart their versions lie while they are alone. */
  spread: number
}

const hourMicroseconds = 3600 * 1e6

export function createShown(parts: ShownParts): Shown {
  const states = Uint8Array.from(parts.states)
  let version = parts.version
  let isAlone = false
  /** Nothing has been shown yet: the version is only a place to start from, and may be later than Redis's. */
  let isNew = true

  /** What of this is not shown yet, packed. */
  function newOf(seats: readonly number[]): number[] {
    // One script may have freed a seat and given it to somebody else: what it said last is so.
    const last = new Map(seats.map((packed) => [packed >>> 2, packed]))
    return [...last.values()].filter((packed) => states[packed >>> 2] !== (packed & 3))
  }

  function enter(to: number, seats: number[]): void {
    for (const packed of seats) states[packed >>> 2] = packed & 3
    const from = version
    version = to
    parts.onChange({ from, to, seats })
  }

  return {
    states,
    get version() {
      return version
    },
    show(to, seats) {
      if (isNew) version = to
      isNew = false
      isAlone = false
      const changed = newOf(seats)
      // Nothing to see, and the version that is shown still means the same.
      if (changed.length > 0) enter(to, changed)
    },
    showAlone(seats) {
      isNew = false
      const changed = newOf(seats)
      if (changed.length === 0) return
      // Redis's versions are microseconds of a clock at some time before now, and a few changes more.
      const apart = isAlone ? 0 : Math.floor(parts.nowMs() * 1000 + parts.spread * hourMicroseconds)
      isAlone = true
      enter(Math.max(version, apart) + changed.length, changed)
    },
    difference(others) {
      const seats: number[] = []
      for (let seat = 0; seat < states.length; seat += 1)
        if (states[seat] !== (others[seat]! & 3)) seats.push((seat << 2) | (others[seat]! & 3))
      return seats
    },
  }
}
