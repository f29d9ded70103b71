import type { PlanArea, SeatPlan } from '../domain/seat-plan.ts'
import type { OpenRoom } from './demo-event.ts'

const [WIDTH, STAGE, AREA, GAP] = [640, 70, 300, 24]
const MARGIN = 40

/** The plan of a room without numbered seats: a stage, and each area below the one before. */
export function openRoomPlan(name: string, { stage, areas }: OpenRoom): SeatPlan {
  const box = (top: number, height: number, text: string): PlanArea => ({
    shape: 'rectangle',
    position: { x: 0, y: top },
    rectangle: { width: WIDTH, height },
    text: { position: { x: WIDTH / 2, y: height / 2 }, text },
  })
  const floors = areas.map(
    ({ id, label, capacity, category, color }, i): PlanArea => ({
      ...box(STAGE + GAP + i * (AREA + GAP), AREA, label),
      color,
      border_color: color,
      admission: { id, capacity, category, label },
    }),
  )
  const categories = new Map(areas.map(({ category, color }) => [category, color]))
  return {
    name,
    size: { width: WIDTH + 2 * MARGIN, height: STAGE + areas.length * (AREA + GAP) + 2 * MARGIN },
    categories: Array.from(categories, ([category, color]) => ({ name: category, color })),
    zones: [
      {
        name: '',
        position: { x: MARGIN, y: MARGIN },
        rows: [],
        areas: [{ ...box(0, STAGE, stage), color: '#3a2c52', border_color: '#d9a441' }, ...floors],
      },
    ],
  }
}
