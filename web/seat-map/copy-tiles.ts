import { type Box, meets } from './box.ts'
import type { Frame } from './paint-seats.ts'

/** Pixels a side: larger ones make fewer copies a frame, smaller ones waste less at the edges of the view. */
export const TILE = 256

/** What is on the canvas: the scale, and plan coordinates of its top left corner. */
interface CanvasWindow {
  scale: number
  left: number
  top: number
  width: number
  height: number
}

/** A square of the plan's picture at some scale. */
export interface PlacedTile {
  column: number
  row: number
  frame: Frame
  /** Whether it has been painted from top to bottom once. */
  shown: boolean
  sheet: { canvas: HTMLCanvasElement } | undefined
}

/** Where tiles of a scale fall on the canvas, from the first to the last one's far corner. */
export type TilePlace = (first: PlacedTile, last?: PlacedTile) => Box

/** Both edges are rounded, so that neighbours meet without a seam at any scale. */
export function placeTiles(scale: number, window: CanvasWindow): TilePlace {
  const stretch = window.scale / scale
  const offsetX = Math.round(window.left * window.scale)
  const offsetY = Math.round(window.top * window.scale)
  return (first, last = first) => ({
    left: Math.round(first.frame.originX * stretch) - offsetX,
    top: Math.round(first.frame.originY * stretch) - offsetY,
    right: Math.round((last.frame.originX + TILE) * stretch) - offsetX,
    bottom: Math.round((last.frame.originY + TILE) * stretch) - offsetY,
  })
}

/** What has no picture among these tiles yet, in few pieces that do not overlap. */
export function gapsIn(tiles: readonly PlacedTile[], place: TilePlace): Box[] {
  const missing = tiles.filter(({ shown }) => !shown).sort((a, b) => a.row - b.row || a.column - b.column)
  const runs: { first: PlacedTile; last: PlacedTile }[] = []
  for (const tile of missing) {
    const run = runs.at(-1)
    if (run && run.last.row === tile.row && run.last.column === tile.column - 1) run.last = tile
    else runs.push({ first: tile, last: tile })
  }
  const pieces: typeof runs = []
  for (const run of runs) {
    const above = pieces.find(
      ({ first, last }) =>
        last.row === run.first.row - 1 &&
        first.column === run.first.column &&
        last.column === run.last.column,
    )
    if (above) above.last = run.last
    else pieces.push(run)
  }
  return pieces.map(({ first, last }) => place(first, last))
}

/** Copies those that have a picture and meet `area`, in pixels of the canvas. */
export function copyTiles(
  pen: CanvasRenderingContext2D,
  tiles: Iterable<PlacedTile>,
  place: TilePlace,
  area: Box,
): void {
  for (const tile of tiles) {
    if (!tile.sheet || !tile.shown) continue
    const at = place(tile)
    if (!meets(at, area)) continue
    const [width, height] = [at.right - at.left, at.bottom - at.top]
    if (width === TILE && height === TILE) pen.drawImage(tile.sheet.canvas, at.left, at.top)
    else pen.drawImage(tile.sheet.canvas, at.left, at.top, width, height)
  }
}
