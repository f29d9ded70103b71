import { useSyncExternalStore } from 'react'
import type { Texts } from './catalog.ts'
import { type Language, localeFor } from './languages.ts'

/** No language is special: each comes as a file of its own, and only the one that is shown is loaded. */
const catalogs: Record<Language, () => Promise<{ catalog: Texts }>> = {
  en: () => import('./en/catalog.ts'),
  de: () => import('./de/catalog.ts'),
  es: () => import('./es/catalog.ts'),
  th: () => import('./th/catalog.ts'),
}

interface Spoken {
  language: Language
  /** For `Intl`: the visitor's own flavour of the language. */
  locale: string
  texts: Texts
}

let spoken: Spoken | null = null
const listeners = new Set<() => void>()

function now(): Spoken {
  if (spoken === null) throw new Error('No language is loaded yet: main.tsx waits for it before it renders')
  return spoken
}

/** Loads a language's texts and shows them everywhere at once. Rejects, and changes nothing, without a network. */
export async function speak(
  language: Language,
  preferred: readonly string[] = globalThis.navigator?.languages ?? [],
): Promise<void> {
  const { catalog } = await catalogs[language]()
  spoken = { language, locale: localeFor(language, preferred), texts: catalog }
  for (const listener of listeners) listener()
}

/** For code outside of components. What it makes of them must not outlive the moment: the language may change. */
export const texts = (): Texts => now().texts
export const pageLanguage = (): Language => now().language
export const pageLocale = (): string => now().locale

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The texts of the page. A component that uses them, or formats a date or a price, is drawn again in a new language. */
export const useTexts = (): Texts => useSyncExternalStore(onLanguageChange, texts)
export const useLanguage = (): Language => useSyncExternalStore(onLanguageChange, pageLanguage)
/** For what is remembered by the flavour, such as a drawing with prices in it. */
export const useLocale = (): string => useSyncExternalStore(onLanguageChange, pageLocale)
