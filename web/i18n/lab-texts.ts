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

const loading = new Map<Language, Promise<LabTexts>>()
const loaded = new Map<Language, LabTexts>()

/** Rejects without a network; asked again, it tries again. */
export function loadLabTexts(language: Language = pageLanguage()): Promise<LabTexts> {
  const before = loading.get(language)
  if (before !== undefined) return before
  const asked = catalogs[language]().then(
    (catalog) => {
      loaded.set(language, catalog.lab)
      return catalog.lab
    },
    (cause: unknown) => {
      loading.delete(language)
      throw cause
    },
  )
  loading.set(language, asked)
  return asked
}

/**
 * For components of the lab; in a language that is not there yet they wait. `use` is called whether or not the texts are
 * there: React may draw a component that waited once more with the hooks it had called so far, and when it then finds its
 * texts without `use`, the next hook is one too many.
 */
export function useLabTexts(): LabTexts {
  return use(loadLabTexts(useLanguage()))
}

/** For code of the lab outside of components, whose page has them. */
export function labTexts(): LabTexts {
  const texts = loaded.get(pageLanguage())
  if (texts === undefined) throw new Error('The texts of the lab are not loaded: its pages wait for them')
  return texts
}
