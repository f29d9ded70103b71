import type { PlanZone, SeatPlan } from '../server/domain/seat-plan.ts'
import { onSheet } from './drawing/finish.ts'
import { polar, seatsOnArc, seatsOnLine } from './drawing/geometry.ts'
import { drawRow, polygon, rowLetter, type SeatTraits, zone } from './drawing/parts.ts'

const SEAT = 26

/** Twelve gently curved rows in two blocks. Wheelchair places are at the aisle, in front and at the back. */
function parquet(): PlanZone {
  const rows = Array.from({ length: 12 }, (_, row) => {
    const radius = 900 + row * 36
    const reach = 17
    const aisle = (30 / radius) * (180 / Math.PI)
    const left = seatsOnArc({ radius, from: -reach, to: -aisle }, SEAT)
    const right = seatsOnArc({ radius, from: aisle, to: reach }, SEAT)
    const level = row === 0 || row === 11
    const traits = (spot: number): SeatTraits => {
      const category = row < 7 ? 'Parquet' : 'Rear parquet'
      if (level && (spot === left.length - 1 || spot === left.length)) return { category, accessible: true }
      if (level && spot === left.length - 2) return { category, companionOf: spot + 2 }
      if (level && spot === left.length + 1) return { category, companionOf: spot }
      return { category }
    }
    const letter = rowLetter(row)
    return drawRow({ guid: `P-${letter}-`, number: letter, spots: [...left, ...right], traits })
  })
  return zone('Parquet', rows)
}

/** One row along each side wall and two above the entrance. */
function gallery(): PlanZone {
  const side = (turn: -1 | 1) =>
    drawRow({
      guid: `G-${turn < 0 ? 'L' : 'R'}-`,
      number: turn < 0 ? 'L' : 'R',
      numberAt: 'start',
      spots: seatsOnLine({ x: turn * 345, y: 880 }, { x: turn * 470, y: 1260 }, SEAT),
      traits: (spot) => ({ category: 'Gallery', restrictedView: spot < 3 }),
    })
  const back = [0, 1].map((row) =>
    drawRow({
      guid: `G-${rowLetter(row)}-`,
      number: rowLetter(row),
      spots: seatsOnArc({ radius: 1392 + row * 38, from: -15, to: 15 }, SEAT),
      traits: () => ({ category: 'Gallery' }),
    }),
  )
  return zone('Gallery', [side(-1), side(1), ...back])
}

/** A hall for chamber music: about 370 seats, a low platform, a gallery on three sides. */
export function chamberHall(): SeatPlan {
  const edge = Array.from({ length: 21 }, (_, i) => polar(838, 13 - i * 1.3))
  const platform = [{ x: -150, y: 640 }, { x: 150, y: 640 }, ...edge]
  return onSheet(
    'Chamber hall',
    [
      { name: 'Parquet', color: '#e8b04b' },
      { name: 'Rear parquet', color: '#d9695f' },
      { name: 'Gallery', color: '#9b7fe0' },
    ],
    [
      zone('House', [], [polygon(platform, { color: '#3a2c52', border: '#d9a441', text: 'Stage' })]),
      parquet(),
      gallery(),
    ],
    60,
  )
}
