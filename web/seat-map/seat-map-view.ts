import type { LiveStore } from '../live/live-store.ts'
import { contains } from './box.ts'
import { type Insets, noInsets, type Size, toScreen } from './camera.ts'
import { css } from './color.ts'
import { COMFORTABLE_RADIUS, LARGEST_RADIUS } from './detail.ts'
import { createFloorLabels, type FloorTexts } from './floor-labels.ts'
import { createFrameCall } from './frame-call.ts'
import { createFramePace } from './frame-pace.ts'
import { createGlows } from './glow.ts'
import { createHouseState } from './house-state.ts'
import { createHouseTiles } from './house-tiles.ts'
import { createMotion } from './motion.ts'
import { createHousePainter } from './paint-house.ts'
import { type Attention, paintOverlay } from './paint-overlay.ts'
import { createSeatPainter, type Frame } from './paint-seats.ts'
import type { PlanIndex } from './plan-index.ts'
import { isInside } from './plan-shape.ts'
import type { Mine } from './seat-look.ts'
import type { Theme } from './theme.ts'
import { layFloors } from './zone-floor.ts'

export interface SeatMapViewOptions {
  canvas: HTMLCanvasElement
  plan: PlanIndex
  live: LiveStore
  theme: Theme
  texts: FloorTexts
  /** Whether the visitor has asked for less motion. */
  still: () => boolean
  /** After every painted frame: what lies over the map (mini-map, tooltip) moves along. */
  onFrame: () => void
}

/** Estimated microseconds of painting in one frame: while something moves, and while nothing does. */
const BUDGET_MOVING = 3_200
const BUDGET_SLOW = 1_200
const BUDGET_RESTING = 9_000
/**
 * While the page around it is being built too, so that a tap on it is answered. The first frames run code that has not run
 * before, which takes several times as long.
 */
const BUDGETS_FIRST = [600, 900, 1_400, 2_500] as const
/** How often floors are repainted to be lighter or darker. Their light changes slowly, and tiles are dear. */
const FLOOR_MS = 1_500
const SHARPEST_RATIO = 3
/** A gesture may go on after a pause as short as this. */
const SETTLE_MS = 110
/** A seat nearer to the edge than this is brought in, in CSS pixels. */
const EDGE = 48
/** Seats smaller than this are brought nearer when one of them is to be shown. */
const SMALL_RADIUS = 5

/** The map on its canvas, without React: what is seen, what moves, what changes. */
export function createSeatMapView({ canvas, plan, live, theme, texts, still, onFrame }: SeatMapViewOptions) {
  const pen = canvas.getContext('2d', { alpha: false })!
  const floors = layFloors(plan)
  const paintSeats = createSeatPainter()
  const labels = createFloorLabels(plan, floors)
  const glows = createGlows()
  const pace = createFramePace()
  const attention: Attention = { mine: [], hovered: -1, focused: -1, hoveredZone: -1 }
  const nearest = LARGEST_RADIUS / plan.usualRadius
  const motion = createMotion(
    { box: plan.box, size: { width: 1, height: 1 }, insets: noInsets, nearest },
    still,
  )
  let size: Size = { width: 0, height: 0 }
  let ratio = 1
  let painted = false
  let framesBefore = 0
  let inSight = false
  /** The first picture of a map further down the page is painted in between, and is there when it is come to. */
  const nextFrame = createFrameCall(frame, () => !painted && !inSight)
  /** The next frame shows more than light coming and going. */
  let urgent = true
  let floorsAt = 0
  let movedAt = Number.NEGATIVE_INFINITY
  let scaledAt = Number.NEGATIVE_INFINITY

  const house = createHouseState(plan, live, theme, floors)
  const { scene, tally } = house
  const housePainter = createHousePainter(plan, floors)
  const tiles = createHouseTiles(plan, scene, house.levels, housePainter, paintSeats)
  const stopWatching = house.watch({
    seat(index, before, after) {
      tiles.touchSeat(index)
      labels.changed(false)
      if (!still() && document.visibilityState === 'visible')
        glows.add(index, before, after, performance.now())
      ask()
    },
    floor: tiles.touchArea,
    count() {
      labels.changed(false)
      ask()
    },
    all() {
      labels.changed(true)
      glows.clear()
      tiles.spoil()
      ask(true)
    },
  })

  /** A browser may throw pictures away while nobody looks at them, and does not say which. */
  const refresh = () => {
    if (document.visibilityState !== 'visible') return
    tiles.spoil()
    ask(true)
  }
  document.addEventListener('visibilitychange', refresh)
  canvas.addEventListener('contextrestored', refresh)

  function ask(now = false): void {
    urgent ||= now
    nextFrame.ask()
  }

  function frame(): void {
    if (size.width < 1 || size.height < 1) return
    const now = performance.now()
    const moved = motion.advance(now)
    const scaling = motion.isScaling() || now - scaledAt < SETTLE_MS
    const moving = moved || scaling || now - movedAt < SETTLE_MS
    if (!moving && !urgent && pace.mayWait(now)) {
      ask()
      return
    }
    pace.drawn(now, scaling)
    if (!moving && now - floorsAt > FLOOR_MS) {
      floorsAt = now
      house.lightFloors()
    }
    const drawnRatio = pace.ratio(now, ratio, scaling)
    fitCanvas(drawnRatio)
    const view = motion.view()
    const scale = view.scale * drawnRatio
    const { width, height } = canvas
    const [left, top] = [view.x - width / 2 / scale, view.y - height / 2 / scale]
    const onCanvas: Frame = {
      scale,
      ratio: drawnRatio,
      originX: Math.round(left * scale),
      originY: Math.round(top * scale),
    }
    pen.setTransform(1, 0, 0, 1, 0, 0)
    const unseen = !painted && !inSight
    // Until every tile has been painted once, what is behind them shows.
    if (!painted && !unseen) {
      pen.fillStyle = css(scene.theme.ground)
      pen.fillRect(0, 0, width, height)
    }
    const budget = painted ? paintingBudget(now, moving) : firstBudget()
    const part = { scale, ratio: drawnRatio, left, top, width, height, scaling, unseen }
    const pending = tiles.draw(pen, part, budget)
    if (unseen && pending) {
      nextFrame.ask()
      return
    }
    glows.draw(pen, scene, onCanvas, now)
    if (painted) labels.draw(pen, scene.theme, onCanvas, texts, now, scaling)
    paintOverlay(pen, scene, onCanvas, attention, floors, paintSeats)
    onFrame()
    urgent = pending || moving || !painted
    painted ||= !pending
    if (urgent || glows.any || labels.isBehind) ask()
  }

  function firstBudget(): number {
    const budget = BUDGETS_FIRST[Math.min(framesBefore, BUDGETS_FIRST.length - 1)]!
    framesBefore += 1
    return budget
  }

  function paintingBudget(now: number, moving: boolean): number {
    if (!moving) return BUDGET_RESTING
    return pace.isSlow(now) ? BUDGET_SLOW : BUDGET_MOVING
  }

  /** A canvas that gets another size is empty until it is painted, which is at once. */
  function fitCanvas(pixels: number): void {
    const [width, height] = [Math.round(size.width * pixels), Math.round(size.height * pixels)]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
  }

  const flyTo = (x: number, y: number, scale: number) => {
    motion.flyTo({ x, y, scale }, performance.now())
    ask(true)
  }
  const comfortable = () => Math.max(motion.view().scale, COMFORTABLE_RADIUS / plan.usualRadius)
  const screenOf = (index: number) => toScreen(motion.view(), size, plan.x[index]!, plan.y[index]!)

  return {
    plan,
    motion,
    tally,
    looks: scene.looks,
    screenOf,
    /** A usual seat's radius as it is seen now, in CSS pixels. */
    seatRadius: () => plan.usualRadius * motion.view().scale,
    categoryColor: (category: number) => scene.theme.categories[category]!.lit,
    /** The whole plan in small. Distant seats would pale, so that the floors take on their seats' colour. */
    drawMiniMap(context: CanvasRenderingContext2D): void {
      const { width, height } = context.canvas
      const { left, top, right, bottom } = plan.box
      const scale = Math.min(width / (right - left), height / (bottom - top))
      tiles.drawBase(context, plan.box, width, height)
      context.setTransform(scale, 0, 0, scale, -left * scale, -top * scale)
      context.lineJoin = context.lineCap = 'round'
      context.globalAlpha = 0.3
      for (const floor of floors) {
        context.fillStyle = scene.theme.categories[floor.category]?.lit ?? scene.theme.text
        context.fill(floor.path)
      }
      context.globalAlpha = 1
      context.setTransform(1, 0, 0, 1, 0, 0)
    },

    /** CSS pixels. The canvas gets as many pixels as the screen has, up to three a CSS pixel. */
    resize(next: Size, insets: Insets, deviceRatio: number): void {
      // Hidden: it keeps what it has, and is there at once when it is shown again.
      if (next.width < 1 || next.height < 1) return
      size = next
      ratio = Math.min(SHARPEST_RATIO, Math.max(1, deviceRatio))
      motion.resize(size, insets, nearest)
      tiles.setBase(motion.fit().scale * ratio, ratio)
      nextFrame.cancel()
      // A canvas that gets another size is empty; the first time there is nothing yet that could be missed.
      if (painted) {
        urgent = true
        frame()
      } else ask(true)
    },

    /** Whether any of the map can be seen now. */
    setInSight(now: boolean): void {
      if (inSight === now) return
      inSight = now
      nextFrame.hurry()
    },

    /** A gesture has moved the view; `scaling` if that changed the scale. */
    moved(scaling: boolean): void {
      movedAt = performance.now()
      if (scaling) scaledAt = movedAt
      ask(true)
    },

    setMine(mine: Mine): void {
      house.setMine(mine)
      attention.mine = house.mineOnMap()
      ask(true)
    },
    /** What stands over the floors is worded differently now. */
    reword(): void {
      labels.changed(true)
      ask(true)
    },
    setFilter: house.setFilter,
    setTheme: house.setTheme,
    setAttention(next: Partial<Attention>): void {
      Object.assign(attention, next)
      ask(true)
    },

    /** The seat under a point of the view, allowing for a finger's breadth if `slack` CSS pixels are given. */
    seatAt(x: number, y: number, slack = 0): number {
      const at = motion.toPlan(x, y)
      const room = Math.max(plan.usualRadius * 1.35, slack / motion.view().scale)
      return plan.grid.nearest(at.x, at.y, room)
    },
    standingAt(x: number, y: number): number {
      const at = motion.toPlan(x, y)
      return plan.standing.findIndex(
        ({ shape }) => contains(shape.box, at.x, at.y) && isInside(shape, at.x, at.y),
      )
    },
    zoneAt(x: number, y: number): number {
      const at = motion.toPlan(x, y)
      const seat = plan.grid.nearest(at.x, at.y, plan.usualRadius * 5)
      return seat < 0 ? -1 : plan.zone[seat]!
    },

    /** The zone in the middle of the view, or −1. */
    zoneInView(): number {
      const { x, y } = motion.view()
      const seat = plan.grid.nearest(x, y, plan.usualRadius * 12)
      return seat < 0 ? -1 : plan.zone[seat]!
    },

    zoomBy(factor: number, at?: { x: number; y: number }): void {
      motion.zoomBy(factor, performance.now(), at)
      ask(true)
    },
    fit(): void {
      motion.flyToFit(performance.now())
      ask(true)
    },
    lookAt(x: number, y: number): void {
      motion.lookAt(x, y)
      ask(true)
    },
    /** Near enough to choose a seat about this plan point. */
    approach: (x: number, y: number) => flyTo(x, y, comfortable()),
    /** Brings a seat into view, without more movement than it takes. */
    reveal(index: number): void {
      const { x, y } = screenOf(index)
      const { left, top, right, bottom } = motion.bounds().insets
      const inView =
        x > left + EDGE && x < size.width - right - EDGE && y > top + EDGE && y < size.height - bottom - EDGE
      if (inView && motion.view().scale * plan.usualRadius >= SMALL_RADIUS) return
      flyTo(plan.x[index]!, plan.y[index]!, comfortable())
    },

    destroy(): void {
      nextFrame.end()
      stopWatching()
      document.removeEventListener('visibilitychange', refresh)
      canvas.removeEventListener('contextrestored', refresh)
    },
  }
}

export type SeatMapView = ReturnType<typeof createSeatMapView>
