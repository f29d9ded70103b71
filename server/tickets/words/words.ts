import { type Formats, formatsFor } from '../../language/formats.ts'
import { type Language, languageOf, usualLanguage } from '../../language/languages.ts'
import { de } from './de.ts'
import { en, type TicketWords } from './en.ts'
import { es } from './es.ts'
import { th } from './th.ts'

const catalogs: Record<Language, (formats: Formats) => TicketWords> = { en, de, es, th }

export interface Wording {
  language: Language
  formats: Formats
  words: TicketWords
}

/** The words of an order's language; a language that we do not write becomes English. */
export function wordingOf(locale: string): Wording {
  const language = languageOf(locale) ?? usualLanguage
  const formats = formatsFor(language)
  return { language, formats, words: catalogs[language](formats) }
}
