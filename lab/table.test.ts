import { expect, it } from 'vitest'
import { figure, table } from './table.ts'

it('sets columns of numbers to the right, text to the left', () => {
  const text = table([
    ['what', 'per second'],
    ['holds', '34,000'],
    ['refusals', '9'],
  ])
  expect(text.split('\n')).toEqual([
    'what      per second',
    '────────  ──────────',
    'holds         34,000',
    'refusals           9',
  ])
})

it('writes a figure with as many digits as it deserves', () => {
  expect([12345.6, 12.34, 0.123, Number.NaN].map(figure)).toEqual(['12,346', '12.3', '0.12', '–'])
})
