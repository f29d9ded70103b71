import { type Box, grown, meets } from './box.ts'
import { copyTiles, gapsIn, type PlacedTile, placeTiles, TILE } from './copy-tiles.ts'
import type { Frame } from './paint-seats.ts'

/**
 * The house as square bitmaps, painted once for each scale at which somebody looked, and patched where a seat changes.
 * A frame is then a few dozen image copies, whatever the number of seats: on a machine without a GPU a phone's
 * screen at three pixels a point stays at 60 frames a second, where painting 20,000 seats anew gives 15 to 30.
 *
 *   active    the scale of the view when it last stood still; sharp, pixel for pixel
 *   previous  the one before, shown until the active one is complete
 *   base      the whole plan in view; always kept, so that there is never nothing to show
 */
export interface TilePyramid {
  /** Copies the tiles to `pen`, and paints missing ones within the budget. Says whether any are still missing. */
  draw(pen: CanvasRenderingContext2D, window: TileWindow, budget: number): boolean
  /** The whole plan, into a small canvas, from the base. */
  drawBase(pen: CanvasRenderingContext2D, box: Box, width: number, height: number): void
  setBase(scale: number, ratio: number): void
  /** A seat looks different now: it is patched where it is shown next. */
  touchSeat(index: number): void
  /** So much looks different within the box that its tiles are painted again. */
  touchArea(box: Box): void
  /** Everything looks different now. */
  spoil(): void
  readonly tiles: number
}

export interface TileWindow {
  scale: number
  /** Plan coordinates of the canvas's top left corner. */
  left: number
  top: number
  width: number
  height: number
  ratio: number
  /** Nobody sees the canvas: what is not complete yet need not be copied to it. */
  unseen?: boolean
  /** A gesture changes the scale at this moment: keep what there is, it will be another one soon. */
  scaling: boolean
}

export interface TilePainter {
  paint(pen: CanvasRenderingContext2D, frame: Frame, area: Box): void
  /** Paints one seat and what is around it anew, and nothing else. */
  patch(pen: CanvasRenderingContext2D, frame: Frame, seat: number): void
  /** As far as a seat's picture reaches, its light included. */
  boxOf(seat: number): Box
  /** An estimate of what painting `area` costs, in microseconds. */
  cost(frame: Frame, area: Box): number
}

interface Sheet {
  canvas: HTMLCanvasElement
  pen: CanvasRenderingContext2D
}

interface Tile extends PlacedTile {
  sheet: Sheet | undefined
  box: Box
  stale: boolean
  /** How many rows of pixels are painted of a sheet that is new or painted again; 0 when that has not begun. */
  painted: number
  /** What painting all of it costs, as known when that began. */
  cost: number
  /** Seats that changed since it was painted, or began to be. */
  patches: Set<number>
  usedAt: number
}

interface Level {
  scale: number
  ratio: number
  tiles: Map<number, Tile>
}

/**
 * A tile that costs more than this, as `TilePainter.cost` counts, is painted in strips, which need not be in one frame: one
 * of two thousand distant seats takes a phone 50 ms, in which it would answer nobody.
 */
const STRIP_COST = 2_500
const SMALLEST_STRIP = 32
/** A quarter of a megabyte each. Enough for the largest phone screen twice over, and the base. */
const MOST_TILES = 240
const MOST_PATCHES = 40
/** A large desktop at three pixels a point has a thousand. */
const MOST_WITHIN = 4_000
const MOST_SPARE = 48
/** As `TilePainter.cost` counts. */
const PATCH_COST = 120
/**
 * How much a gesture may enlarge tiles before sharper ones are worth their price. They would be replaced again when the
 * gesture ends, and for so long a little blur is better than a late frame. Making smaller costs nothing.
 */
const STRETCH = 2.6
const KEY_ROW = 4096

export function createTilePyramid(painter: TilePainter, plan: Box): TilePyramid {
  const pool: Sheet[] = []
  let base: Level = { scale: 1, ratio: 1, tiles: new Map() }
  let active = base
  let previous: Level | undefined
  let count = 0
  let clock = 0

  const levels = (): Set<Level> => new Set(previous ? [base, previous, active] : [base, active])

  function tileAt(level: Level, column: number, row: number): Tile {
    const key = (row + KEY_ROW / 2) * KEY_ROW + column + KEY_ROW / 2
    let tile = level.tiles.get(key)
    if (tile) return tile
    const frame = {
      scale: level.scale,
      ratio: level.ratio,
      originX: plan.left * level.scale + column * TILE,
      originY: plan.top * level.scale + row * TILE,
    }
    const box = {
      left: frame.originX / level.scale,
      top: frame.originY / level.scale,
      right: (frame.originX + TILE) / level.scale,
      bottom: (frame.originY + TILE) / level.scale,
    }
    tile = {
      column,
      row,
      sheet: undefined,
      shown: false,
      frame,
      box,
      stale: false,
      painted: 0,
      cost: 0,
      patches: new Set(),
      usedAt: clock,
    }
    level.tiles.set(key, tile)
    return tile
  }

  function release(level: Level, key: number, tile: Tile): void {
    level.tiles.delete(key)
    if (!tile.sheet) return
    count -= 1
    if (pool.length < MOST_SPARE) pool.push(tile.sheet)
    // Safari counts a canvas against its memory until it has no size.
    else tile.sheet.canvas.width = tile.sheet.canvas.height = 0
  }

  function releaseAll(level: Level | undefined): void {
    if (!level || level === base || level === active) return
    for (const [key, tile] of level.tiles) release(level, key, tile)
  }

  function evict(): void {
    if (count <= MOST_TILES) return
    const idle = [...levels()]
      .filter((level) => level !== base)
      .flatMap((level) => [...level.tiles].map(([key, tile]) => ({ level, key, tile })))
      .filter(({ tile }) => tile.usedAt < clock)
      .sort((a, b) => a.tile.usedAt - b.tile.usedAt)
    for (const { level, key, tile } of idle.slice(0, count - MOST_TILES)) release(level, key, tile)
  }

  /** Paints the next strip of a tile, all of it if that costs less than `most`. Says what it cost. */
  function paintStrip(tile: Tile, most: number): number {
    if (!tile.sheet) {
      tile.sheet = pool.pop() ?? blank()
      count += 1
    }
    if (tile.painted === 0) {
      // What changes from here on may be in a strip that is painted already.
      tile.patches.clear()
      tile.cost = painter.cost(tile.frame, tile.box)
    }
    const { sheet, frame, box, painted, cost } = tile
    const high = Math.max(SMALLEST_STRIP, Math.ceil(TILE / Math.ceil(cost / Math.min(most, STRIP_COST))))
    const bottom = Math.min(TILE, painted + high)
    const strip = {
      ...box,
      top: (frame.originY + painted) / frame.scale,
      bottom: (frame.originY + bottom) / frame.scale,
    }
    const { pen } = sheet
    pen.save()
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.beginPath()
    pen.rect(0, painted, TILE, bottom - painted)
    pen.clip()
    painter.paint(pen, frame, grown(strip, 2 / frame.scale))
    pen.restore()
    tile.painted = bottom
    if (bottom === TILE) {
      tile.shown = true
      tile.stale = false
      tile.painted = 0
    }
    return (cost * (bottom - painted)) / TILE
  }

  /** To be painted from its beginning. */
  function spoilTile(tile: Tile): void {
    tile.stale = true
    tile.painted = 0
  }

  const isTrue = (tile: Tile): boolean => tile.shown && !tile.stale && tile.patches.size === 0

  function patch(tile: Tile): number {
    const { sheet, frame } = tile
    if (!sheet) return 0
    for (const seat of tile.patches) painter.patch(sheet.pen, frame, seat)
    const cost = tile.patches.size * PATCH_COST
    tile.patches.clear()
    return cost
  }

  /** Tiles of a level that meet the window, nearest to its middle first. */
  function within(level: Level, window: TileWindow, ring = 0): Tile[] {
    const span = TILE / level.scale
    const first = (from: number, origin: number) => Math.floor((from - origin) / span) - ring
    const right = window.left + window.width / window.scale
    const bottom = window.top + window.height / window.scale
    const [c0, c1] = [first(window.left, plan.left), first(right, plan.left) + 2 * ring]
    const [r0, r1] = [first(window.top, plan.top), first(bottom, plan.top) + 2 * ring]
    // A view gone mad must not make a million tiles, nor loop for ever.
    if (!((c1 - c0 + 1) * (r1 - r0 + 1) <= MOST_WITHIN)) return []
    const found: { tile: Tile; away: number }[] = []
    for (let row = r0; row <= r1; row += 1) {
      for (let column = c0; column <= c1; column += 1) {
        const away = Math.hypot(column - (c0 + c1) / 2, row - (r0 + r1) / 2)
        found.push({ tile: tileAt(level, column, row), away })
      }
    }
    return found.sort((a, b) => a.away - b.away).map(({ tile }) => tile)
  }

  function copy(
    pen: CanvasRenderingContext2D,
    level: Level,
    tiles: Iterable<Tile>,
    window: TileWindow,
    area: Box = { left: 0, top: 0, right: window.width, bottom: window.height },
  ): void {
    copyTiles(pen, tiles, placeTiles(level.scale, window), area)
  }

  /** What there is of other levels, only where nothing lies over it: stretching a phone's whole screen takes 4 ms. */
  function copyBeneath(pen: CanvasRenderingContext2D, window: TileWindow, gaps: readonly Box[]): void {
    const before = previous && previous !== base ? previous : undefined
    const earlier = before ? within(before, window) : []
    const place = before && placeTiles(before.scale, window)
    for (const gap of gaps) {
      const inGap = place ? earlier.filter((tile) => meets(place(tile), gap)) : []
      pen.save()
      pen.beginPath()
      pen.rect(gap.left, gap.top, gap.right - gap.left, gap.bottom - gap.top)
      pen.clip()
      const isBare = !before || !inGap.every((tile) => tile.shown)
      if (isBare && active !== base) copy(pen, base, base.tiles.values(), window, gap)
      if (before) copy(pen, before, inGap, window, gap)
      pen.restore()
    }
  }

  function chooseActive(window: TileWindow): void {
    const stretch = window.scale / active.scale
    if (stretch === 1 && active.ratio === window.ratio) return
    if (window.scaling && stretch < STRETCH) return
    const next: Level =
      window.scale === base.scale && window.ratio === base.ratio
        ? base
        : { scale: window.scale, ratio: window.ratio, tiles: new Map() }
    // A level that nobody got to see is not worth keeping for show.
    if ([...active.tiles.values()].some((tile) => tile.shown)) {
      const gone = previous
      previous = active
      active = next
      if (gone !== previous) releaseAll(gone)
    } else {
      const gone = active
      active = next
      releaseAll(gone)
    }
  }

  /** Tiles of which something is painted that a change may belie. */
  function* paintedWithin(box: Box): Generator<Tile> {
    for (const level of levels()) {
      const span = TILE / level.scale
      const column = (x: number) => Math.floor((x - plan.left) / span) + KEY_ROW / 2
      const row = (y: number) => Math.floor((y - plan.top) / span) + KEY_ROW / 2
      for (let r = row(box.top); r <= row(box.bottom); r += 1) {
        for (let c = column(box.left); c <= column(box.right); c += 1) {
          const tile = level.tiles.get(r * KEY_ROW + c)
          if (tile && (tile.painted > 0 || (tile.shown && !tile.stale))) yield tile
        }
      }
    }
  }

  /** With time to spare: the base kept true, and what a drag would show next. Says how much is left to do. */
  function paintAhead(window: TileWindow, budget: number): number {
    let left = budget
    const ahead = active === base ? [] : within(active, window, 1).filter((tile) => meets(tile.box, plan))
    let missing = 0
    for (const tile of [...base.tiles.values(), ...ahead]) {
      while (left > 0 && !isTrue(tile))
        left -= tile.shown && !tile.stale ? patch(tile) : paintStrip(tile, budget)
      if (!isTrue(tile)) missing += 1
    }
    return missing
  }

  return {
    draw(pen, window, budget) {
      clock += 1
      chooseActive(window)
      const wanted = within(active, window)
      let left = budget
      let missing = 0
      // Zooming out shows ever more of a level that is about to be replaced: not worth painting.
      const passing = window.scaling && window.scale < active.scale * 0.85
      for (const tile of wanted) {
        tile.usedAt = clock
        if (tile.shown && !tile.stale && tile.patches.size > 0 && left > 0) left -= patch(tile)
      }
      for (const tile of wanted) {
        while (left > 0 && !passing && (!tile.shown || tile.stale)) left -= paintStrip(tile, budget)
        if (!isTrue(tile)) missing += 1
      }
      const complete = wanted.every((tile) => tile.shown)
      if (window.unseen && !complete) return true
      if (!complete) copyBeneath(pen, window, gapsIn(wanted, placeTiles(active.scale, window)))
      copy(pen, active, wanted, window)
      if (complete && previous && !window.scaling) {
        const gone = previous
        previous = undefined
        releaseAll(gone)
      }
      if (missing === 0 && !window.scaling) missing = paintAhead(window, left)
      evict()
      return missing > 0
    },

    drawBase(pen, box, width, height) {
      const scale = Math.min(width / (box.right - box.left), height / (box.bottom - box.top))
      const left = box.left - (width / scale - (box.right - box.left)) / 2
      const top = box.top - (height / scale - (box.bottom - box.top)) / 2
      copy(pen, base, base.tiles.values(), { scale, left, top, width, height, ratio: 1, scaling: true })
    },

    setBase(scale, ratio) {
      if (base.scale === scale && base.ratio === ratio) return
      const before = base
      base = { scale, ratio, tiles: new Map() }
      within(base, {
        scale,
        ratio,
        left: plan.left,
        top: plan.top,
        width: (plan.right - plan.left) * scale - 1,
        height: (plan.bottom - plan.top) * scale - 1,
        scaling: false,
      })
      if (before === active) active = base
      releaseAll(before)
    },

    touchSeat(index) {
      const box = painter.boxOf(index)
      for (const tile of paintedWithin(box)) {
        tile.patches.add(index)
        if (tile.patches.size > MOST_PATCHES) spoilTile(tile)
      }
    },

    touchArea(box) {
      for (const tile of paintedWithin(box)) spoilTile(tile)
    },

    spoil() {
      for (const level of levels()) for (const tile of level.tiles.values()) spoilTile(tile)
    },

    get tiles() {
      return count
    },
  }
}

function blank(): Sheet {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = TILE
  // Tiles are opaque: copying them needs no blending.
  return { canvas, pen: canvas.getContext('2d', { alpha: false })! }
}
