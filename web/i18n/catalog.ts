import type { catalog } from './en/catalog.ts'

/** Every text of the shop. English gives the shape; a text that another language lacks, or has too many, is a type error. */
export type Texts = typeof catalog
