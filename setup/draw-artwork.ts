import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { smallArtwork } from '../contract/small-artwork.ts'
import { browser } from '../test/setup/browser.ts'

/*
 * `node setup/draw-artwork.ts` makes the small pictures beside the demo's drawings (web/public/artwork) anew. They are kept with
 * the sources, because a machine that builds the shop seldom has a browser.
 */

const folder = resolve(import.meta.dirname, '../web/public')
const WIDTH = 640
const HEIGHT = 400
/** Of 1. They are shown a hand wide at most; beyond this only the file grows. */
const QUALITY = 0.5

async function drawSmall(page: Page, drawing: string): Promise<Buffer> {
  const address = `data:image/svg+xml,${encodeURIComponent(drawing)}`
  const picture = await page.evaluate(
    `(async () => {
      const drawing = new Image()
      drawing.src = ${JSON.stringify(address)}
      await drawing.decode()
      const canvas = document.createElement('canvas')
      canvas.width = ${WIDTH}
      canvas.height = ${HEIGHT}
      canvas.getContext('2d').drawImage(drawing, 0, 0, ${WIDTH}, ${HEIGHT})
      return canvas.toDataURL('image/webp', ${QUALITY})
    })()`,
  )
  return Buffer.from(String(picture).split(',')[1]!, 'base64')
}

await using chromium = await browser()
const page = await chromium.newPage()
for (const name of readdirSync(join(folder, 'artwork')).filter((each) => each.endsWith('.svg'))) {
  const path = `/artwork/${name}`
  const small = await drawSmall(page, readFileSync(join(folder, path), 'utf8'))
  writeFileSync(join(folder, smallArtwork(path)), small)
  console.error(`${smallArtwork(path)}: ${small.length} bytes`)
}
