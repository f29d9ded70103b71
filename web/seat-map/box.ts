/** A rectangle along the axes, in whatever unit its owner says. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export const emptyBox = (): Box => ({
  left: Number.POSITIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
})

export const isEmpty = (box: Box): boolean => box.left > box.right || box.top > box.bottom

/** Makes the box reach as far as a disc about (x, y). */
export function include(box: Box, x: number, y: number, radius = 0): void {
  box.left = Math.min(box.left, x - radius)
  box.top = Math.min(box.top, y - radius)
  box.right = Math.max(box.right, x + radius)
  box.bottom = Math.max(box.bottom, y + radius)
}

export function includeBox(box: Box, other: Box): void {
  if (isEmpty(other)) return
  include(box, other.left, other.top)
  include(box, other.right, other.bottom)
}

export const grown = (box: Box, by: number): Box => ({
  left: box.left - by,
  top: box.top - by,
  right: box.right + by,
  bottom: box.bottom + by,
})

export const meets = (a: Box, b: Box): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom

export const contains = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
