/** Times in which something may have been so, as a list that can be asked whether any of it meets a time. Ends included. */
export interface TakenTimes {
  add(from: number, to: number): void
  /** Whether any of them meets the time from `from` to `to`. */
  meets(from: number, to: number): boolean
}

/** Sorted when first asked; merged, so that a look is a binary search. */
export function createTakenTimes(): TakenTimes {
  let added: [from: number, to: number][] = []
  let merged: [from: number, to: number][] = []
  const merge = (): void => {
    const all = [...merged, ...added].sort((a, b) => a[0] - b[0])
    added = []
    merged = []
    for (const [from, to] of all) {
      const last = merged.at(-1)
      if (last && from <= last[1]) last[1] = Math.max(last[1], to)
      else merged.push([from, to])
    }
  }
  return {
    add: (from, to) => {
      added.push([from, to])
    },
    meets(from, to) {
      if (added.length > 0) merge()
      let low = 0
      let high = merged.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (merged[middle]![1] < from) low = middle + 1
        else high = middle
      }
      return low < merged.length && merged[low]![0] <= to
    },
  }
}
