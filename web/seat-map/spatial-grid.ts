import type { Box } from './box.ts'

/**
 * Points sorted into square cells, so that "which seats are in this rectangle" and "which seat is here" do
 * not look at all 20,000. Built once a plan: a counting sort, no object per seat.
 */
export interface SpatialGrid {
  /** Calls back with the index of every point in the cells that the box touches; some may lie just outside. */
  visit(box: Box, found: (index: number) => void): void
  /** The nearest point within `reach` of (x, y) that `accept` lets through, or −1. */
  nearest(x: number, y: number, reach: number, accept?: (index: number) => boolean): number
}

export function buildGrid(
  x: Float32Array,
  y: Float32Array,
  members: Uint32Array,
  box: Box,
  cellSize: number,
): SpatialGrid {
  const columns = Math.max(1, Math.ceil((box.right - box.left) / cellSize))
  const rows = Math.max(1, Math.ceil((box.bottom - box.top) / cellSize))
  const column = (at: number) => clamp(Math.floor((at - box.left) / cellSize), columns)
  const row = (at: number) => clamp(Math.floor((at - box.top) / cellSize), rows)
  const starts = new Uint32Array(columns * rows + 1)
  const cellOf = new Uint32Array(members.length)
  for (let k = 0; k < members.length; k += 1) {
    const index = members[k]!
    const cell = row(y[index]!) * columns + column(x[index]!)
    cellOf[k] = cell
    starts[cell + 1]! += 1
  }
  for (let cell = 1; cell < starts.length; cell += 1) starts[cell]! += starts[cell - 1]!
  const next = starts.slice()
  const sorted = new Uint32Array(members.length)
  for (let k = 0; k < members.length; k += 1) sorted[next[cellOf[k]!]!++] = members[k]!

  function visit(area: Box, found: (index: number) => void): void {
    const lastColumn = column(area.right)
    const lastRow = row(area.bottom)
    for (let r = row(area.top); r <= lastRow; r += 1) {
      const from = starts[r * columns + column(area.left)]!
      const to = starts[r * columns + lastColumn + 1]!
      for (let k = from; k < to; k += 1) found(sorted[k]!)
    }
  }

  return {
    visit,
    nearest(atX, atY, reach, accept) {
      let best = -1
      let bestSquare = reach * reach
      visit({ left: atX - reach, top: atY - reach, right: atX + reach, bottom: atY + reach }, (index) => {
        const square = (x[index]! - atX) ** 2 + (y[index]! - atY) ** 2
        if (square > bestSquare || (accept && !accept(index))) return
        best = index
        bestSquare = square
      })
      return best
    },
  }
}

const clamp = (cell: number, count: number): number => Math.min(count - 1, Math.max(0, cell))
