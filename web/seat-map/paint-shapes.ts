import { type Box, include, meets } from './box.ts'
import { css, faded, mixed } from './color.ts'
import type { Point } from './plan-document.ts'
import { isInside, type PlanShape, textPosition } from './plan-shape.ts'
import type { Theme } from './theme.ts'

/** How full of light a floor is: the share of its places that are free, in so many steps. */
export const FLOOR_STEPS = 12

/** The bloom about the stage, as a share of its shorter side. */
const BLOOM = 0.62
/** It is painted in strokes fine enough to melt into each other, which takes more of them the nearer one looks. */
const [FEWEST_STROKES, MOST_STROKES] = [18, 64]
const STROKE_PX = 5

export const bloomReach = (shape: PlanShape): number => (BLOOM * shortSide(shape)) / 2

const shortSide = ({ box }: PlanShape): number => Math.min(box.right - box.left, box.bottom - box.top)

/** The brightest thing in the house: a lit stage by night, the velvet curtain by day. */
export function paintStage(
  pen: CanvasRenderingContext2D,
  theme: Theme,
  shape: PlanShape,
  path: Path2D,
  scale: number,
): void {
  const wanted = (bloomReach(shape) * scale) / STROKE_PX
  const strokes = Math.round(Math.min(MOST_STROKES, Math.max(FEWEST_STROKES, wanted)))
  pen.strokeStyle = css(faded(theme.light, (theme.dark ? 0.6 : 0.4) / strokes))
  for (let k = 0; k < strokes; k += 1) {
    // Squared, so that the light gathers at the edge.
    pen.lineWidth = BLOOM * shortSide(shape) * (1 - k / strokes) ** 2
    pen.stroke(path)
  }
  const { box, centre } = shape
  const reach = Math.hypot(box.right - box.left, box.bottom - box.top) * 0.56
  const front = box.bottom - shortSide(shape) * 0.24
  const fill = pen.createRadialGradient(centre.x, front, 0, centre.x, front, reach)
  for (const [share, color] of theme.stage) fill.addColorStop(share, color)
  pen.fillStyle = fill
  pen.fill(path)
  pen.strokeStyle = theme.stageEdge
  pen.lineWidth = Math.max(1, shortSide(shape) * 0.008)
  pen.stroke(path)
  const { text } = shape.area
  if (!text?.text.trim()) return
  const words = spaced(text.text.trim())
  const wide = ((box.right - box.left) / words.length) * 1.1
  const size = text.size ?? Math.min((box.bottom - box.top) * 0.3, wide, 44)
  pen.fillStyle = theme.stageText
  pen.strokeStyle = theme.stageTextHalo
  pen.lineWidth = size * 0.3
  write(pen, theme, words, textPosition(shape), size, 650, shape.turn, true)
}

export function paintDecoration(
  pen: CanvasRenderingContext2D,
  theme: Theme,
  shape: PlanShape,
  path: Path2D,
): void {
  const { color, border_color: border } = shape.area
  pen.globalAlpha = theme.dark ? 0.22 : 0.1
  if (color) {
    pen.fillStyle = color
    pen.fill(path)
  }
  pen.globalAlpha = theme.dark ? 0.42 : 0.6
  if (border) {
    pen.strokeStyle = border
    pen.lineWidth = 1.5
    pen.stroke(path)
  }
  pen.globalAlpha = 1
}

/** The shape with its text, which may be longer than itself. */
export function textReach(shape: PlanShape): Box {
  const { text } = shape.area
  const box = { ...shape.box }
  if (text?.text.trim()) {
    const at = textPosition(shape)
    include(box, at.x, at.y, ((text.text.length + 2) * (text.size ?? TEXT_SIZE)) / 2)
  }
  return box
}

/** Of a text whose plan gives none, in plan units. */
const TEXT_SIZE = 16

export function paintText(pen: CanvasRenderingContext2D, theme: Theme, shape: PlanShape, area: Box): void {
  const { text } = shape.area
  if (!text?.text.trim()) return
  const size = text.size ?? TEXT_SIZE
  if (!meets(textReach(shape), area)) return
  const at = textPosition(shape)
  pen.fillStyle = theme.textSoft
  write(pen, theme, text.text, at, size, 600, shape.turn)
}

/** A floor full of people yet to come: so many lights are lit as there are places left. */
export function paintStanding(
  pen: CanvasRenderingContext2D,
  theme: Theme,
  path: Path2D,
  crowd: readonly { x: number; y: number; r: number }[],
  category: number,
  level: number,
  area: Box,
): void {
  const paint = theme.categories[category]!
  pen.fillStyle = css(mixed(theme.zone, paint.floor, 0.55))
  pen.fill(path)
  pen.strokeStyle = paint.lit
  pen.lineWidth = 2
  pen.stroke(path)
  const lit = Math.round((crowd.length * level) / FLOOR_STEPS)
  for (const [from, to, color, alpha] of [
    [0, lit, paint.lit, theme.dark ? 0.62 : 0.5],
    [lit, crowd.length, theme.sold, 0.8],
  ] as const) {
    pen.fillStyle = color
    pen.globalAlpha = alpha
    for (let k = from; k < to; k += 1) {
      const { x, y, r } = crowd[k]!
      if (x + r < area.left || x - r > area.right || y + r < area.top || y - r > area.bottom) continue
      pen.beginPath()
      pen.arc(x, y, r, 0, 2 * Math.PI)
      pen.fill()
    }
  }
  pen.globalAlpha = 1
}

const CROWD = 900
/** Spreads points evenly without a pattern: the plastic number's powers (R2 sequence). */
const [STEP_X, STEP_Y] = [0.7548776662466927, 0.5698402909980532]

export function scatter(shape: PlanShape, largest: number): { x: number; y: number; r: number }[] {
  const { box } = shape
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  // Nobody standing is larger than somebody sitting.
  const usual = Math.min(largest, 0.2 * Math.sqrt((width * height) / CROWD))
  const points = []
  for (let n = 1; n <= CROWD; n += 1) {
    const x = box.left + ((n * STEP_X) % 1) * width
    const y = box.top + ((n * STEP_Y) % 1) * height
    if (isInside(shape, x, y)) points.push({ x, y, r: usual * (0.75 + 0.5 * ((n * 0.618) % 1)) })
  }
  return points
}

function write(
  pen: CanvasRenderingContext2D,
  theme: Theme,
  text: string,
  at: Point,
  size: number,
  weight: number,
  turn: number,
  halo = false,
): void {
  pen.font = `${weight} ${size}px ${theme.font}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.save()
  pen.translate(at.x, at.y)
  // Never upside down, however the plan turns its shapes.
  pen.rotate(Math.cos(turn) < 0 ? turn + Math.PI : turn)
  if (halo) pen.strokeText(text, 0, 0)
  pen.fillText(text, 0, 0)
  pen.restore()
}

const spaced = (text: string): string => text.toLocaleUpperCase().split('').join('\u2009')
