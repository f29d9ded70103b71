import { pageLocale, texts } from '../i18n/texts.ts'
import { list } from '../i18n/words.ts'
import { numberFormat } from './number-format.ts'

export function formatCount(n: number, locale = pageLocale()): string {
  return numberFormat(locale).format(n)
}

/** “A”, “A and B”, “A, B and 3 more”: a list that stays one line long. */
export function listSome(items: readonly string[], most = 3): string {
  if (items.length <= most) return list(items)
  return list([...items.slice(0, most - 1), texts().formats.othersToo(items.length - most + 1)])
}
