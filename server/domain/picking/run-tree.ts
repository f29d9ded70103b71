/** Which runs changed, in order. A reader remembers how far it has read. */
export interface RunJournal {
  /** How many changes there ever were. */
  readonly length: number
  push(run: number): void
  /** The `n`th change; only the last `kept` can be asked for. */
  at(n: number): number
  readonly kept: number
}

/** A tree that was not asked for this many changes reads all of its runs again instead. */
const JOURNAL_ENTRIES = 4096

export function createRunJournal(): RunJournal {
  const entries = new Int32Array(JOURNAL_ENTRIES)
  let length = 0
  return {
    get length() {
      return length
    },
    push(run) {
      entries[length % JOURNAL_ENTRIES] = run
      length += 1
    },
    at: (n) => entries[n % JOURNAL_ENTRIES]!,
    kept: JOURNAL_ENTRIES,
  }
}

/**
 * Keeps one number for each run and knows the run with the smallest. A tournament tree: a changed run costs
 * one evaluation and a walk to the root. It reads the journal when it is asked, so a tree that nobody asks
 * costs nothing.
 */
export interface RunTree {
  /** The run with the smallest number, or -1 when all are infinite. */
  best(): number
  /** Up to `count` runs, smallest number first. */
  several(count: number): number[]
  /** The smallest number of all. */
  smallest(): number
}

export function createRunTree(
  leafRuns: Int32Array,
  leafOf: Int32Array,
  journal: RunJournal,
  evaluate: (run: number) => number,
): RunTree {
  let width = 1
  while (width < leafRuns.length) width *= 2
  const values = new Float64Array(2 * width).fill(Number.POSITIVE_INFINITY)
  const readAt = new Float64Array(leafRuns.length)
  let read = -1

  const readAll = (): void => {
    for (let leaf = 0; leaf < leafRuns.length; leaf += 1) values[width + leaf] = evaluate(leafRuns[leaf]!)
    for (let node = width - 1; node >= 1; node -= 1) {
      values[node] = Math.min(values[2 * node]!, values[2 * node + 1]!)
    }
  }

  const readLeaf = (leaf: number): void => {
    let node = width + leaf
    values[node] = evaluate(leafRuns[leaf]!)
    for (node >>= 1; node >= 1; node >>= 1) {
      const value = Math.min(values[2 * node]!, values[2 * node + 1]!)
      if (values[node] === value) return
      values[node] = value
    }
  }

  const refresh = (): void => {
    const { length } = journal
    if (read === length) return
    if (read < 0 || length - read > Math.min(journal.kept, leafRuns.length + 64)) readAll()
    else {
      for (let n = read; n < length; n += 1) {
        const leaf = leafOf[journal.at(n)]!
        if (leaf < 0 || readAt[leaf] === length) continue
        readAt[leaf] = length
        readLeaf(leaf)
      }
    }
    read = length
  }

  const descend = (from: number): number => {
    let node = from
    while (node < width) node = values[2 * node] === values[node] ? 2 * node : 2 * node + 1
    return node - width
  }

  return {
    smallest() {
      refresh()
      return values[1]!
    },
    best() {
      refresh()
      return values[1] === Number.POSITIVE_INFINITY ? -1 : leafRuns[descend(1)]!
    },
    several(count) {
      refresh()
      const found: number[] = []
      const frontier = [1]
      while (found.length < count && frontier.length > 0) {
        let at = 0
        for (let i = 1; i < frontier.length; i += 1) {
          if (values[frontier[i]!]! < values[frontier[at]!]!) at = i
        }
        const node = frontier[at]!
        if (values[node] === Number.POSITIVE_INFINITY) break
        if (node >= width) {
          found.push(leafRuns[node - width]!)
          frontier[at] = frontier.at(-1)!
          frontier.pop()
        } else {
          frontier[at] = 2 * node
          frontier.push(2 * node + 1)
        }
      }
      return found
    },
  }
}
