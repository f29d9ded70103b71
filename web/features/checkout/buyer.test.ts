import { describe, expect, test } from 'vitest'
import { checkBuyer, errorsByField } from './buyer.ts'

describe('buyer', () => {
  test('a name and an address are enough', () => {
    expect(checkBuyer({ name: ' Ada Lovelace ', email: ' ada@example.com ' })).toEqual({})
    expect(checkBuyer({ name: 'Ёжик', email: 'ёж@пример.рф' })).toEqual({})
  })

  test('each fault is told at its own field', () => {
    expect(Object.keys(checkBuyer({ name: ' ', email: '' }))).toEqual(['name', 'email'])
    for (const email of [
      'ada',
      'ada@',
      '@example.com',
      'ada@example',
      'a b@example.com',
      `${'a'.repeat(250)}@b.co`,
    ]) {
      expect(checkBuyer({ name: 'Ada', email }).email).toBeDefined()
    }
    expect(checkBuyer({ name: 'x'.repeat(201), email: 'a@b.co' }).name).toContain('200')
  })

  test('the server’s faults find their fields', () => {
    expect(
      errorsByField([
        { path: '/buyer/email', message: 'no' },
        { path: '/buyer/email', message: 'second' },
        { path: '/holdId', message: 'other' },
      ]),
    ).toEqual({ email: 'no' })
  })
})
