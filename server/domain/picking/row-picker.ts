import { createRunTree, type RunJournal, type RunTree } from './run-tree.ts'
import { ANY_CATEGORY, bestWindow, longestWindow, type Window, type WindowView } from './run-window.ts'

/** Larger parties are rare: their windows are looked for run by run instead of being kept in a tree. */
const PARTY_WITH_TREE = 12
/** Further groups of a split party are chosen among this many good runs, and as many rows on either side. */
const NEARBY_RUNS = 8

/** Picks numbered seats of one category, or of any, that are free to everyone. */
export interface RowPicker {
  /** The most seats side by side. */
  longest(): number
  /** The best seats side by side, or undefined. With `near`, a seat, close to that. */
  together(quantity: number, near?: number): number[] | undefined
  /** As few groups as possible, close to each other. Only to be asked for when enough seats are free. */
  split(quantity: number, near?: number): number[]
}

/** `reserve` and `restore` take seats out of sight while a split party is being seated. */
export function createRowPicker(
  view: WindowView,
  journal: RunJournal,
  reserve: (seats: readonly number[]) => void,
  restore: (seats: readonly number[]) => void,
): RowPicker {
  const { runs } = view
  const leafRuns = runsWith(view)
  const leafOf = new Int32Array(runs.count).fill(-1)
  leafRuns.forEach((run, leaf) => {
    leafOf[run] = leaf
  })
  const found: Window = { start: -1, cost: 0 }
  const trees = new Map<number, RunTree>()
  const lengths = createRunTree(leafRuns, leafOf, journal, (run) => {
    const length = longestWindow(view, run)
    return length === 0 ? Number.POSITIVE_INFINITY : -length
  })

  const longest = (): number => {
    const smallest = lengths.smallest()
    return smallest === Number.POSITIVE_INFINITY ? 0 : -smallest
  }

  const costIn = (run: number, quantity: number): number => {
    bestWindow(view, run, quantity, found)
    return found.cost
  }

  const treeOf = (quantity: number): RunTree => {
    let tree = trees.get(quantity)
    if (!tree) {
      tree = createRunTree(leafRuns, leafOf, journal, (run) => costIn(run, quantity))
      trees.set(quantity, tree)
    }
    return tree
  }

  const bestRun = (quantity: number): number => {
    if (quantity <= PARTY_WITH_TREE) return treeOf(quantity).best()
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (const run of leafRuns) {
      const cost = costIn(run, quantity)
      if (cost < least) [best, least] = [run, cost]
    }
    return best
  }

  const seatsFrom = (start: number, quantity: number): number[] => [
    ...runs.seats.subarray(start, start + quantity),
  ]

  const together = (quantity: number, near?: number): number[] | undefined => {
    const run = bestRun(quantity)
    if (run < 0) return undefined
    if (!near) {
      bestWindow(view, run, quantity, found)
      return seatsFrom(found.start, quantity)
    }
    const candidates = quantity <= PARTY_WITH_TREE ? treeOf(quantity).several(NEARBY_RUNS) : [run]
    // Rows that are neighbours in the plan usually follow each other in it.
    const beside = leafOf[runs.runOf[near]!]!
    if (beside >= 0) {
      candidates.push(...leafRuns.subarray(Math.max(0, beside - NEARBY_RUNS), beside + NEARBY_RUNS + 1))
    }
    const point = { x: view.x[near]!, y: view.y[near]! }
    let start = -1
    let least = Number.POSITIVE_INFINITY
    for (const candidate of candidates) {
      bestWindow(view, candidate, quantity, found, point)
      if (found.cost < least) {
        least = found.cost
        start = found.start
      }
    }
    return seatsFrom(start, quantity)
  }

  const split = (quantity: number, near?: number): number[] => {
    const seats: number[] = []
    let anchor = near
    const take = (size: number): number[] => {
      const group = together(size, anchor)
      if (!group) throw new Error(`no ${size} seats side by side, though the longest window says so`)
      reserve(group)
      seats.push(...group)
      return group
    }
    try {
      while (seats.length < quantity) {
        const remaining = quantity - seats.length
        const size = Math.min(longest(), remaining)
        if (size === 0) throw new Error(`asked for ${quantity} seats, but only ${seats.length} are free`)
        // Two and two rather than three and one, when that makes no more groups.
        const spared = remaining - size === 1 && size >= 3
        let group = take(spared ? size - 1 : size)
        if (spared && longest() < 2) {
          restore(group)
          seats.length -= group.length
          group = take(size)
        }
        anchor ??= group[group.length >> 1]
      }
    } finally {
      restore(seats)
    }
    return seats
  }

  return { longest, together, split }
}

function runsWith({ runs, category, categoryOf }: WindowView): Int32Array {
  const list: number[] = []
  for (let run = 0; run < runs.count; run += 1) {
    const end = runs.starts[run + 1]!
    for (let at = runs.starts[run]!; at < end; at += 1) {
      if (category !== ANY_CATEGORY && categoryOf[runs.seats[at]!] !== category) continue
      list.push(run)
      break
    }
  }
  return Int32Array.from(list)
}
