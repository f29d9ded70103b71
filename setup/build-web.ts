import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const built = join(root, 'web/dist')
const sources = ['web', 'contract', 'package-lock.json']

/**
 * Builds the web app when what it is made of has changed since the last time. The build runs in a process of its own:
 * it needs a lot of memory once, which a server would keep for ever.
 */
export function ensureWebBuilt(): void {
  if (isFresh()) return
  console.error('Building the web app (once, and again when it changes) …')
  const { status } = spawnSync(process.execPath, [import.meta.filename], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The web app could not be built; what its builder said is above.')
}

async function build(): Promise<void> {
  const { build } = await import('vite')
  const hash = sourceHash()
  // Built beside its place and moved when whole: a server that is running never sees half of it, nor does a second build.
  const unfinished = `${built}.${process.pid}`
  try {
    await build({
      configFile: join(root, 'web/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: unfinished, emptyOutDir: true },
    })
    writeFileSync(join(unfinished, '.sources'), hash)
    rmSync(built, { recursive: true, force: true })
    renameSync(unfinished, built)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function isFresh(): boolean {
  const stamp = join(built, '.sources')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => files(join(root, source))).sort()) {
    // Tests are not part of the app.
    if (/\.test\.tsx?$/.test(path)) continue
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function files(path: string): string[] {
  if (!existsSync(path) || path.startsWith(built)) return []
  if (path.endsWith('package-lock.json')) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)],
  )
}

if (import.meta.main) {
  if (process.argv.includes('--force') || !isFresh()) {
    const started = performance.now()
    await build()
    console.error(`Built the web app in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  }
}
