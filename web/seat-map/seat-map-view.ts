import type { LiveStore } from '../live/live-store.ts'
import type { SeatChanges } from '../live/seat-states.ts'
import { type Box, contains, grown } from './box.ts'
import { type Insets, noInsets, type Size, toScreen } from './camera.ts'
import { COMFORTABLE_RADIUS, LARGEST_RADIUS } from './detail.ts'
import { createFloorLabels, type FloorTexts } from './floor-labels.ts'
import { createGlows } from './glow.ts'
import { createMotion } from './motion.ts'
import { createHousePainter } from './paint-house.ts'
import { type Attention, paintOverlay } from './paint-overlay.ts'
import { createSeatPainter, type Frame, type Scene, SPILL } from './paint-seats.ts'
import { FLOOR_STEPS } from './paint-shapes.ts'
import type { PlanIndex } from './plan-index.ts'
import { isInside } from './plan-shape.ts'
import { Look, type LookCode, lookOf, type Mine } from './seat-look.ts'
import { createSeatTally } from './seat-tally.ts'
import type { Theme } from './theme.ts'
import { createTilePyramid } from './tile-pyramid.ts'
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
const BUDGET_MOVING = 4_500
const BUDGET_RESTING = 9_000
/** How often floors are repainted to be lighter or darker. Their light changes slowly, and tiles are dear. */
const FLOOR_MS = 1_500
const SHARPEST_RATIO = 3
/** A gesture may go on after a pause as short as this. */
const SETTLE_MS = 110

/** The map on its canvas, without React: what is seen, what moves, what changes. */
export function createSeatMapView(options: SeatMapViewOptions) {
  const { canvas, plan, live, still } = options
  const pen = canvas.getContext('2d', { alpha: false })!
  const tally = createSeatTally(plan)
  const floors = layFloors(plan)
  const paintSeats = createSeatPainter()
  const paintHouse = createHousePainter(plan, floors)
  const drawLabels = createFloorLabels(plan, floors)
  const glows = createGlows()
  const scene: Scene = {
    plan,
    theme: options.theme,
    looks: new Uint8Array(plan.places),
    aside: new Uint8Array(plan.categories.length),
  }
  const levels = {
    zones: new Uint8Array(plan.zones.length),
    standing: new Uint8Array(plan.standing.length),
  }
  const attention: Attention = { mine: [], hovered: -1, focused: -1, hoveredZone: -1 }
  let mine: Mine = { selected: new Set(), ownHeld: new Set(), ownSold: new Set() }
  let size: Size = { width: 0, height: 0 }
  let ratio = 1
  let painted = false
  let asked = 0
  let floorsAt = 0
  let movedAt = Number.NEGATIVE_INFINITY
  let scaledAt = Number.NEGATIVE_INFINITY

  const largest = () => LARGEST_RADIUS / plan.usualRadius
  const motion = createMotion(
    { box: plan.box, size: { width: 1, height: 1 }, insets: noInsets, nearest: largest() },
    still,
  )

  const reach = Math.max(plan.usualRadius, ...sample(plan)) * SPILL
  const visible: number[] = []
  const tiles = createTilePyramid(
    {
      paint(context, frame, area) {
        paintHouse(context, scene.theme, levels, frame, area)
        visible.length = 0
        plan.grid.visit(grown(area, reach), (index) => void visible.push(index))
        paintSeats(context, scene, frame, visible)
      },
      cost(frame, area) {
        let seats = 0
        plan.grid.visit(area, () => void (seats += 1))
        const radius = (plan.usualRadius * frame.scale) / frame.ratio
        return 1_200 + seats * (radius < 2.7 ? 2.2 : radius < 6.5 ? 6 : 15)
      },
    },
    plan.box,
  )

  readStates()
  const stopListening = live.onChanges(receive)

  /** Before the first picture of the house arrives, nobody knows. */
  function state(index: number): number {
    return live.states[index] ?? Look.unknown
  }

  function readStates(): void {
    for (const index of plan.seats) scene.looks[index] = lookOf(index, state(index), mine)
    tally.recount(live.states)
    lightFloors()
    glows.clear()
    tiles.spoil()
    ask()
  }

  function receive(changes: SeatChanges): void {
    if (changes.whole) {
      readStates()
      return
    }
    const now = performance.now()
    for (let k = 0; k < changes.indexes.length; k += 1) {
      const index = changes.indexes[k]!
      tally.change(index, changes.before[k]!, state(index))
      look(index, now)
    }
    ask()
  }

  /** Shows a seat as it is now, and lights it up if that is new. */
  function look(index: number, now: number): void {
    if (index >= plan.places || plan.standingOf[index]! >= 0) return
    const before = scene.looks[index] as LookCode
    const after = lookOf(index, state(index), mine)
    if (before === after) return
    scene.looks[index] = after
    tiles.touch(seatBox(index), true)
    if (!still() && document.visibilityState === 'visible') glows.add(index, before, after, now)
  }

  function seatBox(index: number): Box {
    const r = plan.radius[index]! * SPILL
    const [x, y] = [plan.x[index]!, plan.y[index]!]
    return { left: x - r, top: y - r, right: x + r, bottom: y + r }
  }

  /** Floors brighten and darken with what is left on them, in steps. */
  function lightFloors(): boolean {
    let changed = false
    for (const [number, { seats }] of plan.zones.entries()) {
      const step = stepOf(tally.zoneFree[number]!, seats.length)
      if (levels.zones[number] === step) continue
      levels.zones[number] = step
      tiles.touch(floors[number]!.box, false)
      changed = true
    }
    for (const [number, { units, shape }] of plan.standing.entries()) {
      const step = stepOf(tally.standingFree[number]!, units.length)
      if (levels.standing[number] === step) continue
      levels.standing[number] = step
      tiles.touch(shape.box, false)
      changed = true
    }
    return changed
  }

  function ask(): void {
    if (asked === 0) asked = requestAnimationFrame(frame)
  }

  function frame(): void {
    asked = 0
    const now = performance.now()
    if (size.width < 1 || size.height < 1) return
    const moved = motion.advance(now)
    if (!motion.isMoving() && now - floorsAt > FLOOR_MS) {
      floorsAt = now
      lightFloors()
    }
    const view = motion.view()
    const scale = view.scale * ratio
    const window = {
      scale,
      ratio,
      left: view.x - canvas.width / 2 / scale,
      top: view.y - canvas.height / 2 / scale,
      width: canvas.width,
      height: canvas.height,
      scaling: motion.isScaling() || now - scaledAt < SETTLE_MS,
    }
    const onCanvas: Frame = {
      scale,
      ratio,
      originX: Math.round(window.left * scale),
      originY: Math.round(window.top * scale),
    }
    pen.setTransform(1, 0, 0, 1, 0, 0)
    const moving = moved || now - movedAt < SETTLE_MS
    const budget = !painted ? Number.POSITIVE_INFINITY : moving ? BUDGET_MOVING : BUDGET_RESTING
    const pending = tiles.draw(pen, window, budget)
    painted = true
    glows.draw(pen, scene, onCanvas, now)
    drawLabels(pen, scene.theme, onCanvas, options.texts)
    paintOverlay(pen, scene, onCanvas, attention, floors, paintSeats)
    options.onFrame()
    if (pending || glows.any || motion.isMoving() || window.scaling) ask()
  }

  const flyTo = (x: number, y: number, scale: number) => {
    motion.flyTo({ x, y, scale }, performance.now())
    ask()
  }

  return {
    plan,
    motion,
    tally,
    looks: scene.looks,

    /** CSS pixels. The canvas gets as many pixels as the screen has, up to three a CSS pixel. */
    resize(next: Size, insets: Insets, deviceRatio: number): void {
      size = next
      ratio = Math.min(SHARPEST_RATIO, Math.max(1, deviceRatio))
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      motion.resize(size, insets, largest())
      tiles.setBase(motion.fit().scale * ratio, ratio)
      // A canvas that got another size is empty until it is painted.
      cancelAnimationFrame(asked)
      frame()
    },

    /** The gestures have moved the view; `scaling` if that changed the scale. */
    moved(scaling: boolean): void {
      movedAt = performance.now()
      if (scaling) scaledAt = movedAt
      ask()
    },

    setMine(next: Mine): void {
      const before = mine
      mine = next
      const now = performance.now()
      const touched = new Set<number>()
      for (const each of [before, next]) {
        for (const set of [each.selected, each.ownHeld, each.ownSold])
          for (const index of set) touched.add(index)
      }
      for (const index of touched) look(index, now)
      attention.mine = [...new Set([...next.ownSold, ...next.ownHeld, ...next.selected])].filter(
        (index) => index < plan.places && plan.standingOf[index]! < 0,
      )
      ask()
    },

    /** Names of the categories to show; all others step aside. `null` shows all. */
    setFilter(names: ReadonlySet<string> | null): void {
      for (const [number, { name }] of plan.categories.entries()) {
        scene.aside[number] = names && !names.has(name) ? 1 : 0
      }
      tiles.spoil()
      ask()
    },

    setTheme(theme: Theme): void {
      scene.theme = theme
      tiles.spoil()
      ask()
    },

    setAttention(next: Partial<Attention>): void {
      Object.assign(attention, next)
      ask()
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

    /** A usual seat's radius as it is seen now, in CSS pixels. */
    seatRadius: () => plan.usualRadius * motion.view().scale,
    screenOf: (index: number) => toScreen(motion.view(), size, plan.x[index]!, plan.y[index]!),

    zoomBy(factor: number, at?: { x: number; y: number }): void {
      motion.zoomBy(factor, performance.now(), at)
      ask()
    },
    fit(): void {
      motion.flyToFit(performance.now())
      ask()
    },
    /** Near enough to choose a seat about this plan point. */
    approach(x: number, y: number): void {
      flyTo(x, y, Math.max(motion.view().scale, COMFORTABLE_RADIUS / plan.usualRadius))
    },
    /** Brings a seat into view, without more movement than it takes. */
    reveal(index: number): void {
      const at = toScreen(motion.view(), size, plan.x[index]!, plan.y[index]!)
      const { insets } = motion.bounds()
      const edge = 48
      const inView =
        at.x > insets.left + edge &&
        at.x < size.width - insets.right - edge &&
        at.y > insets.top + edge &&
        at.y < size.height - insets.bottom - edge
      if (!inView || motion.view().scale * plan.usualRadius < 5) {
        flyTo(
          plan.x[index]!,
          plan.y[index]!,
          Math.max(motion.view().scale, COMFORTABLE_RADIUS / plan.usualRadius),
        )
      }
    },
    lookAt(x: number, y: number): void {
      motion.lookAt(x, y)
      ask()
    },
    categoryColor: (category: number) => scene.theme.categories[category]!.lit,
    drawMiniMap: tiles.drawBase,
    ask,
    destroy(): void {
      cancelAnimationFrame(asked)
      asked = -1
      stopListening()
    },
  }
}

export type SeatMapView = ReturnType<typeof createSeatMapView>

const stepOf = (free: number, all: number): number => (all === 0 ? 0 : Math.ceil((free / all) * FLOOR_STEPS))

/** Radii of a hundred seats: enough to meet every kind of seat without a spread of 20,000 arguments. */
function sample(plan: PlanIndex): number[] {
  const step = Math.max(1, Math.floor(plan.seats.length / 100))
  const radii: number[] = []
  for (let k = 0; k < plan.seats.length; k += step) radii.push(plan.radius[plan.seats[k]!]!)
  return radii
}
