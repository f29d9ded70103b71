import type { SeatPlan } from '../server/domain/seat-plan.ts'
import { onSheet } from './drawing/finish.ts'
import { seatsOnLine } from './drawing/geometry.ts'
import { drawRow, rectangle, rowLetter, zone } from './drawing/parts.ts'

/** A room of five rows of five, cinema-style, for workshops. */
export function workshopRoom(): SeatPlan {
  const rows = Array.from({ length: 5 }, (_, row) =>
    drawRow({
      guid: `${rowLetter(row)}-`,
      number: rowLetter(row),
      spots: seatsOnLine({ x: -76, y: 110 + row * 42 }, { x: 76, y: 110 + row * 42 }, 38),
      traits: () => ({ category: 'Seat' }),
    }),
  )
  const screen = rectangle({ x: -110, y: 0 }, 220, 34, {
    color: '#3a2c52',
    border: '#d9a441',
    text: 'Screen',
    size: 16,
  })
  return onSheet('Workshop room', [{ name: 'Seat', color: '#e8b04b' }], [zone('', rows, [screen])], 50)
}
