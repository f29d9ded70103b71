import {
  between,
  type CameraBounds,
  fitting,
  type Insets,
  type Size,
  toPlan,
  type View,
  within,
  zoomedAbout,
} from './camera.ts'

type Course =
  | { kind: 'flight'; from: View; to: View; startedAt: number; ms: number }
  /** Thrown: CSS pixels a millisecond. */
  | { kind: 'glide'; vx: number; vy: number; at: number }
  /** A mouse wheel's steps, drawn together into one movement about the pointer. */
  | { kind: 'wheel'; scale: number; x: number; y: number; at: number }

const FLIGHT_MS = 340
/** A thrown map loses two thirds of its speed in this time. */
const GLIDE_MS = 300
const SLOWEST = 0.02
const WHEEL_MS = 55

/** The view over time: dragged, thrown, zoomed, flown. Time is an argument, so that a test can be the clock. */
export function createMotion(initial: CameraBounds, still: () => boolean) {
  let bounds = initial
  let view = fitting(bounds.box, bounds)
  let course: Course | undefined
  /** Whether the visitor has looked anywhere else than at the whole. */
  let untouched = true

  const set = (next: View) => {
    view = within(next, bounds)
    untouched = false
  }

  return {
    view: (): View => view,
    bounds: (): CameraBounds => bounds,
    fit: (): View => fitting(bounds.box, bounds),
    isMoving: () => course !== undefined,
    isScaling: () => course !== undefined && course.kind !== 'glide',

    resize(size: Size, insets: Insets, nearest: number): void {
      bounds = { ...bounds, size, insets, nearest }
      view = untouched ? fitting(bounds.box, bounds) : within(view, bounds)
    },

    panBy(dx: number, dy: number): void {
      course = undefined
      set({ ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale })
    },

    /** At once, at the same scale. */
    lookAt(x: number, y: number): void {
      course = undefined
      set({ ...view, x, y })
    },

    /** A pinch: the plan point that was under `from` comes under `to`. */
    pinch(from: { x: number; y: number }, to: { x: number; y: number }, factor: number): void {
      course = undefined
      const zoomed = zoomedAbout(
        view,
        bounds.size,
        from.x,
        from.y,
        within({ ...view, scale: view.scale * factor }, bounds).scale,
      )
      set({
        ...zoomed,
        x: zoomed.x - (to.x - from.x) / zoomed.scale,
        y: zoomed.y - (to.y - from.y) / zoomed.scale,
      })
    },

    wheel(x: number, y: number, factor: number, now: number): void {
      const from = course?.kind === 'wheel' ? course.scale : view.scale
      const { scale } = within({ ...view, scale: from * factor }, bounds)
      if (still()) {
        course = undefined
        set(zoomedAbout(view, bounds.size, x, y, scale))
      } else course = { kind: 'wheel', scale, x, y, at: course?.kind === 'wheel' ? course.at : now }
    },

    throw(vx: number, vy: number, now: number): void {
      if (Math.hypot(vx, vy) > SLOWEST && !still()) course = { kind: 'glide', vx, vy, at: now }
    },

    flyTo(to: View, now: number): void {
      const target = within(to, bounds)
      untouched = false
      if (still()) {
        view = target
        course = undefined
      } else course = { kind: 'flight', from: view, to: target, startedAt: now, ms: FLIGHT_MS }
    },

    flyToFit(now: number): void {
      this.flyTo(fitting(bounds.box, bounds), now)
      untouched = true
    },

    zoomBy(factor: number, now: number, at?: { x: number; y: number }): void {
      const from = course?.kind === 'flight' ? course.to : view
      const { width, height } = bounds.size
      const { scale } = within({ ...from, scale: from.scale * factor }, bounds)
      this.flyTo(zoomedAbout(from, bounds.size, at?.x ?? width / 2, at?.y ?? height / 2, scale), now)
    },

    stop(): void {
      course = undefined
    },

    /** Moves on to `now`. Says whether the view changed. */
    advance(now: number): boolean {
      if (!course) return false
      if (course.kind === 'flight') {
        const share = Math.min(1, Math.max(0, (now - course.startedAt) / course.ms))
        view = share === 1 ? course.to : between(course.from, course.to, 1 - (1 - share) ** 3)
        if (share === 1) course = undefined
        return true
      }
      const passed = Math.max(0, now - course.at)
      course.at = now
      if (course.kind === 'wheel') {
        const near = Math.exp(-passed / WHEEL_MS)
        const { scale, x, y } = course
        const reached = scale * (view.scale / scale) ** near
        const done = Math.abs(reached / scale - 1) < 0.002
        set(zoomedAbout(view, bounds.size, x, y, done ? scale : reached))
        if (done) course = undefined
        return true
      }
      const kept = Math.exp(-passed / GLIDE_MS)
      const way = GLIDE_MS * (1 - kept)
      set({ ...view, x: view.x - (course.vx * way) / view.scale, y: view.y - (course.vy * way) / view.scale })
      course.vx *= kept
      course.vy *= kept
      if (Math.hypot(course.vx, course.vy) < SLOWEST) course = undefined
      return true
    },

    toPlan: (x: number, y: number) => toPlan(view, bounds.size, x, y),
  }
}

export type Motion = ReturnType<typeof createMotion>
