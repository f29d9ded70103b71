import { de } from './texts/de.ts'
import { en, type Texts } from './texts/en.ts'
import { es } from './texts/es.ts'
import { th } from './texts/th.ts'

const catalogs: Record<string, Texts> = { en, de, es, th }

/** `queue-before-paint.js` has chosen the language before anything was drawn. */
export const language = document.documentElement.lang
export const t: Texts = catalogs[language] ?? en
const locale =
  navigator.languages.find((tag) => tag.includes('-') && tag.toLowerCase().startsWith(language)) ?? language

const numbers = new Intl.NumberFormat(locale)
const plurals = new Intl.PluralRules(locale)

export const number = (n: number) => numbers.format(n)
export const aheadWords = (n: number) => (plurals.select(n) === 'one' ? t.ahead.one : t.ahead.other)

/** “4:05”, or “1:04:05” from an hour on. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

export function moment(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  )
}
