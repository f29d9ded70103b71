/** The languages of the shop; the first is for visitors who want none of them. */
export const languages = ['en', 'de', 'es', 'th'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself: whoever reads it will find it, whatever language the page has now. */
export const ownNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  th: 'ไทย',
}

/** The flavour for visitors whose browser names none: how dates, numbers and money are written. */
const usualFlavours: Record<Language, string> = { en: 'en-GB', de: 'de-DE', es: 'es-ES', th: 'th-TH' }

/** `'de-AT'` → `'de'`; null for what the shop does not speak. */
export function languageOf(tag: string): Language | null {
  const primary = tag.toLowerCase().split('-')[0]
  return languages.find((language) => language === primary) ?? null
}

/**
 * The locale of dates, numbers and money: the visitor's own flavour of the language the page is written in, so that
 * an English page never shows a date in another language, and a Viennese sees “Jänner”.
 */
export function localeFor(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.includes('-') && languageOf(tag) === language) ?? usualFlavours[language]
}
