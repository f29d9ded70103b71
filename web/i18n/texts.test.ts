import { describe, expect, test } from 'vitest'
import { formatDay } from '../format/dates.ts'
import { formatMoney } from '../format/money.ts'
import { languageOf, localeFor } from './languages.ts'
import { onLanguageChange, pageLanguage, pageLocale, speak, texts } from './texts.ts'
import { list, plural } from './words.ts'

describe('a language', () => {
  test('is known by any of its tags', () => {
    expect(languageOf('de-AT')).toBe('de')
    expect(languageOf('TH')).toBe('th')
    expect(languageOf('dex')).toBeNull()
    expect(languageOf('')).toBeNull()
  })

  test('comes in the visitor’s own flavour, or in the usual one', () => {
    expect(localeFor('de', ['en-US', 'de-AT', 'de-DE'])).toBe('de-AT')
    expect(localeFor('de', ['en-US'])).toBe('de-DE')
    expect(localeFor('en', ['en'])).toBe('en-GB')
  })

  test('is taken up by everything at once', async () => {
    await speak('en', ['en-US'])
    const told: string[] = []
    const stop = onLanguageChange(() => told.push(texts().seats.reserveSeats(2)))
    await speak('de', ['de-AT'])
    expect([pageLanguage(), pageLocale()]).toEqual(['de', 'de-AT'])
    expect(told).toEqual(['2 Plätze reservieren'])
    stop()
    await speak('es', [])
    expect(told).toHaveLength(1)
  })
})

test('plurals, lists, dates and prices are those of the language', async () => {
  const noon = '2027-01-14T12:00:00.000Z'
  const price = { amount: 123_450, currency: 'EUR' }
  const forms = { one: '# Mal', other: '# Male' }
  await speak('de', ['de-AT'])
  expect([plural(1, forms), plural(0, forms), plural(1200, forms)]).toEqual([
    '1 Mal',
    '0 Male',
    '1\u00a0200 Male',
  ])
  expect(list(['A', 'B', 'C'])).toBe('A, B und C')
  expect(formatDay(noon, 'UTC')).toContain('Jänner 2027')
  await speak('de', [])
  expect(formatDay(noon, 'UTC')).toContain('Januar 2027')
  expect(formatMoney(price)).toBe('1.234,50\u00a0€')
  await speak('es', [])
  expect(list(['A', 'B', 'C'])).toBe('A, B y C')
  expect(texts().map.left(1)).toBe('queda 1')
  expect(texts().map.left(3)).toBe('quedan 3')
  await speak('th', [])
  expect(formatDay(noon, 'UTC')).toContain('มกราคม')
  expect(texts().formats.places(1)).toBe('1 ที่')
})

test('a value is never mistaken for the place of a number', async () => {
  await speak('en', [])
  expect(texts().refusals.seatsTaken.text('Box #4', 1)).toContain('Box #4 is already held')
})
