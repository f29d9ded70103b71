import type { Box } from './box.ts'

/** Where the visitor looks: the plan point in the middle of the view, and CSS pixels a plan unit. */
export interface View {
  x: number
  y: number
  scale: number
}

export interface Size {
  width: number
  height: number
}

/** What of the view other things cover, in CSS pixels: a tray, a header. */
export interface Insets {
  top: number
  right: number
  bottom: number
  left: number
}

export const noInsets: Insets = { top: 0, right: 0, bottom: 0, left: 0 }

export interface CameraBounds {
  box: Box
  size: Size
  insets: Insets
  /** The nearest view, as CSS pixels a plan unit. */
  nearest: number
}

/** Beyond the fit, so that nothing sticks to the edge. */
const FARTHEST_OF_FIT = 0.9
/** How much of the view may be empty at an edge of the plan, from twice the fit on; at the fit, nothing. */
const SLACK = 0.32

/** The view that shows all of `box`, clear of the insets, but never nearer than the nearest. */
export function fitting(box: Box, { size, insets, nearest }: Omit<CameraBounds, 'box'>): View {
  const width = Math.max(1, size.width - insets.left - insets.right)
  const height = Math.max(1, size.height - insets.top - insets.bottom)
  const scale = Math.min(
    width / Math.max(1, box.right - box.left),
    height / Math.max(1, box.bottom - box.top),
    nearest,
  )
  return {
    x: (box.left + box.right) / 2 + (insets.right - insets.left) / 2 / scale,
    y: (box.top + box.bottom) / 2 + (insets.bottom - insets.top) / 2 / scale,
    scale,
  }
}

/** What the zoom buttons take of a corner, margin included: their column, and its height. */
const CONTROLS = { width: 68, height: 160 }

/**
 * Keeps the whole plan clear of the zoom buttons in the corner: by room at the sides or below, whichever leaves the plan
 * larger. Most plans are wider or taller than their view, so that it costs them nothing.
 */
export function clearOfControls(box: Box, size: Size, insets: Insets): Insets {
  const beside = { ...insets, left: insets.left + CONTROLS.width, right: insets.right + CONTROLS.width }
  const above = { ...insets, bottom: insets.bottom + CONTROLS.height }
  const scaleWith = (room: Insets) =>
    fitting(box, { size, insets: room, nearest: Number.POSITIVE_INFINITY }).scale
  return scaleWith(beside) >= scaleWith(above) ? beside : above
}

/** The nearest allowed view to the one asked for. */
export function within(view: View, bounds: CameraBounds): View {
  const fit = fitting(bounds.box, bounds)
  const scale = Math.min(
    Math.max(view.scale, fit.scale * FARTHEST_OF_FIT),
    Math.max(bounds.nearest, fit.scale),
  )
  const { box, size } = bounds
  const solid = 0.5 - SLACK * Math.min(1, Math.max(0, scale / fit.scale - 1))
  return {
    x: hold(view.x, box.left, box.right, (size.width / scale) * solid, fit.x),
    y: hold(view.y, box.top, box.bottom, (size.height / scale) * solid, fit.y),
    scale,
  }
}

function hold(at: number, from: number, to: number, margin: number, middle: number): number {
  const [low, high] = [from + margin, to - margin]
  return low > high ? middle : Math.min(high, Math.max(low, at))
}

export const toPlan = (view: View, size: Size, x: number, y: number): { x: number; y: number } => ({
  x: view.x + (x - size.width / 2) / view.scale,
  y: view.y + (y - size.height / 2) / view.scale,
})

export const toScreen = (view: View, size: Size, x: number, y: number): { x: number; y: number } => ({
  x: (x - view.x) * view.scale + size.width / 2,
  y: (y - view.y) * view.scale + size.height / 2,
})

/** Changes the scale while the plan point under (x, y) stays where it is on the screen. */
export function zoomedAbout(view: View, size: Size, x: number, y: number, scale: number): View {
  const held = toPlan(view, size, x, y)
  return {
    x: held.x - (x - size.width / 2) / scale,
    y: held.y - (y - size.height / 2) / scale,
    scale,
  }
}

/**
 * Between two views, `share` from 0 to 1. The point that is the same in both stays still on the screen, so that
 * a zoom goes straight in rather than sliding past.
 */
export function between(from: View, to: View, share: number): View {
  const scale = from.scale * (to.scale / from.scale) ** share
  const turn =
    Math.abs(to.scale - from.scale) < 1e-9 * from.scale
      ? share
      : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale)
  return { x: from.x + (to.x - from.x) * turn, y: from.y + (to.y - from.y) * turn, scale }
}
