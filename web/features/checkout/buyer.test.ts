import { describe, expect, test } from 'vitest'
import { speak } from '../../i18n/texts.ts'
import { checkBuyer, errorsByField } from './buyer.ts'

await speak('en', ['en-GB'])

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
    const errors = errorsByField([{ path: '/buyer/email' }, { path: '/holdId' }])
    expect(Object.keys(errors)).toEqual(['email'])
    expect(errors.email).toContain('e-mail')
  })
})
