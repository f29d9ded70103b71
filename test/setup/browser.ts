import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../setup/chromium.ts'

/** A browser with a profile of its own that is gone afterwards: `await using chromium = await browser()`. */
export async function browser(): Promise<Browser & AsyncDisposable> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('There is no Chromium here. Install one, or set CHROME_PATH.')
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--headless',
      '--no-sandbox', // Chromium refuses its sandbox to root, and containers seldom allow it.
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
