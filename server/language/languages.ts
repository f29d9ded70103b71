/** What the server writes in: mail, PDF files, the head of a page. The shop's own list is web/i18n/languages.ts. */
export const languages = ['en', 'de', 'es', 'th'] as const
export type Language = (typeof languages)[number]

export const usualLanguage: Language = 'en'

/** `'de-AT'` → `'de'`; null for what we do not write. */
export function languageOf(tag: string): Language | null {
  const primary = tag.trim().toLowerCase().split('-')[0]
  return languages.find((language) => language === primary) ?? null
}

/** Longer than any browser's; what comes after is not looked at. */
const RANGES_MAX = 20

/** The first of ours that an `Accept-Language` header prefers (RFC 9110, 12.5.4); null when it wants none of them. */
export function preferredLanguage(acceptLanguage: string): Language | null {
  const wanted = acceptLanguage
    .split(',', RANGES_MAX)
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';')
      const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/i.exec(each)?.[1]).find(Boolean)
      return { language: languageOf(tag), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => language !== null && quality > 0)
  // The sort is stable: among equals the first named wins.
  return wanted.sort((a, b) => b.quality - a.quality)[0]?.language ?? null
}
