import { type Box, grown } from './box.ts'
import { detailAt } from './detail.ts'
import type { createHousePainter, HouseLevels } from './paint-house.ts'
import { type Frame, type Scene, type SeatPainter, SPILL } from './paint-seats.ts'
import type { PlanIndex } from './plan-index.ts'
import { createTilePyramid, type TilePyramid } from './tile-pyramid.ts'

/** Microseconds a seat, in Chromium without a GPU (2026-11, 2 cores). */
const seatCost = { point: 2.2, disc: 6, chair: 24 }
/** The same for a tile without seats. */
const TILE_COST = 800
/** Radii that a seat drawn as a point reaches, one's own larger than others. */
const POINT_REACH = 1.35

/** The tiles of this house: room and seats painted together, or one seat and what is around it. */
export function createHouseTiles(
  plan: PlanIndex,
  scene: Scene,
  levels: HouseLevels,
  house: ReturnType<typeof createHousePainter>,
  paintSeats: SeatPainter,
): TilePyramid {
  const largestRadius = plan.seats.reduce((most, index) => Math.max(most, plan.radius[index]!), 0)
  const about: number[] = []

  const detailIn = (frame: Frame) => detailAt((plan.usualRadius * frame.scale) / frame.ratio)

  /** Only seats near enough to be discs spill light. */
  const reachIn = (frame: Frame) => (detailIn(frame) === 'point' ? POINT_REACH : SPILL)

  function seatsAbout(area: Box, reach: number): readonly number[] {
    about.length = 0
    plan.grid.visit(grown(area, largestRadius * reach), (index) => void about.push(index))
    return about
  }

  function boxAbout(index: number, reach: number): Box {
    const r = plan.radius[index]! * reach
    const [x, y] = [plan.x[index]!, plan.y[index]!]
    return { left: x - r, top: y - r, right: x + r, bottom: y + r }
  }

  return createTilePyramid(
    {
      paint(pen, frame, area) {
        house.paint(pen, scene.theme, levels, frame, area)
        paintSeats(pen, scene, frame, seatsAbout(area, reachIn(frame)))
      },

      patch(pen, frame, seat) {
        const { scale, originX, originY } = frame
        const box = boxAbout(seat, reachIn(frame))
        // Whole pixels, so that the patch has no seam.
        const left = Math.floor(box.left * scale - originX)
        const top = Math.floor(box.top * scale - originY)
        const right = Math.ceil(box.right * scale - originX)
        const bottom = Math.ceil(box.bottom * scale - originY)
        const area = grown(box, 2 / scale)
        pen.save()
        pen.setTransform(1, 0, 0, 1, 0, 0)
        pen.beginPath()
        pen.rect(left, top, right - left, bottom - top)
        pen.clip()
        house.paintBeneath(pen, scene.theme, levels, frame, area, seat)
        paintSeats(pen, scene, frame, seatsAbout(area, reachIn(frame)))
        pen.restore()
      },

      boxOf: (seat) => boxAbout(seat, SPILL),

      cost(frame, area) {
        let seats = 0
        plan.grid.visit(area, () => void (seats += 1))
        return TILE_COST + seats * seatCost[detailIn(frame)]
      },
    },
    plan.box,
  )
}
