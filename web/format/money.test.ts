import { describe, expect, test } from 'vitest'
import { speak } from '../i18n/texts.ts'
import { formatMoney, formatPrice, formatPriceRange, sumMoney, toMinor } from './money.ts'

await speak('en', ['en-GB'])

const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('money', () => {
  test('whole amounts carry no cents, broken ones do', () => {
    expect(formatMoney(eur(4500), 'en')).toBe('€45')
    expect(formatMoney(eur(4550), 'en')).toBe('€45.50')
    expect(formatMoney(eur(4500), 'de')).toMatch(/^45\s€$/)
  })

  test('minor units follow the currency', () => {
    expect(formatMoney({ amount: 4500, currency: 'JPY' }, 'en')).toBe('¥4,500')
    expect(formatMoney({ amount: 4500, currency: 'KWD' }, 'en')).toContain('4.5')
  })

  test('nothing to pay is “Free”', () => {
    expect(formatPrice(eur(0), 'en')).toBe('Free')
    expect(formatPriceRange({ min: eur(0), max: eur(0) }, 'en')).toBe('Free')
    expect(formatPriceRange({ min: eur(0), max: eur(900) }, 'en')).toBe('Free – €9')
    expect(formatPriceRange({ min: eur(900), max: eur(9900) }, 'en')).toBe('€9 – €99')
  })

  test('sums stay integers', () => {
    expect(sumMoney([eur(10), eur(20)], 'EUR')).toEqual(eur(30))
    expect(sumMoney([], 'EUR')).toEqual(eur(0))
  })
})

test('an amount that somebody typed is read in minor units, or not at all', () => {
  expect(toMinor('45', 'EUR')).toBe(4500)
  expect(toMinor(' 45,5 ', 'EUR')).toBe(4550)
  expect(toMinor('19.99', 'EUR')).toBe(1999)
  expect(toMinor('3000', 'JPY')).toBe(3000)
  for (const text of ['', 'a lot', '-3', '1e5', '1.000,00', '123456789'])
    expect(toMinor(text, 'EUR')).toBeUndefined()
})
