/**
 * A bounded memory of what was seen lately. Two generations: when the young one is full it becomes the old one and
 * the old one is dropped, so that a look-up is one or two Map reads and nothing is ever sorted or swept.
 * It holds at most `most` entries; what is used keeps being remembered.
 */
export interface Recent<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  delete(key: string): void
  /** Forgets every entry that the test picks. Walks all of them. */
  deleteWhere(test: (value: V) => boolean): void
}

export function createRecent<V>(most: number): Recent<V> {
  const generation = Math.ceil(most / 2)
  let young = new Map<string, V>()
  let old = new Map<string, V>()

  const set = (key: string, value: V) => {
    if (young.size >= generation && !young.has(key)) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }

  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const kept = old.get(key)
      if (kept !== undefined) set(key, kept)
      return kept
    },
    set,
    delete(key) {
      young.delete(key)
      old.delete(key)
    },
    deleteWhere(test) {
      for (const entries of [young, old])
        for (const [key, value] of entries) if (test(value)) entries.delete(key)
    },
  }
}
