import type { PlanCategory, PlanZone, Position, SeatPlan } from '../../server/domain/seat-plan.ts'

/** Puts everything that was drawn about a centre of one's own onto a sheet of its own size. */
export function onSheet(
  name: string,
  categories: PlanCategory[],
  zones: PlanZone[],
  margin: number,
): SeatPlan {
  const corners = zones.flatMap(cornersOf)
  const left = Math.min(...corners.map((at) => at.x)) - margin
  const top = Math.min(...corners.map((at) => at.y)) - margin
  const right = Math.max(...corners.map((at) => at.x)) + margin
  const bottom = Math.max(...corners.map((at) => at.y)) + margin
  const shift = { x: Math.round(-left), y: Math.round(-top) }
  return {
    name,
    size: { width: Math.round(right - left), height: Math.round(bottom - top) },
    categories,
    zones: zones.map((zone) => ({ ...zone, position: shift })),
  }
}

function cornersOf(zone: PlanZone): Position[] {
  const ofRows = zone.rows.flatMap((row) => {
    const ends = row.seats.map(({ position: { x, y } }) => ({ x: row.position.x + x, y: row.position.y + y }))
    const xs = ends.map((at) => at.x)
    const ys = ends.map((at) => at.y)
    return [
      { x: Math.min(...xs), y: Math.min(...ys) },
      { x: Math.max(...xs), y: Math.max(...ys) },
    ]
  })
  const ofAreas = zone.areas.flatMap(({ position: { x, y }, rectangle, circle, polygon }) => [
    ...(rectangle
      ? [
          { x, y },
          { x: x + rectangle.width, y: y + rectangle.height },
        ]
      : []),
    ...(circle
      ? [
          { x: x - circle.radius, y: y - circle.radius },
          { x: x + circle.radius, y: y + circle.radius },
        ]
      : []),
    ...(polygon?.points.map((point) => ({ x: x + point.x, y: y + point.y })) ?? []),
  ])
  return [...ofRows, ...ofAreas]
}

/** One row of seats a line: short enough to ship, and a change of one seat is a change of one line. */
export function planText(plan: SeatPlan): string {
  const { zones, ...head } = plan
  const zoneTexts = zones.map(({ rows, areas, ...zone }) => {
    const list = (items: unknown[]) => (items.length === 0 ? '[]' : `[\n${items.map(line).join(',\n')}\n]`)
    return `${JSON.stringify(zone).slice(0, -1)},"areas":${list(areas)},"rows":${list(rows)}}`
  })
  return `${JSON.stringify(head).slice(0, -1)},"zones":[\n${zoneTexts.join(',\n')}\n]}\n`
}

function line(item: unknown): string {
  return JSON.stringify(item)
}
