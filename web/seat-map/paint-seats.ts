import { detailAt, showsNumbers } from './detail.ts'
import { lightSprite } from './light-sprite.ts'
import { Mark, type PlanIndex } from './plan-index.ts'
import { check, clock, cross, dash, star, wheelchair } from './seat-glyphs.ts'
import { isMine, LOOKS, Look, type LookCode } from './seat-look.ts'
import type { CategoryPaint, Theme } from './theme.ts'

/** What a seat's picture depends on. */
export type SeatShapes = Pick<
  PlanIndex,
  'x' | 'y' | 'radius' | 'facing' | 'category' | 'marks' | 'numbers' | 'usualRadius'
>

/** What the painters need to know of the house. */
export interface Scene {
  plan: SeatShapes
  theme: Theme
  /** `LookCode` by index. */
  looks: Uint8Array
  /** By category: 1 if the visitor has asked for others only. */
  aside: Uint8Array
}

/** Where plan coordinates fall on a canvas: pixel = plan × scale − origin. */
export interface Frame {
  scale: number
  originX: number
  originY: number
  /** Canvas pixels in a CSS pixel. */
  ratio: number
}

const TURN = 2 * Math.PI
const ASIDE_ALPHA = 0.2

/**
 * Paints seats in groups of equal look and category: measured in Chromium without a GPU (2026-11, 2 cores), 20,000
 * single arcs take 35 ms, stamping the same seats from a sprite sheet 75 ms, rounded rectangles 65 ms.
 */
export function createSeatPainter() {
  let groups: number[][] = []

  return function paint(
    pen: CanvasRenderingContext2D,
    scene: Scene,
    frame: Frame,
    seats: readonly number[],
  ): void {
    const { plan, theme, looks, aside } = scene
    const categories = theme.categories.length
    if (groups.length !== LOOKS * categories) groups = Array.from({ length: LOOKS * categories }, () => [])
    for (const group of groups) group.length = 0
    for (const index of seats) groups[looks[index]! * categories + plan.category[index]!]?.push(index)
    const radius = (plan.usualRadius * frame.scale) / frame.ratio
    const detail = detailAt(radius)
    const brush = { pen, plan, frame, theme, radius, numbers: showsNumbers(radius) }
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.lineCap = pen.lineJoin = 'round'
    if (detail !== 'point') {
      for (let category = 0; category < categories; category += 1) {
        if (aside[category]) continue
        const free = groups[Look.free * categories + category]!
        if (detail === 'disc') paintSpill(brush, free, theme.categories[category]!)
        else shineAround(brush, free, theme.categories[category]!)
      }
    }
    for (let key = 0; key < groups.length; key += 1) {
      const group = groups[key]!
      if (group.length === 0) continue
      const look = Math.floor(key / categories) as LookCode
      const category = key % categories
      const paint = theme.categories[category]!
      pen.globalAlpha = aside[category] && !isMine(look) ? ASIDE_ALPHA : 1
      if (detail === 'point') paintPoints(brush, group, look, paint)
      else if (detail === 'disc') paintDiscs(brush, group, look, paint)
      else paintChairs(brush, group, look, paint)
    }
    pen.globalAlpha = 1
    pen.setTransform(1, 0, 0, 1, 0, 0)
  }
}

export type SeatPainter = ReturnType<typeof createSeatPainter>

interface Brush {
  pen: CanvasRenderingContext2D
  plan: SeatShapes
  frame: Frame
  theme: Theme
  /** A usual seat's, in CSS pixels. */
  radius: number
  numbers: boolean
}

const px = ({ plan, frame }: Brush, index: number) => plan.x[index]! * frame.scale - frame.originX
const py = ({ plan, frame }: Brush, index: number) => plan.y[index]! * frame.scale - frame.originY
const pr = ({ plan, frame }: Brush, index: number) => plan.radius[index]! * frame.scale

function disc(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.arc(x, y, r, 0, TURN)
  pen.fill()
}

/** A distant seat's light is one pale disc about it. */
const DISC_SPILL = 1.5
/** From here on a disc shows that it is lit from the stage, in CSS pixels. */
const SHINY_RADIUS = 3.6

/** How far a free seat's light reaches, in radii. The tiles repaint this much around a change. */
export const SPILL = 1.7

function paintSpill(brush: Brush, group: readonly number[], paint: CategoryPaint): void {
  brush.pen.fillStyle = paint.spill
  for (const index of group) {
    disc(brush.pen, px(brush, index), py(brush, index), pr(brush, index) * DISC_SPILL)
  }
}

/** Near by, two discs would show their edges. */
function shineAround(brush: Brush, group: readonly number[], paint: CategoryPaint): void {
  const sprite = lightSprite(paint.spillColor)
  for (const index of group) {
    const reach = pr(brush, index) * SPILL
    brush.pen.drawImage(sprite, px(brush, index) - reach, py(brush, index) - reach, 2 * reach, 2 * reach)
  }
}

function paintPoints(brush: Brush, group: readonly number[], look: LookCode, paint: CategoryPaint): void {
  const { pen, theme } = brush
  const [fill, share] = {
    [Look.free]: [paint.lit, 1.02] as const,
    [Look.held]: [paint.held, 0.62] as const,
    [Look.sold]: [theme.sold, 0.66] as const,
    [Look.blocked]: [theme.blocked, 0.4] as const,
    [Look.selected]: [theme.selected, 1.25] as const,
    [Look.ownHeld]: [theme.own, 1.25] as const,
    [Look.ownSold]: [theme.own, 1.25] as const,
    [Look.unknown]: [theme.sold, 0.9] as const,
  }[look]
  pen.fillStyle = fill
  for (const index of group) {
    const [x, y, r] = [px(brush, index), py(brush, index), pr(brush, index) * share]
    // Below a pixel a square looks the same as a disc and costs half.
    if (r < 1) pen.fillRect(x - r, y - r, 2 * r, 2 * r)
    else disc(pen, x, y, r)
  }
}

function paintDiscs(brush: Brush, group: readonly number[], look: LookCode, paint: CategoryPaint): void {
  const { pen, plan, theme } = brush
  for (const index of group) {
    const [x, y, r] = [px(brush, index), py(brush, index), pr(brush, index)]
    if (look === Look.free) {
      pen.fillStyle = paint.lit
      if (plan.marks[index]! & Mark.accessible) {
        pen.beginPath()
        pen.roundRect(x - r, y - r, 2 * r, 2 * r, r * 0.4)
        pen.fill()
        pen.fillStyle = pen.strokeStyle = paint.ink
        pen.lineWidth = r * 0.16
        if (r > 4 * brush.frame.ratio) wheelchair(pen, x, y, r)
      } else {
        disc(pen, x, y, r)
        const towards = plan.facing[index]!
        if (plan.marks[index]! & Mark.restrictedView) halfShade(pen, x, y, r, towards, theme.shade)
        else if (brush.radius >= SHINY_RADIUS) {
          pen.fillStyle = paint.bright
          disc(pen, x + Math.cos(towards) * r * 0.34, y + Math.sin(towards) * r * 0.34, r * 0.4)
        }
      }
    } else if (look === Look.held) {
      pen.strokeStyle = paint.held
      pen.lineWidth = r * 0.3
      pen.beginPath()
      pen.arc(x, y, r * 0.72, 0, TURN)
      pen.stroke()
    } else if (look === Look.sold || look === Look.unknown) {
      pen.fillStyle = theme.sold
      disc(pen, x, y, r * 0.86)
      if (look === Look.unknown) continue
      pen.strokeStyle = theme.soldMark
      pen.lineWidth = r * 0.2
      cross(pen, x, y, r * 0.3)
    } else if (look === Look.blocked) {
      pen.strokeStyle = theme.blocked
      pen.lineWidth = r * 0.3
      dash(pen, x, y, r * 0.45)
    } else {
      const [body, ink] = bodyOf(theme, look)
      pen.fillStyle = body
      disc(pen, x, y, r * 1.15)
      pen.strokeStyle = theme.ownRing
      pen.lineWidth = r * 0.16
      pen.stroke()
      mark(pen, x, y, r, look, ink)
    }
  }
}

function paintChairs(brush: Brush, group: readonly number[], look: LookCode, paint: CategoryPaint): void {
  const { pen, plan, theme } = brush
  for (const index of group) {
    const [x, y, r] = [px(brush, index), py(brush, index), pr(brush, index)]
    const towards = plan.facing[index]!
    const marks = plan.marks[index]!
    if (look === Look.blocked) {
      pen.strokeStyle = theme.blocked
      pen.lineWidth = r * 0.2
      dash(pen, x, y, r * 0.42)
      continue
    }
    // In the chair's own coordinates the stage is up.
    const [cos, sin] = [Math.cos(towards + Math.PI / 2), Math.sin(towards + Math.PI / 2)]
    pen.setTransform(cos, sin, -sin, cos, x, y)
    const mine = isMine(look)
    const [body, ink] = mine ? bodyOf(theme, look) : [paint.lit, paint.ink]
    if (look === Look.free) chair(pen, r, paint.deep, paint.lit, paint.bright)
    else if (look === Look.sold || look === Look.unknown) chair(pen, r * 0.94, theme.sold, theme.sold)
    else if (look === Look.held) heldChair(pen, r, paint.held)
    else ownChair(pen, r * 1.1, body, theme.ownRing)
    if (look === Look.free && marks & Mark.restrictedView) {
      pen.fillStyle = theme.shade
      pen.beginPath()
      pen.roundRect(0, -0.94 * r, 0.68 * r, 1.48 * r, [0, 0.4 * r, 0.4 * r, 0])
      pen.fill()
    }
    pen.setTransform(1, 0, 0, 1, 0, 0)
    const [mx, my] = [x + Math.cos(towards) * r * 0.18, y + Math.sin(towards) * r * 0.18]
    if (look === Look.sold) {
      pen.strokeStyle = theme.soldMark
      pen.lineWidth = r * 0.13
      cross(pen, mx, my, r * 0.26)
    } else if (mine) mark(pen, x, y, r, look, ink)
    else if (look === Look.free && marks & Mark.accessible) {
      pen.fillStyle = pen.strokeStyle = ink
      pen.lineWidth = r * 0.14
      wheelchair(pen, mx, my, r * 0.86)
    } else if (look === Look.free && brush.numbers) {
      number(brush, mx, my, r, plan.numbers[index] ?? '', ink)
    }
    if (marks & Mark.companion && look === Look.free)
      plus(pen, x + r * 0.8, y - r * 0.8, r * 0.3, theme, ink, body)
  }
}

/** An armchair from above: cushion, arms, back. Nothing overlaps, so that it can be painted translucent. */
function chair(
  pen: CanvasRenderingContext2D,
  r: number,
  frame: string,
  cushion: string,
  front?: string,
): void {
  pen.fillStyle = frame
  pen.beginPath()
  pen.roundRect(-0.98 * r, -0.42 * r, 0.24 * r, 0.98 * r, 0.12 * r)
  pen.roundRect(0.74 * r, -0.42 * r, 0.24 * r, 0.98 * r, 0.12 * r)
  pen.roundRect(-0.84 * r, 0.62 * r, 1.68 * r, 0.36 * r, 0.18 * r)
  pen.fill()
  pen.fillStyle = cushion
  pen.beginPath()
  pen.roundRect(-0.68 * r, -0.94 * r, 1.36 * r, 1.48 * r, 0.4 * r)
  pen.fill()
  if (!front) return
  pen.fillStyle = front
  pen.beginPath()
  pen.roundRect(-0.44 * r, -0.86 * r, 0.88 * r, 0.15 * r, 0.075 * r)
  pen.fill()
}

function ownChair(pen: CanvasRenderingContext2D, r: number, body: string, line: string): void {
  pen.fillStyle = body
  pen.strokeStyle = line
  pen.lineWidth = r * 0.12
  pen.beginPath()
  pen.roundRect(-0.94 * r, -0.94 * r, 1.88 * r, 1.88 * r, 0.5 * r)
  pen.fill()
  pen.stroke()
}

/** Somebody stands before it and thinks: an empty outline, broken, with a dot in it. */
function heldChair(pen: CanvasRenderingContext2D, r: number, line: string): void {
  pen.strokeStyle = pen.fillStyle = line
  pen.lineWidth = r * 0.15
  pen.setLineDash([r * 0.34, r * 0.3])
  pen.beginPath()
  pen.roundRect(-0.82 * r, -0.8 * r, 1.64 * r, 1.64 * r, 0.44 * r)
  pen.stroke()
  pen.setLineDash([])
  disc(pen, 0, 0, r * 0.2)
}

function halfShade(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  r: number,
  towards: number,
  shade: string,
): void {
  pen.fillStyle = shade
  pen.beginPath()
  pen.arc(x, y, r, towards, towards + Math.PI)
  pen.fill()
}

const bodyOf = (theme: Theme, look: LookCode): readonly [body: string, ink: string] =>
  look === Look.selected ? [theme.selected, theme.selectedInk] : [theme.own, theme.ownInk]

function mark(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  r: number,
  look: LookCode,
  ink: string,
): void {
  pen.strokeStyle = pen.fillStyle = ink
  pen.lineWidth = r * 0.2
  if (look === Look.selected) check(pen, x, y, r)
  else if (look === Look.ownSold) star(pen, x, y, r)
  else {
    pen.lineWidth = r * 0.15
    clock(pen, x, y, r)
  }
}

function number(brush: Brush, x: number, y: number, r: number, text: string, ink: string): void {
  const { pen, theme } = brush
  const size = r * (text.length > 2 ? 0.66 : 0.86)
  pen.font = `650 ${size.toFixed(1)}px ${theme.font}`
  pen.textAlign = 'center'
  pen.textBaseline = 'alphabetic'
  pen.fillStyle = ink
  // Digits are as high as capitals: 0.72 of the size in nearly every typeface.
  pen.fillText(text, x, y + size * 0.36)
}

/** The seat for whoever comes along with the wheelchair place beside it. */
function plus(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  r: number,
  theme: Theme,
  ink: string,
  body: string,
): void {
  pen.fillStyle = theme.dark ? body : ink
  disc(pen, x, y, r)
  pen.strokeStyle = theme.dark ? ink : body
  pen.lineWidth = r * 0.3
  dash(pen, x, y, r * 0.5)
  pen.beginPath()
  pen.moveTo(x, y - r * 0.5)
  pen.lineTo(x, y + r * 0.5)
  pen.stroke()
}
