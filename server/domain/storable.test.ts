import { describe, expect, it } from 'vitest'
import { findUnstorable } from './storable.ts'

function nested(levels: number): unknown {
  let document: unknown = 1
  for (let level = 0; level < levels; level += 1) document = [document]
  return document
}

describe('what the database can store', () => {
  it('takes any ordinary document', () => {
    expect(findUnstorable({ a: [1, 'Äöü 🎭', null, { b: true }], c: nested(40) })).toBeNull()
  })

  it.each([
    [{ zones: [{ name: 'a\0b' }] }, '/zones/0/name', 'contains the NUL character'],
    [{ a: '\ud800' }, '/a', 'contains half of a surrogate pair'],
    [{ 'k\0': 1 }, '', 'contains the NUL character'],
  ])('finds what it cannot', (document, path, message) => {
    expect(findUnstorable(document)).toEqual({ path, message })
  })

  it('does not follow a nesting without end', () => {
    expect(findUnstorable(nested(10_000))?.message).toMatch(/nested/)
  })
})
