import { texts } from '../../i18n/texts.ts'
import { NOWHERE, type PlanIndex } from '../../seat-map/plan-index.ts'

/** “Stalls, row C, seat 12”, or the area in which somebody stands. */
export function seatName(plan: PlanIndex | null, index: number): string {
  if (plan === null || index >= plan.places) return `#${index + 1}`
  const { map } = texts()
  const area = plan.standing[plan.standingOf[index]!]
  if (area !== undefined) return area.label
  const row = plan.rows[plan.row[index]!]
  const zone = plan.zone[index] === NOWHERE ? '' : (plan.zones[plan.zone[index]!]?.name ?? '')
  const words = [zone, row?.label(map.row), row?.seatLabel(plan.numbers[index] ?? '', map.seat)]
  return words.filter(Boolean).join(', ') || plan.seatId(index)
}
