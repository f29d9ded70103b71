import type { PlanArea, PlanZone, Position, SeatPlan } from '../server/domain/seat-plan.ts'
import { onSheet } from './drawing/finish.ts'
import { polar, seatsOnLine } from './drawing/geometry.ts'
import { circle, drawRow, polygon, rectangle, zone } from './drawing/parts.ts'

const TABLES: [x: number, y: number, chairs: number][] = [
  ...[-225, -75, 75, 225].map((x): [number, number, number] => [x, 225 + Math.abs(x) * -0.12, 4]),
  ...[-300, -150, 0, 150, 300].map((x): [number, number, number] => [x, 350 + Math.abs(x) * -0.12, 4]),
  ...[-230, -75, 75, 230].map((x): [number, number, number] => [x, 478 + Math.abs(x) * -0.12, 5]),
]

/** A table is a row: its chairs go around it, open towards the stage so that nobody sits with their back to it. */
function chairs(at: Position, count: number): Position[] {
  const reach = 230
  return Array.from({ length: count }, (_, i) => {
    const spot = polar(42, -reach / 2 + (reach * i) / (count - 1))
    return { x: at.x + spot.x, y: at.y + spot.y }
  })
}

function tables(): PlanZone {
  const tops: PlanArea[] = []
  const rows = TABLES.map(([x, y, count], i) => {
    tops.push(circle({ x, y }, 22, { color: '#4a2f3f', border: '#b98a4a' }))
    return drawRow({
      guid: `T${i + 1}-`,
      number: `${i + 1}`,
      label: 'Table %s',
      numberAt: 'none',
      spots: chairs({ x, y }, count),
      traits: (spot) => ({
        category: i < 4 ? 'Front table' : 'Table',
        ...(i === 9 || i === 12
          ? spot === 0
            ? { accessible: true }
            : spot === 1
              ? { companionOf: 1 }
              : {}
          : {}),
      }),
    })
  })
  return zone('', rows, tops)
}

/** A cellar with tables before a small stage, stools along the bar, and room to stand beside it. */
export function jazzCellar(): SeatPlan {
  const edge = Array.from({ length: 13 }, (_, i) => polar(150, 66 - i * 11))
  const stage = polygon([{ x: -190, y: 0 }, { x: 190, y: 0 }, ...edge], {
    color: '#3a2c52',
    border: '#d9a441',
    text: 'Stage',
  })
  const counter = rectangle({ x: -330, y: 622 }, 470, 26, { color: '#4a2f3f', border: '#b98a4a' })
  const stools = drawRow({
    guid: 'BAR-',
    number: '',
    label: 'Bar',
    numberAt: 'none',
    spots: seatsOnLine({ x: -312, y: 596 }, { x: 122, y: 596 }, 31),
    traits: () => ({ category: 'Bar' }),
  })
  const standing: PlanArea = {
    ...rectangle({ x: 185, y: 580 }, 190, 90, { border: '#58b38c', text: 'Standing', size: 20 }),
    admission: { id: 'standing', capacity: 30, category: 'Standing', label: 'Standing, by the bar' },
  }
  return onSheet(
    'Jazz cellar',
    [
      { name: 'Front table', color: '#e8b04b' },
      { name: 'Table', color: '#d9695f' },
      { name: 'Bar', color: '#4f9fc4' },
      { name: 'Standing', color: '#58b38c' },
    ],
    [zone('House', [], [stage, counter]), tables(), zone('', [stools], [standing])],
    50,
  )
}
