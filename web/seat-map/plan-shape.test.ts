import { expect, test } from 'vitest'
import type { PlanArea } from './plan-document.ts'
import { isInside, placeShape, textPosition } from './plan-shape.ts'

const place = (area: PlanArea) => placeShape(area, 0, { x: 100, y: 50 }, false)

test('a rectangle turns about its position, clockwise', () => {
  const shape = place({
    shape: 'rectangle',
    position: { x: 10, y: 0 },
    rotation: 90,
    rectangle: { width: 40, height: 20 },
  })
  expect(shape.box.left).toBeCloseTo(90)
  expect(shape.box.right).toBeCloseTo(110)
  expect(shape.box.bottom).toBeCloseTo(90)
  expect(isInside(shape, 100, 70)).toBe(true)
  expect(isInside(shape, 130, 60)).toBe(false)
})

test('round shapes are round', () => {
  const shape = place({ shape: 'ellipse', position: { x: 0, y: 0 }, ellipse: { radius: { x: 30, y: 10 } } })
  expect(shape.centre).toEqual({ x: 100, y: 50 })
  expect(isInside(shape, 128, 50)).toBe(true)
  expect(isInside(shape, 122, 58)).toBe(false)
})

test.each([
  ['Stage', 'stage'],
  ['MAIN STAGE', 'stage'],
  ['Bühne', 'stage'],
  ['เวที', 'stage'],
  ['Backstage', 'decoration'],
  ['Bar', 'decoration'],
])('%s is a %s', (text, kind) => {
  expect(
    place({ shape: 'circle', position: { x: 0, y: 0 }, circle: { radius: 5 }, text: { text } }).kind,
  ).toBe(kind)
})

test('standing room is standing room, whatever its name', () => {
  const area: PlanArea = {
    shape: 'circle',
    position: { x: 0, y: 0 },
    circle: { radius: 5 },
    text: { text: 'Stage left' },
    admission: { id: 'left', capacity: 5, category: 'Standing' },
  }
  expect(place(area).kind).toBe('standing')
})

test('a text stands where the plan says, unless that is a corner or outside', () => {
  const area: PlanArea = {
    shape: 'rectangle',
    position: { x: 0, y: 0 },
    rectangle: { width: 40, height: 20 },
    text: { text: 'Bar', position: { x: 10, y: 10 } },
  }
  expect(textPosition(place(area))).toEqual({ x: 110, y: 60 })
  for (const position of [
    { x: 0, y: 0 },
    { x: 500, y: 0 },
  ]) {
    expect(textPosition(place({ ...area, text: { text: 'Bar', position } }))).toEqual({ x: 120, y: 60 })
  }
})
