import { expect, test } from 'vitest'
import { splitLabel } from './seat-label.ts'

test('a label is split at its first comma', () => {
  expect(splitLabel('Stalls, row C, seat 12')).toEqual({ where: 'Stalls', place: 'Row C, seat 12' })
  expect(splitLabel('Standing')).toEqual({ where: '', place: 'Standing' })
})
