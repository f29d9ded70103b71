import { type Box, meets } from './box.ts'
import { zoneNameAlpha } from './detail.ts'
import type { Frame } from './paint-seats.ts'
import type { PlanIndex } from './plan-index.ts'
import { createTextSprites } from './text-sprite.ts'
import type { Theme } from './theme.ts'
import type { ZoneFloor } from './zone-floor.ts'

/** What stands over a floor: its name, and how much is left. */
export interface FloorTexts {
  zone(number: number): readonly [name: string, left: string]
  standing(number: number): readonly [name: string, left: string]
}

/** Counts are read this often: faster than anybody reads them. While a gesture changes the scale, nobody does. */
const TEXTS_MS = 400
const TEXTS_SCALING_MS = 5_000
const AIR_PX = 3

/** For texts not seen before, in one frame: outlining one takes a phone two or three milliseconds, measuring one a fifth. */
const NEW_TEXTS_MS = 4

/**
 * Names of zones over the seats while seats are too small to tell apart, and of standing areas always. They keep their
 * size whatever the zoom, shorten or vanish where the floor is too small for them, and never overlap.
 */
export function createFloorLabels(plan: PlanIndex, floors: readonly ZoneFloor[]) {
  const sprites = createTextSprites()
  const bySize = plan.zones
    .map((zone, number) => ({ number, seats: zone.seats.length }))
    .filter(({ seats }) => seats > 0)
    .sort((a, b) => b.seats - a.seats)

  let zoneTexts: (readonly [string, string])[] = []
  let standingTexts: (readonly [string, string])[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let isBehind = true
  let isUnfinished = false

  function read(texts: FloorTexts, now: number): void {
    readAt = now
    isBehind = false
    zoneTexts = plan.zones.map((_, number) => texts.zone(number))
    standingTexts = plan.standing.map((_, number) => texts.standing(number))
  }

  function draw(
    pen: CanvasRenderingContext2D,
    theme: Theme,
    frame: Frame,
    texts: FloorTexts,
    now: number,
    scaling: boolean,
  ): void {
    if (isBehind && now - readAt > (scaling ? TEXTS_SCALING_MS : TEXTS_MS)) read(texts, now)
    const { ratio, scale } = frame
    const taken: Box[] = []
    const until = performance.now() + NEW_TEXTS_MS
    isUnfinished = false
    const view = { left: 0, top: 0, right: pen.canvas.width, bottom: pen.canvas.height }
    const alpha = zoneNameAlpha((plan.usualRadius * scale) / ratio)

    /** With what is left, if the floor has room for it; else the name; else nothing. */
    function place(x: number, y: number, room: Box, name: string, left: string): void {
      const [wide, high] = [(room.right - room.left) * scale, (room.bottom - room.top) * scale]
      // A narrow floor with nothing beside it may have a name wider than itself.
      const most = Math.max(wide * 1.05, hasNumber(name) ? 0 : wide * 2.8)
      for (const second of [left, '']) {
        const sprite = sprites.get(theme, ratio, name, second)
        // The name of the next floor matters more than what is left on this one.
        if (sprite.width > (second && hasNumber(name) ? wide * 0.96 : most) || sprite.height > high * 1.1)
          continue
        // Lines have air above and below that may overlap.
        const [halfWidth, halfHeight] = [sprite.width / 2, sprite.height / 2 - AIR_PX * ratio]
        const box = { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight }
        if (!meets(box, view)) return
        if (taken.some((other) => meets(box, other))) continue
        taken.push(box)
        if (!sprite.isOutlined && performance.now() > until) {
          isUnfinished = true
          return
        }
        const canvas = sprite.canvas()
        pen.drawImage(canvas, Math.round(x - canvas.width / 2), Math.round(y - canvas.height / 2))
        return
      }
    }

    for (const [number, { shape }] of plan.standing.entries()) {
      const [name, left] = standingTexts[number]!
      const { x, y } = shape.centre
      place(x * scale - frame.originX, y * scale - frame.originY, shape.box, name, left)
    }
    if (alpha === 0) return
    pen.globalAlpha = alpha
    // All or none: “Block 106” beside “107” would look like two kinds of block.
    let short = false
    for (const { number } of bySize) {
      const [name] = zoneTexts[number]!
      const { box } = floors[number]!
      if (!hasNumber(name)) continue
      if (performance.now() > until) {
        isUnfinished = true
        pen.globalAlpha = 1
        return
      }
      short = sprites.get(theme, ratio, name, '').width > (box.right - box.left) * scale
      if (short) break
    }
    for (const { number } of bySize) {
      const { box, anchor } = floors[number]!
      const [name, left] = zoneTexts[number]!
      place(
        anchor.x * scale - frame.originX,
        anchor.y * scale - frame.originY,
        box,
        short ? shortName(name) : name,
        left,
      )
    }
    pen.globalAlpha = 1
  }

  return {
    draw,
    /** A count has changed: it is read again soon, or at once if everything has. */
    changed(everything: boolean): void {
      isBehind = true
      if (everything) readAt = Number.NEGATIVE_INFINITY
    },
    /** Whether there is something newer to show than what was drawn. */
    get isBehind(): boolean {
      return isBehind || isUnfinished
    },
  }
}

const hasNumber = (name: string): boolean => /(^| )\S*\d\S*$/.test(name)

/** “Block 112” is still known as “112”; “Boxes left” is not “left”. */
const shortName = (name: string): string => (hasNumber(name) ? name.split(' ').at(-1)! : name)
