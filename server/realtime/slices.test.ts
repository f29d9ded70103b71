import { describe, expect, it } from 'vitest'
import { createSlices } from './slices.ts'

describe('slices of viewers', () => {
  it('fill one after the other, and places that are left first', () => {
    const slices = createSlices<string>(2)
    const first = slices.add('a')
    expect(slices.add('b')).toBe(first)
    const second = slices.add('c')
    expect(second).not.toBe(first)
    slices.add('d')
    expect(slices.delete('a')).toBe(true)
    expect(slices.delete('a')).toBe(false)
    expect(slices.add('e')).toBe(first)
    expect(slices.add('e')).toBe(first)
    expect([...slices.all()]).toEqual(['b', 'c', 'd', 'e'])
    expect(slices.size).toBe(4)
  })

  it('take turns, the one that was written to longest ago first', () => {
    const slices = createSlices<string>(1)
    const [a, b] = [slices.add('a'), slices.add('b')]
    expect(slices.behind(1)).toBe(a)
    slices.written(a, 1, 10)
    expect(slices.behind(1)).toBe(b)
    slices.written(b, 1, 20)
    expect(slices.behind(1)).toBeUndefined()
    expect(slices.behind(2)).toBe(a)
  })

  it('are gone with their last viewer', () => {
    const slices = createSlices<string>(1)
    const slice = slices.add('a')
    slices.delete('a')
    slices.written(slice, 1, 10)
    expect(slices.behind(2)).toBeUndefined()
    expect(slices.add('b')).not.toBe(slice)
  })
})
