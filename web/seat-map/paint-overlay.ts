import { shine } from './light-sprite.ts'
import type { Frame, Scene, SeatPainter } from './paint-seats.ts'
import { Look } from './seat-look.ts'
import type { ZoneFloor } from './zone-floor.ts'

/** What the visitor does at this moment, drawn over the tiles in every frame. */
export interface Attention {
  /** Indexes of everything of theirs. */
  mine: readonly number[]
  hovered: number
  focused: number
  hoveredZone: number
}

/** Own seats are found from afar: never smaller than this, in CSS pixels. */
const PIN_RADIUS = 5
const TURN = 2 * Math.PI

export function paintOverlay(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  frame: Frame,
  attention: Attention,
  floors: readonly ZoneFloor[],
  paintSeats: SeatPainter,
): void {
  const { plan, theme, looks } = scene
  const { ratio } = frame
  const x = (index: number) => plan.x[index]! * frame.scale - frame.originX
  const y = (index: number) => plan.y[index]! * frame.scale - frame.originY
  const r = (index: number) => plan.radius[index]! * frame.scale

  function ring(index: number, radius: number, color: string, width: number): void {
    pen.strokeStyle = color
    pen.lineWidth = width * ratio
    pen.beginPath()
    pen.arc(x(index), y(index), radius, 0, TURN)
    pen.stroke()
  }

  const floor = floors[attention.hoveredZone]
  if (floor) {
    pen.save()
    pen.setTransform(frame.scale, 0, 0, frame.scale, -frame.originX, -frame.originY)
    pen.globalAlpha = theme.dark ? 0.1 : 0.07
    pen.strokeStyle = pen.fillStyle = theme.text
    pen.lineWidth = 2 * floor.margin
    pen.lineJoin = pen.lineCap = 'round'
    pen.fill(floor.path)
    // The outline's inner half lies on what is filled already: only its outer half is wanted.
    const { left, top, right, bottom } = floor.box
    const around = new Path2D(floor.path)
    around.rect(left, top, right - left, bottom - top)
    pen.clip(around, 'evenodd')
    pen.stroke(floor.path)
    pen.restore()
  }

  for (const index of attention.mine) {
    const radius = r(index)
    pen.globalAlpha = theme.dark ? 0.5 : 0.34
    pen.globalCompositeOperation = theme.dark ? 'lighter' : 'source-over'
    shine(pen, theme.ownGlow, x(index), y(index), Math.max(radius * 2.7, PIN_RADIUS * 3 * ratio))
    pen.globalCompositeOperation = 'source-over'
    pen.globalAlpha = 1
  }
  // The halo lies over the seat's neighbours; the seat itself comes through, as a pin if it is far away.
  paintSeats(pen, scene, frame, attention.mine)
  for (const index of attention.mine) {
    if (r(index) >= PIN_RADIUS * ratio) continue
    pen.fillStyle = looks[index] === Look.selected ? theme.selected : theme.own
    pen.beginPath()
    pen.arc(x(index), y(index), PIN_RADIUS * ratio, 0, TURN)
    pen.fill()
    ring(index, (PIN_RADIUS + 0.8) * ratio, theme.textHalo, 1.6)
  }
  if (attention.hovered >= 0) {
    ring(attention.hovered, Math.max(r(attention.hovered) * 1.28, 5 * ratio), theme.text, 2)
  }
  if (attention.focused >= 0) {
    const reach = Math.max(r(attention.focused) * 1.42, 9 * ratio)
    ring(attention.focused, reach, theme.textHalo, 6)
    ring(attention.focused, reach, theme.focus, 3)
  }
}
