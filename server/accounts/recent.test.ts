import { expect, test } from 'vitest'
import { createRecent } from './recent.ts'

test('never more than its bound, and what is used stays', () => {
  const recent = createRecent<number>(100)
  recent.set('used', -1)
  for (let i = 0; i < 10_000; i += 1) {
    recent.set(`k${i}`, i)
    expect(recent.get('used')).toBe(-1)
  }
  let kept = 0
  recent.deleteWhere(() => {
    kept += 1
    return false
  })
  expect(kept).toBeLessThanOrEqual(101)
  expect(recent.get('k0')).toBeUndefined()
  expect(recent.get('k9999')).toBe(9999)
})

test('what is deleted is gone from both generations', () => {
  const recent = createRecent<string>(4)
  for (const key of ['a', 'b', 'c', 'd']) recent.set(key, key)
  recent.delete('a')
  recent.deleteWhere((value) => value === 'd')
  expect([recent.get('a'), recent.get('b'), recent.get('c'), recent.get('d')]).toEqual([
    undefined,
    'b',
    'c',
    undefined,
  ])
})
