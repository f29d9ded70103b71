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
  /** “Stalls, row C, seat 12” → “Stalls, Reihe C, Platz 12”. What the organiser named stays as it is. */
  placeName(label: string): string
}

/** The words of an order's language; a language that we do not write becomes English. */
export function wordingOf(locale: string): Wording {
  const language = languageOf(locale) ?? usualLanguage
  const formats = formatsFor(language)
  const words = catalogs[language](formats)
  return { language, formats, words, placeName: (label) => placeName(label, words) }
}

/** The words for row and seat are the server's own wherever a plan brings none, and those alone are said otherwise. */
function placeName(label: string, { place }: TicketWords): string {
  return label.replace(/(^|, )(row|seat) ([^,]+)/g, (_, before, kind: 'row' | 'seat', name) => {
    const said = place[kind](name)
    return before === '' ? said.charAt(0).toUpperCase() + said.slice(1) : before + said
  })
}
