/** Seats that changed together: from one version to the next, each packed as index << 2 | state. */
export interface ChangeSet {
  readonly from: number
  readonly to: number
  readonly changes: Uint32Array
}

export interface ChangeRing {
  /** What leads from the latest version to a later one, and when it came. */
  push(to: number, changes: ArrayLike<number>, at: number): void
  /**
   * Everything that changed since a version, each seat once and with its latest state, and when the first of it came; null
   * when that version is older than what is remembered, or later than the latest.
   */
  since(version: number): (ChangeSet & { at: number }) | null
  clear(version: number): void
}

/**
 * The recent changes of one event, at most `limit` of them: what a viewer is told next, and what one that was away for a
 * moment has missed. Plain arrays, because a sale has thousands of changes a second, and each viewer's turn looks back.
 */
export function createChangeRing(version: number, limit: number): ChangeRing {
  const packed = new Uint32Array(limit)
  /** The version that each change leads to, and when it came. */
  const to = new Float64Array(limit)
  const cameAt = new Float64Array(limit)
  let next = 0
  let kept = 0
  /** Nothing is remembered of how this version came to be. */
  let oldest = version
  let latest = version

  return {
    push(version, changes, at) {
      for (let i = 0; i < changes.length; i += 1) {
        if (kept === limit) oldest = to[next]!
        else kept += 1
        packed[next] = changes[i]!
        to[next] = version
        cameAt[next] = at
        next = (next + 1) % limit
      }
      latest = version
    },

    since(version) {
      if (version < oldest || version > latest) return null
      let back = 0
      while (back < kept && to[(next - back - 1 + limit) % limit]! > version) back += 1
      const first = (next - back + limit) % limit
      const changed = new Map<number, number>()
      for (let i = 0; i < back; i += 1) {
        const change = packed[(first + i) % limit]!
        changed.set(change >>> 2, change)
      }
      const at = back > 0 ? cameAt[first]! : Number.POSITIVE_INFINITY
      return { from: version, to: latest, changes: Uint32Array.from(changed.values()), at }
    },

    clear(version) {
      kept = 0
      oldest = latest = version
    },
  }
}
