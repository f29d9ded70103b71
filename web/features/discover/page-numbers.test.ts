import { expect, test } from 'vitest'
import { pageNumbers } from './page-numbers.ts'

test('first, last and the neighbours are shown, with gaps between', () => {
  expect(pageNumbers(1, 1)).toEqual([1])
  expect(pageNumbers(1, 3)).toEqual([1, 2, 3])
  expect(pageNumbers(5, 9)).toEqual([1, null, 4, 5, 6, null, 9])
  expect(pageNumbers(9, 9)).toEqual([1, null, 8, 9])
  expect(pageNumbers(20, 9)).toEqual([1, null, 9])
})
