/** Something that ends at an instant which may move to a later one. */
export interface Lapsing {
  expiresAtMs: number
}

/**
 * Holds by the time they end: a binary heap. A hold that was extended sits in the heap at its old time; it is put back at
 * the new one when that comes up, so that extending costs nothing. Ended holds are dropped the same way, by `isLive`.
 */
export interface LapseQueue<T extends Lapsing> {
  push(item: T): void
  /** Takes out every live item whose time is over. */
  takeLapsed(nowMs: number): T[]
  /** When the next item may end, in ms; Infinity when there is none. */
  nextMs(): number
}

export function createLapseQueue<T extends Lapsing>(isLive: (item: T) => boolean): LapseQueue<T> {
  const heap: { atMs: number; item: T }[] = []

  function push(item: T): void {
    const entry = { atMs: item.expiresAtMs, item }
    let at = heap.length
    heap.push(entry)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heap[parent]!.atMs <= entry.atMs) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = entry
  }

  function pop(): T {
    const top = heap[0]!.item
    const last = heap.pop()!
    if (heap.length > 0) {
      let at = 0
      for (;;) {
        let child = at * 2 + 1
        if (child >= heap.length) break
        if (child + 1 < heap.length && heap[child + 1]!.atMs < heap[child]!.atMs) child += 1
        if (heap[child]!.atMs >= last.atMs) break
        heap[at] = heap[child]!
        at = child
      }
      heap[at] = last
    }
    return top
  }

  function takeLapsed(nowMs: number): T[] {
    const lapsed: T[] = []
    while (heap.length > 0 && heap[0]!.atMs <= nowMs) {
      const item = pop()
      if (!isLive(item)) continue
      if (item.expiresAtMs > nowMs) push(item)
      else lapsed.push(item)
    }
    return lapsed
  }

  return { push, takeLapsed, nextMs: () => heap[0]?.atMs ?? Number.POSITIVE_INFINITY }
}
