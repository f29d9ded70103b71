/**
 * A set of small integers that finds its smallest member at or after a number in a few steps, however large
 * and however empty it is: a tree of 32-bit words, where a bit tells that the word below it is not empty.
 */
export interface FreeRanks {
  readonly count: number
  has(rank: number): boolean
  add(rank: number): void
  remove(rank: number): void
  /** The smallest member that is `from` or more, or -1. */
  next(from: number): number
}

export function createFreeRanks(size: number): FreeRanks {
  const levels: Int32Array[] = []
  for (let words = size; words > 1 || levels.length === 0; ) {
    words = Math.max(1, Math.ceil(words / 32))
    levels.push(new Int32Array(words))
  }
  const bottom = levels[0]!
  let count = 0

  const has = (rank: number): boolean => ((bottom[rank >>> 5]! >>> (rank & 31)) & 1) === 1

  return {
    get count() {
      return count
    },
    has,
    add(rank) {
      if (has(rank)) return
      count += 1
      let bit = rank
      for (const level of levels) {
        const before = level[bit >>> 5]!
        level[bit >>> 5] = before | (1 << (bit & 31))
        if (before !== 0) return
        bit >>>= 5
      }
    },
    remove(rank) {
      if (!has(rank)) return
      count -= 1
      let bit = rank
      for (const level of levels) {
        if ((level[bit >>> 5]! &= ~(1 << (bit & 31))) !== 0) return
        bit >>>= 5
      }
    },
    next(from) {
      let at = from
      for (let height = 0; height < levels.length; height += 1) {
        const word = levels[height]![at >>> 5] ?? 0
        const rest = word & (-1 << (at & 31))
        if (rest !== 0) {
          at = ((at >>> 5) << 5) | lowestBit(rest)
          for (let down = height - 1; down >= 0; down -= 1) at = (at << 5) | lowestBit(levels[down]![at]!)
          return at
        }
        at = (at >>> 5) + 1
      }
      return -1
    },
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}
