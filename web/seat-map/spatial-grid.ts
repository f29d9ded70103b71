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

/** The sorted points, as plain data. */
export interface GridData {
  box: Box
  cellSize: number
  columns: number
  rows: number
  /** By cell: where its points begin in `sorted`; one more at the end. */
  starts: Uint32Array<ArrayBuffer>
  sorted: Uint32Array<ArrayBuffer>
}

export function sortIntoGrid(
  x: Float32Array,
  y: Float32Array,
  members: Uint32Array,
  box: Box,
  cellSize: number,
): GridData {
  const columns = Math.max(1, Math.ceil((box.right - box.left) / cellSize))
  const rows = Math.max(1, Math.ceil((box.bottom - box.top) / cellSize))
  const starts = new Uint32Array(columns * rows + 1)
  const sorted = new Uint32Array(members.length)
  const grid = { box, cellSize, columns, rows, starts, sorted }
  const cellOf = new Uint32Array(members.length)
  for (let k = 0; k < members.length; k += 1) {
    const index = members[k]!
    const cell = rowAt(grid, y[index]!) * columns + columnAt(grid, x[index]!)
    cellOf[k] = cell
    starts[cell + 1]! += 1
  }
  for (let cell = 1; cell < starts.length; cell += 1) starts[cell]! += starts[cell - 1]!
  const next = starts.slice()
  for (let k = 0; k < members.length; k += 1) sorted[next[cellOf[k]!]!++] = members[k]!
  return grid
}

export function openGrid(grid: GridData, x: Float32Array, y: Float32Array): SpatialGrid {
  const { columns, starts, sorted } = grid

  function visit(area: Box, found: (index: number) => void): void {
    const firstColumn = columnAt(grid, area.left)
    const lastColumn = columnAt(grid, area.right)
    const lastRow = rowAt(grid, area.bottom)
    for (let r = rowAt(grid, area.top); r <= lastRow; r += 1) {
      const from = starts[r * columns + firstColumn]!
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

const columnAt = ({ box, cellSize, columns }: GridData, x: number): number =>
  clamp(Math.floor((x - box.left) / cellSize), columns)
const rowAt = ({ box, cellSize, rows }: GridData, y: number): number =>
  clamp(Math.floor((y - box.top) / cellSize), rows)

const clamp = (cell: number, count: number): number => Math.min(count - 1, Math.max(0, cell))
