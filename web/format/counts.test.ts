import { expect, test } from 'vitest'
import { speak } from '../i18n/texts.ts'
import { countOf, listSome } from './counts.ts'

await speak('en', ['en-GB'])

test('counts agree with their nouns', () => {
  expect(countOf(1, 'seat', 'seats')).toBe('1 seat')
  expect(countOf(0, 'seat', 'seats')).toBe('0 seats')
  expect(countOf(2, 'seat', 'seats')).toBe('2 seats')
})

test('long lists are cut, and say by how much', () => {
  expect(listSome(['A'])).toBe('A')
  expect(listSome(['A', 'B', 'C'])).toBe('A, B and C')
  expect(listSome(['A', 'B', 'C', 'D', 'E'])).toBe('A, B and 3 more')
})
