import type { Language } from '../../language/languages.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { th } from './th.ts'

/**
 * Every word of every mail. English gives the shape: a text that another language lacks, or has too many, is a type error.
 * A text is a whole sentence; values come formatted (server/language/formats.ts). German says “Sie”, Spanish “tú”; Thai is
 * polite without particles, and without full stops.
 */
export type Words = typeof en

export const words: Record<Language, Words> = { en, de, es, th }
