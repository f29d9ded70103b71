import { expect, test } from 'vitest'
import { speak } from '../../i18n/texts.ts'
import { joinLabels, splitLabel } from './seat-label.ts'

await speak('en', ['en-GB'])

test('a label is split at its first comma', () => {
  expect(splitLabel('Stalls, row C, seat 12')).toEqual({ where: 'Stalls', place: 'Row C, seat 12' })
  expect(splitLabel('Standing')).toEqual({ where: '', place: 'Standing' })
})

test('what places have in common is said once', () => {
  expect(joinLabels(['Stalls, row C, seat 12', 'Stalls, row C, seat 13'])).toBe(
    'Stalls, row C: seat 12 and seat 13',
  )
  expect(joinLabels(['Stalls, row C, seat 12', 'Circle, row A, seat 1'])).toBe(
    'Stalls, row C, seat 12; Circle, row A, seat 1',
  )
  expect(joinLabels(['Standing floor', 'Standing floor'])).toBe('2 × Standing floor')
})
