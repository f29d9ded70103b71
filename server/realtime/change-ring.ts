/** Seats that changed together: from one version to the next, each packed as index << 2 | state. */
export interface ChangeSet {
  readonly from: number
  readonly to: number
  readonly changes: Uint32Array
}

export interface ChangeRing {
  push(set: ChangeSet): void
  /**
   * Everything that changed since a version, each seat once and with its latest state; null when that version is
   * older than what is remembered, or none that this ring has ever been at.
   */
  since(version: number): ChangeSet | null
  clear(version: number): void
}

/** The recent changes of one event, at most `limit` of them: what a viewer that was away for a moment has missed. */
export function createChangeRing(version: number, limit: number): ChangeRing {
  let sets: ChangeSet[] = []
  let kept = 0
  let latest = version

  return {
    push(set) {
      sets.push(set)
      kept += set.changes.length
      latest = set.to
      let oldest = 0
      while (kept > limit && oldest < sets.length) kept -= sets[oldest++]!.changes.length
      if (oldest > 0) sets.splice(0, oldest)
    },

    since(version) {
      if (version === latest) return { from: version, to: version, changes: new Uint32Array(0) }
      let first = sets.length
      while (first > 0 && sets[first - 1]!.to > version) first -= 1
      const start = sets[first]
      if (start === undefined || start.from > version) return null
      return { from: version, to: latest, changes: latestOfEach(sets.slice(first)) }
    },

    clear(version) {
      sets = []
      kept = 0
      latest = version
    },
  }
}

function latestOfEach(sets: ChangeSet[]): Uint32Array {
  if (sets.length === 1) return sets[0]!.changes
  const latest = new Map<number, number>()
  for (const { changes } of sets) for (const packed of changes) latest.set(packed >>> 2, packed)
  return Uint32Array.from(latest.values())
}
