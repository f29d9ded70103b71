import { spawnSync } from 'node:child_process'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The system's Chromium: `CHROME_PATH`, or the first that is on the PATH. */
export function findChromium(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const paths = names.map((name) =>
    spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim(),
  )
  return paths.find((path) => path !== '') ?? null
}

/** The same, installed first where that is possible: by root, with apt. */
export function findOrInstallChromium(): string | null {
  const found = findChromium()
  if (found !== null || process.getuid?.() !== 0 || !has('apt-get')) return found
  console.log('Installing Chromium with apt-get …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']])
    if (spawnSync('apt-get', ['--quiet=2', ...args], { stdio: ['ignore', 2, 2], env }).status !== 0)
      return null
  const installed = findChromium()
  // On some systems the package is an empty one that points elsewhere.
  return installed !== null && spawnSync(installed, ['--version']).status === 0 ? installed : null
}

function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}
