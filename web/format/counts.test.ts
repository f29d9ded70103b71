import { expect, test } from 'vitest'
import { speak } from '../i18n/texts.ts'
import { listSome } from './counts.ts'

test('long lists are cut, and say by how much', async () => {
  await speak('en', ['en-GB'])
  expect(listSome(['A'])).toBe('A')
  expect(listSome(['A', 'B', 'C'])).toBe('A, B and C')
  expect(listSome(['A', 'B', 'C', 'D', 'E'])).toBe('A, B and 3 more')
  await speak('de', [])
  expect(listSome(['A', 'B', 'C', 'D', 'E'])).toBe('A, B und 3 weitere')
})
