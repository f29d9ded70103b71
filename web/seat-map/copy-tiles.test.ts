import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsIn, type PlacedTile, placeTiles, TILE } from './copy-tiles.ts'

/** Rows of tiles as text: `#` has a picture, `.` has none. */
function tilesOf(rows: readonly string[]): PlacedTile[] {
  return rows.flatMap((marks, row) =>
    [...marks].map((mark, column) => ({
      column,
      row,
      frame: { scale: 2, ratio: 1, originX: column * TILE, originY: row * TILE },
      shown: mark === '#',
      sheet: undefined,
    })),
  )
}

const window = { scale: 1, left: 0, top: 0, width: 1000, height: 1000 }
const half = TILE / 2

describe('the gaps between tiles', () => {
  it('are a frame of four about a middle that is painted', () => {
    const place = placeTiles(2, window)
    expect(gapsIn(tilesOf(['....', '.##.', '.##.', '....']), place)).toEqual([
      { left: 0, top: 0, right: 4 * half, bottom: half },
      { left: 0, top: half, right: half, bottom: 3 * half },
      { left: 3 * half, top: half, right: 4 * half, bottom: 3 * half },
      { left: 0, top: 3 * half, right: 4 * half, bottom: 4 * half },
    ])
  })

  it('are whatever is missing, once and nothing else, at any stretch', () => {
    const rows = fc.array(fc.string({ unit: fc.constantFrom('#', '.'), minLength: 5, maxLength: 5 }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(rows, fc.double({ min: 0.3, max: 5, noNaN: true }), (marks, scale) => {
        const tiles = tilesOf(marks)
        const place = placeTiles(2, { ...window, scale, left: 17.3, top: -4.9 })
        const gaps = gapsIn(tiles, place)
        for (const tile of tiles) {
          const { left, top, right, bottom } = place(tile)
          const over = gaps.filter(
            (gap) => gap.left <= left && gap.top <= top && gap.right >= right && gap.bottom >= bottom,
          )
          const touching = gaps.filter(
            (gap) => gap.left < right && gap.right > left && gap.top < bottom && gap.bottom > top,
          )
          expect([over.length, touching.length]).toEqual(tile.shown ? [0, 0] : [1, 1])
        }
      }),
    )
  })
})
