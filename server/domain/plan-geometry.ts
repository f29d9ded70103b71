import type { PlanArea, Position, SeatPlan } from './seat-plan.ts'

/** The middle of an area, in plan coordinates. `origin` is its zone's position. */
export function areaCentre(area: PlanArea, origin: Position): Position {
  const middle = shapeMiddle(area)
  const turn = ((area.rotation ?? 0) * Math.PI) / 180
  return {
    x: origin.x + area.position.x + middle.x * Math.cos(turn) - middle.y * Math.sin(turn),
    y: origin.y + area.position.y + middle.x * Math.sin(turn) + middle.y * Math.cos(turn),
  }
}

function shapeMiddle(area: PlanArea): Position {
  if (area.shape === 'rectangle' && area.rectangle) {
    return { x: area.rectangle.width / 2, y: area.rectangle.height / 2 }
  }
  const points = area.shape === 'polygon' ? area.polygon?.points : undefined
  if (!points || points.length === 0) return { x: 0, y: 0 }
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 }
}

/** What organisers call the place that everybody looks at, in the languages of the plans seen so far. */
const STAGE =
  /(^|[^\p{L}])(stage|podium|screen|lectern|orchestra pit|b(ü|ue)hne|leinwand|sc(è|e)ne|escenario|palco|palcoscenico|scena|toneel|podie|speaker)([^\p{L}]|$)|เวที/iu

/** The middle of the stage, if the plan draws one. */
export function findStage(plan: SeatPlan): Position | undefined {
  for (const zone of plan.zones) {
    for (const area of zone.areas) {
      if (area.admission) continue
      const stageZone = zone.rows.length === 0 && STAGE.test(zone.name)
      if (stageZone || STAGE.test(area.text?.text ?? '')) return areaCentre(area, zone.position)
    }
  }
  return undefined
}
