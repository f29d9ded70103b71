/**
 * The locale of numbers and dates: the visitor's own flavour of the language the page is written in, so
 * that an English page never shows a date in another language.
 */
export const pageLanguage = 'en'

export function chooseLocale(preferred: readonly string[], language = pageLanguage): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? `${language}-GB`
}

export const locale = chooseLocale(globalThis.navigator?.languages ?? [])
