import { createElement, Fragment, type ReactNode } from 'react'
import { pageLocale } from './texts.ts'

/** What catalogs are written with: numbers, plurals, lists, and sentences with something inside. */

const numbers = new Map<string, Intl.NumberFormat>()
const rules = new Map<string, Intl.PluralRules>()

function kept<T>(formats: Map<string, T>, make: (locale: string) => T): T {
  const locale = pageLocale()
  let format = formats.get(locale)
  if (format === undefined) formats.set(locale, (format = make(locale)))
  return format
}

/** `12400` → “12,400” */
export function number(n: number): string {
  return kept(numbers, (locale) => new Intl.NumberFormat(locale)).format(n)
}

/** One form for each class of numbers that the language tells apart. */
export type Forms<T> = Partial<Record<Intl.LDMLPluralRule, T>> & { other: T }

/** The form for a number. For sentences with other values inside, which `plural` could mistake for its own. */
export function pick<T>(n: number, forms: Forms<T>): T {
  return forms[kept(rules, (locale) => new Intl.PluralRules(locale)).select(n)] ?? forms.other
}

/** `plural(2, { one: '# seat', other: '# seats' })` → “2 seats”; `#` stands for the number. */
export function plural(n: number, forms: Forms<string>): string {
  return pick(n, forms).replaceAll('#', number(n))
}

/** “A, B and C”, as the language joins them. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(pageLocale(), { type: 'conjunction' }).format(items)
}

/** How a part of a sentence is drawn: as a link, or stronger. */
export type Mark = (words: string) => ReactNode

/**
 * A sentence with something drawn inside, kept whole so that each language can put it where it belongs:
 * `` guest: (link: Mark) => rich`You book as a guest. ${link('Sign in')} if you have an account.` ``
 */
export function rich(sentence: TemplateStringsArray, ...inside: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...sentence.flatMap((words, i) => [words, inside[i]]))
}
