import { use } from 'react'
import type { lab } from './en/lab.ts'
import type { Language } from './languages.ts'
import { pageLanguage, useLanguage } from './texts.ts'

/** The lab's texts are many and its readers few: they come with its pages, not with the shop. */
export type LabTexts = typeof lab

const catalogs: Record<Language, () => Promise<{ lab: LabTexts }>> = {
  en: () => import('./en/lab.ts'),
  de: () => import('./de/lab.ts'),
  es: () => import('./es/lab.ts'),
  th: () => import('./th/lab.ts'),
}

const asked = new Map<Language, Promise<LabTexts>>()
const loaded = new Map<Language, LabTexts>()
const failed = new Set<Language>()

/** Rejects without a network; asked again, it tries again. */
export function loadLabTexts(language: Language = pageLanguage()): Promise<LabTexts> {
  const before = asked.get(language)
  if (before !== undefined && !failed.delete(language)) return before
  const coming = catalogs[language]().then((catalog) => {
    loaded.set(language, catalog.lab)
    return catalog.lab
  })
  coming.catch(() => failed.add(language))
  asked.set(language, coming)
  return coming
}

/**
 * For components of the lab; in a language that is not there yet they wait, and where it cannot be loaded they break: only
 * a page that is opened, or a visitor who tries again, asks once more. `use` is called whether or not the texts are there:
 * React may draw a component that waited once more with the hooks it had called so far, and when it then finds its texts
 * without `use`, the next hook is one too many.
 */
export function useLabTexts(): LabTexts {
  const language = useLanguage()
  return use(asked.get(language) ?? loadLabTexts(language))
}

/** For code of the lab outside of components, whose page has them. */
export function labTexts(): LabTexts {
  const texts = loaded.get(pageLanguage())
  if (texts === undefined) throw new Error('The texts of the lab are not loaded: its pages wait for them')
  return texts
}
