import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type CDPSession, chromium } from 'playwright-core'

export interface MapScreen {
  name: string
  width: number
  height: number
  /** Canvas pixels in a CSS pixel. */
  ratio: number
}

export const screens: readonly MapScreen[] = [
  { name: 'phone, 390 × 844 at 3', width: 390, height: 844, ratio: 3 },
  { name: 'desk, 1440 × 900 at 1', width: 1440, height: 900, ratio: 1 },
]

export interface MapRun {
  screen: string
  browser: string
  renderer: string
  places: number
  firstPaintMs: number
  phases: {
    name: string
    framesPerSecond: number
    p95Ms: number
    /** Processor time of the page's main thread, which does not grow with what else the machine is doing. */
    cpuMs: number
  }[]
}

const phases = ['rest', 'pan, whole plan', 'zoom in and out', 'zoom to seats', 'pan, near']

/** One screen in a browser of its own, without a GPU: whatever this machine has, the result is the CPU's. */
export async function measureMap(url: string, screen: MapScreen): Promise<MapRun> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--disable-gpu', '--no-sandbox', '--disable-dev-shm-usage'],
  })
  try {
    const page = await browser.newPage({
      viewport: { width: screen.width, height: screen.height },
      deviceScaleFactor: screen.ratio,
    })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.goto(url)
    await page.waitForFunction('globalThis.mapRun', null, { timeout: 60_000 })
    const start = await page.evaluate<{ places: number; firstPaintMs: number }>('mapRun.start')
    const measured: MapRun['phases'] = []
    for (const name of phases) {
      const before = await taskSeconds(devtools)
      const frames = await page.evaluate<{ frames: number; framesPerSecond: number; p95Ms: number }>(
        `mapRun[${JSON.stringify(name)}]()`,
      )
      const cpuMs = ((await taskSeconds(devtools)) - before) * 1000
      measured.push({ name, ...frames, cpuMs: cpuMs / frames.frames })
    }
    return {
      screen: screen.name,
      browser: `Chromium ${browser.version()}`,
      renderer: 'software rendering (--disable-gpu)',
      ...start,
      phases: measured,
    }
  } finally {
    await browser.close()
  }
}

async function taskSeconds(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

function findChromium(): string {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync)
  if (!found) throw new Error(`no Chromium on the PATH; looked for ${names.join(', ')}; or set CHROME_PATH`)
  return found
}
