import type { Delta, Snapshot } from '../../contract/live.ts'
import { SeatState } from '../../contract/seat-state.ts'

export interface SeatCounts {
  free: number
  held: number
  sold: number
  blocked: number
}

/** What one frame changed. `before[k]` was the state of seat `indexes[k]`. */
export interface SeatChanges {
  indexes: Uint32Array
  before: Uint8Array
  /** The first picture of the house, or one with another number of seats: nothing to compare with. */
  whole: boolean
}

export type Applied = SeatChanges | 'gap' | 'old'

/**
 * Every seat's state, its version, and the counts kept beside it. Frames are applied in place, so that a
 * page with 20,000 seats allocates nothing for a change but the list of what changed.
 */
export function createSeatStates() {
  let states: Uint8Array = new Uint8Array(0)
  let version = -1
  let planVersion = 0
  const tally = new Int32Array(4)

  function replace(next: Uint8Array): SeatChanges {
    // The frame's buffer would be kept alive, and written to, by a view of it.
    states = next.slice()
    tally.fill(0)
    for (const state of states) tally[state] = (tally[state] ?? 0) + 1
    return { indexes: new Uint32Array(0), before: new Uint8Array(0), whole: true }
  }

  function compare(next: Uint8Array): SeatChanges {
    let changed = 0
    for (let i = 0; i < next.length; i += 1) if (next[i] !== states[i]) changed += 1
    const indexes = new Uint32Array(changed)
    const before = new Uint8Array(changed)
    for (let i = 0, k = 0; k < changed; i += 1) {
      if (next[i] === states[i]) continue
      indexes[k] = i
      before[k] = states[i]!
      put(i, next[i]!)
      k += 1
    }
    return { indexes, before, whole: false }
  }

  function put(index: number, state: number): void {
    tally[states[index]!]! -= 1
    tally[state]! += 1
    states[index] = state
  }

  return {
    get states() {
      return states
    },
    get version() {
      return version
    },
    get planVersion() {
      return planVersion
    },

    counts: (): SeatCounts => ({
      free: tally[SeatState.free]!,
      held: tally[SeatState.held]!,
      sold: tally[SeatState.sold]!,
      blocked: tally[SeatState.blocked]!,
    }),

    /** A snapshot is the truth whatever its version: a rebuilt server may count from elsewhere. */
    applySnapshot(snapshot: Snapshot): SeatChanges {
      for (const state of snapshot.states) {
        if (state > SeatState.blocked) throw new RangeError(`a seat cannot be in state ${state}`)
      }
      const same = version >= 0 && snapshot.states.length === states.length
      const changes = same ? compare(snapshot.states) : replace(snapshot.states)
      version = snapshot.version
      planVersion = snapshot.planVersion
      return changes
    },

    /**
     * `gap`: the delta starts after our version, so something between is missing. `old`: it ends before it.
     * One that starts before and ends after says everything that happened since we looked, and is applied.
     */
    applyDelta(delta: Delta): Applied {
      if (version < 0 || delta.from > version) return 'gap'
      if (delta.to <= version) return 'old'
      for (const packed of delta.changes) {
        if (packed >>> 2 >= states.length) throw new RangeError(`there is no seat ${packed >>> 2} here`)
      }
      const indexes = new Uint32Array(delta.changes.length)
      const before = new Uint8Array(delta.changes.length)
      let changed = 0
      for (const packed of delta.changes) {
        const index = packed >>> 2
        const state = packed & 3
        if (states[index] === state) continue
        indexes[changed] = index
        before[changed] = states[index]!
        changed += 1
        put(index, state)
      }
      version = delta.to
      return { indexes: indexes.subarray(0, changed), before: before.subarray(0, changed), whole: false }
    },
  }
}
