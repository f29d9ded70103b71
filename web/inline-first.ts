import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Puts what the first paint needs into the page itself: the styles, and the script that chooses theme and language. On a
 * slow network each of them would be another journey before anything is seen. The server allows exactly these, by
 * their hashes (server/http/inline-hashes.ts).
 *
 * Modules are not announced in the page: they would compete with the picture that the page opens with, and the entry
 * imports them all the same.
 */
export function inlineFirst(publicFolder: string): Plugin {
  return {
    name: 'inline-first',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const styles = (address: string): string => {
          const file = bundle?.[address.slice(1)]
          if (file?.type !== 'asset') throw new Error(`The build has no stylesheet ${address}`)
          return String(file.source)
        }
        return html
          .replace(
            /<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g,
            (_, address) => `<style>${styles(address)}</style>`,
          )
          .replace(/<script src="(\/before-paint\.js)"([^>]*)><\/script>/, (_, address, attributes) => {
            return `<script${attributes}>${readFileSync(publicFolder + address, 'utf8').trim()}</script>`
          })
          .replace(/\n\s*<link rel="modulepreload"[^>]*>/g, '')
      },
    },
  }
}
