import { spawnSync } from 'node:child_process'
import { findCommand, installPackage } from './system-package.ts'

/** The system's Chromium: `CHROME_PATH`, or the first that is on the PATH. */
export function findChromium(): string | null {
  return (
    process.env.CHROME_PATH ||
    findCommand('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  )
}

/** The same, installed first where that is possible. */
export function findOrInstallChromium(): string | null {
  const found = findChromium()
  if (found !== null || !installPackage('chromium')) return found
  const installed = findChromium()
  // On some systems the package is an empty one that points elsewhere.
  return installed !== null && spawnSync(installed, ['--version']).status === 0 ? installed : null
}
