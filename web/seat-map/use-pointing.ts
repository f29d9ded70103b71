import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { MOUSE_RADIUS, TOUCH_RADIUS } from './detail.ts'
import { bindGestures } from './gestures.ts'
import type { MapTip } from './map-tooltip.tsx'
import { isTakeable, type LookCode } from './seat-look.ts'
import type { SeatMapView } from './seat-map-view.ts'

interface PointingOptions {
  host: HTMLElement | null
  view: SeatMapView | undefined
  disabled: boolean
  onSeat: (index: number) => void
  onStanding: (area: number) => void
  /** A tap on nothing. */
  onNothing: () => void
  /** The seat under the mouse, −1 when it has left the last one. */
  onHover: (seat: number) => void
}

interface Spot {
  x: number
  y: number
}

/** A finger is about as wide as this beyond the seat it means, in CSS pixels. */
const FINGER = 13
const DOUBLE_TAP_ZOOM = 2.2

/** Taps, drags and the mouse. The result is what the mouse points at, and a way to look for it again. */
export function usePointing(options: PointingOptions): { tip: MapTip | null; framed: () => void } {
  const { host, view, disabled } = options
  const [tip, setTip] = useState<MapTip | null>(null)
  const mouse = useRef<{ at: Spot | null; scale: number }>({ at: null, scale: 0 })

  const tap = useEffectEvent((x: number, y: number, touch: boolean) => {
    if (!view) return
    const chooses = view.seatRadius() >= (touch ? TOUCH_RADIUS : MOUSE_RADIUS)
    const seat = view.seatAt(x, y, touch ? FINGER : 0)
    const standing = view.standingAt(x, y)
    if (seat >= 0 && chooses) options.onSeat(seat)
    else if (standing >= 0) options.onStanding(standing)
    else {
      options.onNothing()
      if (chooses || view.zoneAt(x, y) < 0) return
      const at = view.motion.toPlan(x, y)
      view.approach(at.x, at.y)
    }
  })

  const doubleTap = useEffectEvent((x: number, y: number) => {
    if (!view || view.motion.isMoving()) return
    // Two quick taps on seats are two choices.
    if (view.seatRadius() >= MOUSE_RADIUS && view.seatAt(x, y, FINGER) >= 0) tap(x, y, true)
    else view.zoomBy(DOUBLE_TAP_ZOOM, { x, y })
  })

  const hover = useEffectEvent((at: Spot | null) => {
    if (!view || !host) return
    mouse.current = { at, scale: view.motion.view().scale }
    const next = at && pointedAt(view, at)
    const takes = next?.kind === 'seat' && !disabled && isTakeable(view.looks[next.seat] as LookCode)
    host.style.cursor =
      takes || next?.kind === 'standing' ? 'pointer' : next?.kind === 'zone' ? 'zoom-in' : ''
    view.setAttention({
      hovered: next?.kind === 'seat' ? next.seat : -1,
      hoveredZone: next?.kind === 'zone' ? next.zone : -1,
    })
    setTip((before) => (isSameSeat(before, next) ? before : next))
    if (next?.kind === 'seat') options.onHover(next.seat)
    else if (tip?.kind === 'seat') options.onHover(-1)
  })

  useEffect(() => {
    if (!host || !view) return
    let scale = view.motion.view().scale
    return bindGestures(host, view.motion, {
      tap: (x, y, touch) => tap(x, y, touch),
      doubleTap: (x, y) => doubleTap(x, y),
      hover: (at) => hover(at),
      moved() {
        const now = view.motion.view().scale
        view.moved(now !== scale)
        scale = now
      },
    })
  }, [host, view])

  /** The map may move under a mouse that stands still: what it points at is another thing then. */
  function framed(): void {
    const { at, scale } = mouse.current
    if (!view || !at || view.motion.isMoving() || view.motion.view().scale === scale) return
    mouse.current.scale = view.motion.view().scale
    // Not while a frame is being painted.
    queueMicrotask(() => hover(at))
  }

  return { tip, framed }
}

function pointedAt(view: SeatMapView, at: Spot): MapTip | null {
  const near = view.seatRadius() >= MOUSE_RADIUS
  const seat = near ? view.seatAt(at.x, at.y) : -1
  if (seat >= 0) return { kind: 'seat', seat }
  const standing = view.standingAt(at.x, at.y)
  if (standing >= 0) return { kind: 'standing', standing, at }
  const zone = near ? -1 : view.zoneAt(at.x, at.y)
  return zone >= 0 ? { kind: 'zone', zone, at } : null
}

/** The other kinds follow the mouse. */
const isSameSeat = (a: MapTip | null, b: MapTip | null): boolean =>
  a === b || (a?.kind === 'seat' && b?.kind === 'seat' && a.seat === b.seat)
