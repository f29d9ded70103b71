import { expect, test } from 'vitest'
import { faceStage } from './facing.ts'

const stage = { x: 0, y: 0 }
const directions = (points: [number, number][]) => {
  const facing = new Float32Array(points.length)
  const x = Float32Array.from(points, ([px]) => px)
  const y = Float32Array.from(points, ([, py]) => py)
  faceStage(
    x,
    y,
    Uint32Array.from(points, (_, k) => k),
    stage,
    facing,
  )
  return [...facing].map((angle) => Math.round((angle * 180) / Math.PI) + 0)
}

test('a straight row looks straight ahead, whichever way it is numbered', () => {
  expect(
    directions([
      [-10, 50],
      [0, 50],
      [10, 50],
    ]),
  ).toEqual([-90, -90, -90])
  expect(
    directions([
      [10, 50],
      [0, 50],
      [-10, 50],
    ]),
  ).toEqual([-90, -90, -90])
})

test('a row beside the stage looks across to it', () => {
  expect(
    directions([
      [-80, -10],
      [-80, 0],
      [-80, 10],
    ]),
  ).toEqual([0, 0, 0])
})

test('a seat alone, or in a row that points at the stage, looks at the stage', () => {
  expect(directions([[30, 30]])).toEqual([-135])
  expect(
    directions([
      [0, 40],
      [0, 60],
    ]),
  ).toEqual([-90, -90])
})
