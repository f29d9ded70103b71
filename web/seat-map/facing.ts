import type { Point } from './plan-document.ts'

/**
 * The direction, in radians, that a seat looks: square to its row, on the side where the stage is. A seat
 * alone in its row looks straight at the stage.
 */
export function faceStage(
  x: Float32Array,
  y: Float32Array,
  row: Uint32Array,
  stage: Point,
  facing: Float32Array,
): void {
  for (let k = 0; k < row.length; k += 1) {
    const index = row[k]!
    const before = row[Math.max(0, k - 1)]!
    const after = row[Math.min(row.length - 1, k + 1)]!
    const alongX = x[after]! - x[before]!
    const alongY = y[after]! - y[before]!
    const toStageX = stage.x - x[index]!
    const toStageY = stage.y - y[index]!
    const straight = Math.atan2(toStageY, toStageX)
    if (alongX === 0 && alongY === 0) {
      facing[index] = straight
      continue
    }
    const side = alongX * toStageY - alongY * toStageX
    // A row that points at the stage has no side of its own; its seats look along it.
    if (Math.abs(side) < 0.2 * Math.hypot(alongX, alongY) * Math.hypot(toStageX, toStageY)) {
      facing[index] = straight
    } else facing[index] = side > 0 ? Math.atan2(alongX, -alongY) : Math.atan2(-alongX, alongY)
  }
}
