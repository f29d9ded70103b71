import { pageLocale } from '../i18n/texts.ts'

const names = new Map<string, Intl.DisplayNames>()

/** A country by its code, as the language calls it; a code that nobody knows stays what it is. */
export function formatCountry(code: string | undefined, locale = pageLocale()): string | undefined {
  if (!code) return undefined
  let named = names.get(locale)
  if (!named) {
    named = new Intl.DisplayNames(locale, { type: 'region' })
    names.set(locale, named)
  }
  try {
    return named.of(code)
  } catch {
    return code
  }
}
