/** Some of a room's viewers, who are written to together. */
export interface Slice<V> {
  readonly viewers: Set<V>
  writtenAt: number
  /** The version that all of its viewers have been brought to, or that some of them have not: then it is no room's latest. */
  version: number
}

export interface Slices<V> {
  readonly size: number
  all(): IterableIterator<V>
  has(viewer: V): boolean
  /** The viewer's slice: the one it has, or one with a place free. */
  add(viewer: V): Slice<V>
  delete(viewer: V): boolean
  /** Of the slices that are not at this version the one that was written to longest ago. */
  behind(version: number): Slice<V> | undefined
  written(slice: Slice<V>, version: number, at: number): void
}

/** A version that nothing is at. */
export const NEVER = -1

/** Viewers in slices of at most `most`, which take turns by when they were written to last. */
export function createSlices<V>(most: number): Slices<V> {
  const sliceOf = new Map<V, Slice<V>>()
  /** Written to longest ago first. */
  const order = new Set<Slice<V>>()
  /** Slices with a place free; after many have left, those that stay are in more slices than they need. */
  const open = new Set<Slice<V>>()

  function begin(): Slice<V> {
    const slice = { viewers: new Set<V>(), writtenAt: Number.NEGATIVE_INFINITY, version: NEVER }
    order.add(slice)
    open.add(slice)
    return slice
  }

  return {
    get size() {
      return sliceOf.size
    },
    all: () => sliceOf.keys(),
    has: (viewer) => sliceOf.has(viewer),

    add(viewer) {
      const known = sliceOf.get(viewer)
      if (known) return known
      const slice = open.values().next().value ?? begin()
      slice.viewers.add(viewer)
      sliceOf.set(viewer, slice)
      if (slice.viewers.size === most) open.delete(slice)
      return slice
    },

    delete(viewer) {
      const slice = sliceOf.get(viewer)
      if (slice === undefined) return false
      sliceOf.delete(viewer)
      slice.viewers.delete(viewer)
      open.add(slice)
      if (slice.viewers.size === 0) {
        open.delete(slice)
        order.delete(slice)
      }
      return true
    },

    behind(version) {
      for (const slice of order) if (slice.version !== version) return slice
      return undefined
    },

    written(slice, version, at) {
      slice.version = version
      slice.writtenAt = at
      // Its last viewer may have gone meanwhile.
      if (order.delete(slice)) order.add(slice)
    },
  }
}
