import { type Box, contains, grown, meets } from './box.ts'
import { css, faded, mixed } from './color.ts'
import { showsRows } from './detail.ts'
import type { Frame } from './paint-seats.ts'
import {
  bloomReach,
  FLOOR_STEPS,
  paintDecoration,
  paintStage,
  paintStanding,
  paintText,
  scatter,
  textReach,
} from './paint-shapes.ts'
import type { PlanIndex } from './plan-index.ts'
import { isWithinRing, type PlanShape } from './plan-shape.ts'
import type { Theme } from './theme.ts'
import { ringPath, type ZoneFloor } from './zone-floor.ts'

/** What of the house never changes while a theme lasts: gradients and outlines, in plan coordinates. */
interface Fabric {
  theme: Theme
  ground: CanvasGradient
  light: CanvasGradient
}

export interface HouseLevels {
  /** By zone and by standing area: free share in `FLOOR_STEPS` steps. */
  zones: Uint8Array
  standing: Uint8Array
}

/** Names of rows stop growing here, in CSS pixels. */
const LARGEST_SIGN_PX = 14

/**
 * Paints the room itself: ground, the stage and its light, the floor of every zone, decoration, standing room,
 * names of rows. Everything but the seats.
 */
export function createHousePainter(plan: PlanIndex, floors: readonly ZoneFloor[]) {
  const shapes = plan.shapes.map((shape) => ({
    shape,
    path: ringPath(shape.ring),
    crowd: shape.kind === 'standing' ? scatter(shape, plan.usualRadius * 0.7) : [],
  }))
  let rowNames: Sign[] | undefined
  const signs = (): Sign[] => (rowNames ??= rowSigns(plan))
  let fabric: Fabric | undefined

  /** `area` is in plan coordinates; only what touches it is painted. The caller has set the clip. */
  function paint(
    pen: CanvasRenderingContext2D,
    theme: Theme,
    levels: HouseLevels,
    frame: Frame,
    area: Box,
  ): void {
    const { ground, light } = fabricFor(pen, theme)
    const { scale, originX, originY } = frame
    pen.setTransform(scale, 0, 0, scale, -originX, -originY)
    pen.lineJoin = pen.lineCap = 'round'
    fillBox(pen, area, ground)
    for (const [number, { path, margin, box }] of floors.entries()) {
      if (!meets(box, area)) continue
      pen.strokeStyle = theme.zoneLine
      pen.lineWidth = 2 * margin + Math.min(2.5, 1.6 / scale + 0.6)
      pen.stroke(path)
      pen.fillStyle = pen.strokeStyle = floorColor(theme, levels, number)
      pen.lineWidth = 2 * margin
      pen.stroke(path)
      pen.fill(path)
    }
    for (const { shape, path, crowd } of shapes) {
      if (shape.kind === 'stage' || !meets(shape.box, area)) continue
      if (shape.kind === 'decoration') paintDecoration(pen, theme, shape, path)
      else {
        const { category } = plan.standing[shape.standing]!
        paintStanding(pen, theme, path, crowd, category, levels.standing[shape.standing] ?? 0, area)
      }
    }
    shineOn(pen, theme, area, light)
    for (const { shape, path } of shapes) {
      if (shape.kind === 'stage' && meets(stageReach(shape), area)) paintStage(pen, theme, shape, path, scale)
    }
    for (const { shape } of shapes) if (shape.kind === 'decoration') paintText(pen, theme, shape, area)
    if (showsRows((plan.usualRadius * scale) / frame.ratio)) paintSigns(pen, theme, frame, area)
  }

  /**
   * The ground beneath one seat, for a patch. Most seats stand in the middle of their zone with nothing else
   * about: two rectangles are the same picture there, at a tenth of the price.
   */
  function paintBeneath(
    pen: CanvasRenderingContext2D,
    theme: Theme,
    levels: HouseLevels,
    frame: Frame,
    area: Box,
    seat: number,
  ): void {
    if (plan.radius[seat]! * frame.scale < SMALLEST_ALONE_PX || !standsAlone(seat)) {
      paint(pen, theme, levels, frame, area)
      return
    }
    pen.setTransform(frame.scale, 0, 0, frame.scale, -frame.originX, -frame.originY)
    fillBox(pen, area, floorColor(theme, levels, plan.zone[seat]!))
    shineOn(pen, theme, area, fabricFor(pen, theme).light)
  }

  const alone = new Uint8Array(plan.places)
  function standsAlone(seat: number): boolean {
    if (alone[seat] === 0) alone[seat] = isAlone(seat) ? 1 : 2
    return alone[seat] === 1
  }

  function isAlone(seat: number): boolean {
    const [x, y, r] = [plan.x[seat]!, plan.y[seat]!, plan.radius[seat]! * ALONE_REACH]
    const box = { left: x - r, top: y - r, right: x + r, bottom: y + r }
    const ring = floors[plan.zone[seat]!]!.ring
    const inside = [box.left, box.right].every((cx) =>
      [box.top, box.bottom].every((cy) => isWithinRing(ring, cx, cy)),
    )
    return (
      inside &&
      floors.every((floor, number) => number === plan.zone[seat] || !meets(floor.box, box)) &&
      shapes.every(
        ({ shape }) => !meets(shape.kind === 'stage' ? stageReach(shape) : textReach(shape), box),
      ) &&
      signs().every(
        (sign) =>
          !meets(grown(box, plan.usualRadius), { left: sign.x, right: sign.x, top: sign.y, bottom: sign.y }),
      )
    )
  }

  const floorColor = (theme: Theme, levels: HouseLevels, zone: number): string => {
    const lit = theme.categories[floors[zone]!.category]?.floor ?? theme.zone
    return css(mixed(theme.zone, lit, (levels.zones[zone] ?? 0) / FLOOR_STEPS))
  }

  function fabricFor(pen: CanvasRenderingContext2D, theme: Theme): Fabric {
    if (fabric?.theme !== theme) fabric = weave(pen, plan, theme)
    return fabric
  }

  function paintSigns(pen: CanvasRenderingContext2D, theme: Theme, { scale, ratio }: Frame, area: Box): void {
    pen.fillStyle = theme.textSoft
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.font = `600 ${Math.min(plan.usualRadius * 1.1, (LARGEST_SIGN_PX * ratio) / scale)}px ${theme.font}`
    const near = grown(area, plan.usualRadius * 2)
    for (const { text, x, y } of signs()) if (contains(near, x, y)) pen.fillText(text, x, y)
  }

  return { paint, paintBeneath }
}

/**
 * Radii about a seat that must be bare floor for the seat to stand alone: its light, and the pixel by which a patch is
 * rounded up, which is a larger part of a seat the smaller it is drawn.
 */
const ALONE_REACH = 2.4
const SMALLEST_ALONE_PX = 1.5

const stageReach = (shape: PlanShape): Box => grown(shape.box, bloomReach(shape))

/** The stage shines on all that has been painted so far; seats come later and shine themselves. */
function shineOn(pen: CanvasRenderingContext2D, theme: Theme, area: Box, light: CanvasGradient): void {
  pen.globalCompositeOperation = theme.dark ? 'lighter' : 'multiply'
  fillBox(pen, area, light)
  pen.globalCompositeOperation = 'source-over'
}

function weave(pen: CanvasRenderingContext2D, plan: PlanIndex, theme: Theme): Fabric {
  const { box, stage } = plan
  const reach = 0.62 * Math.hypot(box.right - box.left, box.bottom - box.top)
  const ground = pen.createRadialGradient(stage.x, stage.y, reach * 0.2, stage.x, stage.y, reach * 1.5)
  ground.addColorStop(0, css(theme.ground))
  ground.addColorStop(1, css(theme.edge))
  const light = pen.createRadialGradient(stage.x, stage.y, 0, stage.x, stage.y, reach)
  // Night adds light to the dark; by day the same warmth is what the paper does not throw back.
  const at = (share: number, strength: number) =>
    light.addColorStop(
      share,
      theme.dark ? css(faded(theme.light, strength)) : css(mixed([255, 255, 255, 1], theme.light, strength)),
    )
  at(0, theme.dark ? 0.4 : 0.42)
  at(0.12, theme.dark ? 0.25 : 0.3)
  at(0.32, theme.dark ? 0.11 : 0.14)
  at(0.62, theme.dark ? 0.035 : 0.05)
  at(1, 0)
  return { theme, ground, light }
}

interface Sign {
  text: string
  x: number
  y: number
}

/** Where a row's name stands: one seat further on, at the ends that the plan asks for. */
function rowSigns(plan: PlanIndex): Sign[] {
  const signs: Sign[] = []
  const add = (text: string, end: number, next: number) => {
    const [dx, dy] = [plan.x[end]! - plan.x[next]!, plan.y[end]! - plan.y[next]!]
    const length = Math.hypot(dx, dy)
    const away = plan.usualRadius * 2.3
    const [ux, uy] = length > 0 ? [dx / length, dy / length] : [-1, 0]
    signs.push({ text, x: plan.x[end]! + ux * away, y: plan.y[end]! + uy * away })
  }
  for (const { number, numberAt, seats } of plan.rows) {
    if (seats.length === 0 || number === '' || numberAt === 'none') continue
    if (numberAt !== 'end') add(number, seats[0]!, seats[1] ?? seats[0]!)
    if (numberAt !== 'start') add(number, seats.at(-1)!, seats.at(-2) ?? seats.at(-1)!)
  }
  return signs
}

function fillBox(pen: CanvasRenderingContext2D, box: Box, fill: CanvasGradient | string): void {
  pen.fillStyle = fill
  pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
}
