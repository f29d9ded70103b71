import { pageLocale } from '../i18n/texts.ts'

const rules = new Intl.PluralRules('en')

/** `countOf(2, 'seat', 'seats')` → “2 seats”; thousands are grouped. */
export function countOf(n: number, one: string, other: string): string {
  return `${formatCount(n)} ${rules.select(n) === 'one' ? one : other}`
}

export function formatCount(n: number, locale = pageLocale()): string {
  return new Intl.NumberFormat(locale).format(n)
}

/** “A”, “A and B”, “A, B and 3 more”: a list that stays one line long. */
export function listSome(items: readonly string[], most = 3): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(shown)
}
