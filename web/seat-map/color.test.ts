import { expect, test } from 'vitest'
import { type Color, contrast, css, faded, mixed, readable, standingOut } from './color.ts'

const black: Color = [0, 0, 0, 1]
const white: Color = [255, 255, 255, 1]

test('contrast is WCAG’s', () => {
  expect(contrast(black, white)).toBeCloseTo(21)
  expect(contrast([119, 119, 119, 1], white)).toBeCloseTo(4.48, 1)
})

test('a colour that stands out already is kept; another moves only as far as needed', () => {
  expect(standingOut([245, 182, 82, 1], black, 3, white)).toEqual([245, 182, 82, 1])
  const lifted = standingOut([60, 20, 40, 1], black, 3, white)
  expect(contrast(lifted, black)).toBeGreaterThanOrEqual(3)
  expect(contrast(lifted, black)).toBeLessThan(4)
})

test('inks, mixtures and CSS', () => {
  expect(readable([245, 182, 82, 1], black, white)).toBe(black)
  expect(mixed(black, white, 0.5)).toEqual([127.5, 127.5, 127.5, 1])
  expect(css(faded(white, 0.25))).toBe('rgb(255 255 255 / 0.25)')
})
