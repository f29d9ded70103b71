import { expect, test } from 'vitest'
import { languages as ofTheShop } from '../../web/i18n/languages.ts'
import { languageOf, languages, preferredLanguage } from './languages.ts'

test('the server writes every language that the shop speaks', () => {
  expect([...languages]).toEqual([...ofTheShop])
})

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr, es;q=0.5, th;q=0.7', 'th'],
  ['en;q=0.2, DE;q=0.2', 'en'],
  ['de;q=0, en;q=0.1', 'en'],
  ['th ; q=1', 'th'],
  ['fr', null],
  ['*', null],
  ['', null],
  [';;;,q=1,,=', null],
])('Accept-Language: %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language)
})

test('a flavour of a language is that language, and nothing else is', () => {
  expect(languageOf('es-MX')).toBe('es')
  expect(languageOf('english')).toBeNull()
  expect(languageOf('')).toBeNull()
})
