import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { languages } from './languages.ts'

/**
 * Writes into the page where the texts of each language lie, for the script that chooses one before the first paint:
 * they then load beside the app, not after it.
 */
export function catalogFiles(): Plugin {
  const source = (language: string) => fileURLToPath(new URL(`${language}/catalog.ts`, import.meta.url))
  return {
    name: 'catalog-files',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const built = Object.values(bundle ?? {})
        const addressOf = (language: string): string => {
          if (bundle === undefined) return `/i18n/${language}/catalog.ts`
          const file = built.find((one) => 'facadeModuleId' in one && one.facadeModuleId === source(language))
          if (file === undefined) throw new Error(`The build has no file with the texts of "${language}"`)
          return `/${file.fileName}`
        }
        const addresses = Object.fromEntries(languages.map((language) => [language, addressOf(language)]))
        return html.replace('data-catalogs=""', `data-catalogs='${JSON.stringify(addresses)}'`)
      },
    },
  }
}
