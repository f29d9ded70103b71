import { expect, test } from 'vitest'
import { isNowhere } from './address.ts'

test('only the domain that there never will be is nowhere', () => {
  expect(['a@invalid', 'a@lab.invalid', 'A@LAB.INVALID', 'a@lab.invalid.'].filter(isNowhere)).toHaveLength(4)
  expect(
    ['invalid@example.com', 'a@invalid.example', 'a@notinvalid', 'a@x.notinvalid'].filter(isNowhere),
  ).toEqual([])
})
