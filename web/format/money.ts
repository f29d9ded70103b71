import type { Money } from '../../contract/shapes/basics.ts'
import { pageLocale, texts } from '../i18n/texts.ts'
import { numberFormat } from './number-format.ts'

const digitsOf = new Map<string, number>()

/** How many minor units make one: 2 for EUR, 0 for JPY, 3 for KWD. */
export function fractionDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    digitsOf.set(currency, digits)
  }
  return digits
}

/** `{ amount: 4500, currency: 'EUR' }` → “€45”; cents are shown only where there are any. */
export function formatMoney({ amount, currency }: Money, locale = pageLocale()): string {
  const value = amount / 10 ** fractionDigits(currency)
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(value)
}

/** The same, but nothing to pay is said in a word. */
export function formatPrice(money: Money, locale = pageLocale()): string {
  return money.amount === 0 ? texts().formats.free : formatMoney(money, locale)
}

export function formatPriceRange(range: { min: Money; max: Money }, locale = pageLocale()): string {
  if (range.min.amount === range.max.amount) return formatPrice(range.min, locale)
  return texts().formats.range(formatPrice(range.min, locale), formatMoney(range.max, locale))
}

/** What somebody typed as an amount, in minor units: “45”, “45.50”, “45,5”. Undefined for anything else. */
export function toMinor(text: string, currency: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  if (!/^\d{1,8}(\.\d*)?$/.test(plain)) return undefined
  return Math.round(Number(plain) * 10 ** fractionDigits(currency))
}

/** Sums prices of one currency; nothing at all costs nothing in that currency. */
export function sumMoney(prices: readonly Money[], currency: string): Money {
  return { amount: prices.reduce((sum, price) => sum + price.amount, 0), currency }
}
