import { pageLocale } from '../i18n/texts.ts'

/** Basis points as a percentage: 1900 → “19%”, 770 → “7.7%”. */
export function formatRate(basisPoints: number, locale = pageLocale()): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  )
}
