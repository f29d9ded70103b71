import { expect, test } from 'vitest'
import { speak } from '../../i18n/texts.ts'
import { checkCredentials } from './credentials.ts'

await speak('en', ['en-GB'])

const good = { name: 'Ada', email: 'ada@example.com', password: 'long enough', phone: '' }
const all = ['name', 'email', 'password', 'phone'] as const

test('only the fields that are asked for are judged', () => {
  expect(checkCredentials(good, all, 'new')).toEqual({})
  expect(checkCredentials({ ...good, name: '' }, ['email', 'password'], 'new')).toEqual({})
})

test('a new password has a length, an existing one is what it is', () => {
  expect(checkCredentials({ ...good, password: 'short' }, all, 'new').password).toContain('8')
  expect(checkCredentials({ ...good, password: 'short' }, all, 'current')).toEqual({})
  expect(checkCredentials({ ...good, password: '' }, all, 'current').password).toBeDefined()
  expect(checkCredentials({ ...good, password: 'x'.repeat(129) }, all, 'current').password).toBeDefined()
})

test('a phone number is optional, but is one', () => {
  expect(checkCredentials({ ...good, phone: '+49 (30) 123-456' }, all, 'new')).toEqual({})
  expect(checkCredentials({ ...good, phone: 'call me' }, all, 'new').phone).toBeDefined()
})
