import type { Language } from './languages.ts'

/** How dates, money and numbers are written in a language. Times of an event are told in the event's own zone. */
export interface Formats {
  /** “Sunday 14 March 2027” */
  day(at: Date, timeZone: string): string
  /** “19:30” */
  time(at: Date, timeZone: string): string
  /** “CET”, “GMT+1”: whatever the language calls the zone at that instant. */
  zone(at: Date, timeZone: string): string
  /** Minor units: 4500 of EUR → “€45.00” */
  money(money: { amount: number; currency: string }): string
  number(n: number): string
  /** “A, B and C” */
  list(items: readonly string[]): string
  /** `plural(2, { one: '# seat', other: '# seats' })` → “2 seats” */
  plural(n: number, forms: PluralForms): string
}

/** One form for each class of numbers that the language tells apart; `#` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** The flavour for those of whom only the language is known: the same that the shop falls back to. */
const locales: Record<Language, string> = {
  en: 'en-GB',
  de: 'de-DE',
  es: 'es-ES',
  th: 'th-TH',
}

const made = new Map<Language, Formats>()

export function formatsFor(language: Language): Formats {
  let formats = made.get(language)
  if (formats === undefined) made.set(language, (formats = makeFormats(locales[language])))
  return formats
}

function makeFormats(locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale)
  const rules = new Intl.PluralRules(locale)
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const date = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(at)
  return {
    day: (at, timeZone) =>
      date(at, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: (at, timeZone) => date(at, { timeZone, hour: 'numeric', minute: '2-digit' }),
    zone: (at, timeZone) =>
      new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
    money({ amount, currency }) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
      return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
    },
    number: (n) => numbers.format(n),
    list: (items) => lists.format(items),
    plural: (n, forms) => (forms[rules.select(n)] ?? forms.other).replaceAll('#', numbers.format(n)),
  }
}
