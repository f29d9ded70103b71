import { expect, test } from 'vitest'
import {
  between,
  type CameraBounds,
  clearOfControls,
  fitting,
  noInsets,
  toPlan,
  toScreen,
  within,
  zoomedAbout,
} from './camera.ts'

const bounds: CameraBounds = {
  box: { left: 0, top: 0, right: 2000, bottom: 1000 },
  size: { width: 400, height: 800 },
  insets: noInsets,
  nearest: 4,
}

test('the fit shows everything, clear of what covers the view', () => {
  expect(fitting(bounds.box, bounds)).toEqual({ x: 1000, y: 500, scale: 0.2 })
  const covered = fitting(bounds.box, { ...bounds, insets: { top: 0, right: 0, bottom: 300, left: 0 } })
  expect(covered.scale).toBe(0.2)
  // Its middle stands in the middle of what is left.
  expect(toScreen(covered, bounds.size, 1000, 500).y).toBeCloseTo(250)
})

test('the whole plan stays clear of the zoom buttons, at the smaller price', () => {
  const wide = { left: 0, top: 0, right: 2000, bottom: 1000 }
  const desk = { width: 800, height: 650 }
  for (const [box, size] of [
    [wide, desk],
    [wide, { width: 360, height: 500 }],
    [{ left: 0, top: 0, right: 1000, bottom: 2000 }, desk],
    [
      { left: 0, top: 0, right: 1000, bottom: 1000 },
      { width: 360, height: 500 },
    ],
  ] as const) {
    const view = fitting(box, { size, insets: clearOfControls(box, size, noInsets), nearest: 4 })
    const corner = toScreen(view, size, box.right, box.bottom)
    expect(corner.x <= size.width - 68 || corner.y <= size.height - 160).toBe(true)
  }
  // On a phone a wide plan has room above and below anyway.
  const phone = { width: 360, height: 500 }
  const insets = clearOfControls(wide, phone, noInsets)
  expect(fitting(wide, { size: phone, insets, nearest: 4 }).scale).toBe(0.18)
})

test('a small room is not blown up beyond the nearest view', () => {
  expect(fitting({ left: 0, top: 0, right: 10, bottom: 10 }, bounds).scale).toBe(4)
})

test('nobody gets lost: scale and middle are held', () => {
  expect(within({ x: 0, y: 0, scale: 0.001 }, bounds)).toEqual({
    x: 1000,
    y: 500,
    scale: 0.18000000000000002,
  })
  expect(within({ x: 1000, y: 500, scale: 99 }, bounds).scale).toBe(4)
  const edge = within({ x: -5000, y: -5000, scale: 2 }, bounds)
  expect(edge.x).toBeCloseTo(200 * 0.18)
  expect(edge.y).toBeCloseTo(400 * 0.18)
})

test('zooming keeps the point under the finger', () => {
  const view = { x: 700, y: 300, scale: 0.5 }
  const held = toPlan(view, bounds.size, 90, 610)
  const zoomed = zoomedAbout(view, bounds.size, 90, 610, 2.7)
  const after = toScreen(zoomed, bounds.size, held.x, held.y)
  expect(after.x).toBeCloseTo(90)
  expect(after.y).toBeCloseTo(610)
})

test('between two views the point that both share stays where it is', () => {
  const from = { x: 700, y: 300, scale: 0.5 }
  const to = zoomedAbout(from, bounds.size, 90, 610, 2.7)
  const held = toPlan(from, bounds.size, 90, 610)
  for (const share of [0.1, 0.5, 0.9]) {
    const at = toScreen(between(from, to, share), bounds.size, held.x, held.y)
    expect(at.x).toBeCloseTo(90)
    expect(at.y).toBeCloseTo(610)
  }
  expect(between(from, { x: 900, y: 300, scale: 0.5 }, 0.25)).toEqual({ x: 750, y: 300, scale: 0.5 })
})
