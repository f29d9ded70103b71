import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

/** The system's Chromium: `CHROME_PATH`, or the first that is on the PATH. */
export function findChromium(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const found = names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find((path) => path !== '')
  return found ?? null
}

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
