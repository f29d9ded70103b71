import { expect, test } from 'vitest'
import { createLabPasses } from './lab-pass.ts'

const run = { eventId: 'e', organiserId: 'o' }

test('a pass is good while its run goes on, and for nothing else', () => {
  const passes = createLabPasses()
  expect(passes.read('anything')).toBeNull()
  const first = passes.issue(run)
  expect(passes.read(first)).toEqual(run)
  expect(passes.read(undefined)).toBeNull()
  expect(passes.read([first, first])).toBeNull()
  for (const wrong of ['', first.slice(1), `${first} `, first.toUpperCase()])
    expect(passes.read(wrong)).toBeNull()
  const second = passes.issue({ ...run, eventId: 'f' })
  expect(second).not.toBe(first)
  expect([passes.read(first), passes.read(second)]).toEqual([null, { ...run, eventId: 'f' }])
  passes.withdraw()
  expect(passes.read(second)).toBeNull()
})
