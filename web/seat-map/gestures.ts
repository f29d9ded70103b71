import type { Motion } from './motion.ts'

export interface GestureListener {
  /** A press without a drag. `touch`: by a finger, which points less well than a mouse or a pen. */
  tap(x: number, y: number, touch: boolean): void
  /** A second tap at the same place; the first has been told already. */
  doubleTap(x: number, y: number): void
  /** The mouse is over the map, or has left it. */
  hover(at: { x: number; y: number } | null): void
  /** Something moved: a frame is wanted. */
  moved(): void
}

interface Touch {
  x: number
  y: number
}

const TAP_MS = 450
const DOUBLE_TAP_MS = 320
const DOUBLE_TAP_REACH = 32
const SLOP = { mouse: 4, pen: 6, touch: 9 } as const
/** The throw is the mean speed over the last moments, not the last event's, which is mostly noise. */
const THROW_MS = 90
/** Wheel events closer than this belong to one gesture, and one gesture does one thing. */
const WHEEL_GESTURE_MS = 220

/** Pointer and wheel events on `host` become movement. Keys are the component's business. */
export function bindGestures(host: HTMLElement, motion: Motion, listener: GestureListener): () => void {
  const touches = new Map<number, Touch>()
  let start: { x: number; y: number; at: number; slop: number; touch: boolean } | undefined
  let dragging = false
  let trail: { x: number; y: number; at: number }[] = []
  let lastTap: { x: number; y: number; at: number } | undefined
  let wheel = { at: 0, does: 'zoom' as 'zoom' | 'pan' | 'pass' }

  const local = (event: MouseEvent): Touch => {
    const { left, top } = host.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  function down(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    const at = local(event)
    motion.stop()
    touches.set(event.pointerId, at)
    if (touches.size > 1) {
      dragging = true
      return
    }
    const kind = event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse'
    start = { ...at, at: event.timeStamp, slop: SLOP[kind], touch: kind === 'touch' }
    dragging = false
    trail = [{ ...at, at: event.timeStamp }]
  }

  function move(event: PointerEvent): void {
    const at = local(event)
    const before = touches.get(event.pointerId)
    if (!before) {
      if (event.pointerType === 'mouse' && touches.size === 0) listener.hover(at)
      return
    }
    if (!dragging && start) {
      if (Math.hypot(at.x - start.x, at.y - start.y) < start.slop) return
      dragging = true
      listener.hover(null)
      // From here on the drag is ours even outside the map. Capturing earlier would swallow clicks on the controls.
      host.setPointerCapture(event.pointerId)
    }
    if (touches.size === 1) {
      motion.panBy(at.x - before.x, at.y - before.y)
      trail.push({ ...at, at: event.timeStamp })
      while (trail.length > 2 && event.timeStamp - trail[0]!.at > THROW_MS) trail.shift()
    } else {
      const other = [...touches].find(([id]) => id !== event.pointerId)![1]
      const spread = Math.hypot(at.x - other.x, at.y - other.y)
      const was = Math.hypot(before.x - other.x, before.y - other.y)
      motion.pinch(middle(before, other), middle(at, other), was > 0 ? spread / was : 1)
    }
    touches.set(event.pointerId, at)
    listener.moved()
  }

  function up(event: PointerEvent): void {
    if (!touches.delete(event.pointerId)) return
    if (touches.size > 0) {
      trail = []
      return
    }
    const at = local(event)
    if (!dragging && start && event.timeStamp - start.at < TAP_MS) tap(at, event.timeStamp, start.touch)
    else if (dragging && trail.length > 1) {
      const [first, last] = [trail[0]!, trail.at(-1)!]
      const ms = Math.max(1, last.at - first.at)
      // A finger that rests before it lifts throws nothing.
      if (event.timeStamp - last.at < THROW_MS) {
        motion.throw((last.x - first.x) / ms, (last.y - first.y) / ms, performance.now())
        listener.moved()
      }
    }
    start = undefined
    dragging = false
  }

  function cancel(event: PointerEvent): void {
    touches.delete(event.pointerId)
    start = undefined
    dragging = touches.size > 0
  }

  function tap(at: Touch, when: number, touch: boolean): void {
    const again =
      lastTap &&
      when - lastTap.at < DOUBLE_TAP_MS &&
      Math.hypot(at.x - lastTap.x, at.y - lastTap.y) < DOUBLE_TAP_REACH
    if (again) {
      lastTap = undefined
      listener.doubleTap(at.x, at.y)
    } else {
      lastTap = { ...at, at: when }
      listener.tap(at.x, at.y, touch)
    }
  }

  function turn(event: WheelEvent): void {
    const pixels =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE
        ? 18
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
          ? 400
          : 1
    const [dx, dy] = [event.deltaX * pixels, event.deltaY * pixels]
    if (event.timeStamp - wheel.at > WHEEL_GESTURE_MS) {
      const atFit = motion.view().scale <= motion.fit().scale * 1.001
      wheel.does = event.ctrlKey
        ? 'zoom'
        : Math.abs(dx) > Math.abs(dy) || event.shiftKey
          ? 'pan'
          : // Whoever scrolls down the page across a map that shows everything wants to scroll the page.
            dy > 0 && atFit
            ? 'pass'
            : 'zoom'
    }
    wheel = { ...wheel, at: event.timeStamp }
    if (wheel.does === 'pass') return
    event.preventDefault()
    const at = local(event)
    if (wheel.does === 'pan') motion.panBy(-(dx || dy), dx ? -dy : 0)
    else {
      // A trackpad's pinch comes as small steps with the control key; a wheel's notch is about a hundred pixels.
      const factor = Math.exp(-dy * (event.ctrlKey ? 0.011 : 0.0022))
      motion.wheel(at.x, at.y, factor, performance.now())
    }
    listener.moved()
  }

  const leave = () => listener.hover(null)
  host.addEventListener('pointerdown', down)
  host.addEventListener('pointermove', move)
  host.addEventListener('pointerup', up)
  host.addEventListener('pointercancel', cancel)
  host.addEventListener('pointerleave', leave)
  host.addEventListener('wheel', turn, { passive: false })
  return () => {
    host.removeEventListener('pointerdown', down)
    host.removeEventListener('pointermove', move)
    host.removeEventListener('pointerup', up)
    host.removeEventListener('pointercancel', cancel)
    host.removeEventListener('pointerleave', leave)
    host.removeEventListener('wheel', turn)
  }
}

const middle = (a: Touch, b: Touch): Touch => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
