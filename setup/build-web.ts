import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const root = resolve(import.meta.dirname, '..')
const built = join(root, 'web/dist')
const sources = ['web', 'contract', 'server/http/first-paint.ts', 'package-lock.json']

/**
 * Builds the web app when what it is made of has changed since the last time. The build runs in a process of its own:
 * it needs a lot of memory once, which a server would keep for ever.
 */
export async function ensureWebBuilt(): Promise<void> {
  if (isFresh()) return
  console.error('Building the web app (once, and again when it changes) …')
  const builder = spawn(process.execPath, [import.meta.filename], { stdio: ['ignore', 2, 2] })
  const [status] = await once(builder, 'exit')
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
    // A page of its own, and small; see the note in its configuration.
    await build({
      configFile: join(root, 'web/queue/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: unfinished, emptyOutDir: false },
    })
    compress(unfinished)
    writeFileSync(join(unfinished, '.sources'), hash)
    rmSync(built, { recursive: true, force: true })
    renameSync(unfinished, built)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Copies that the server sends as they are to browsers that take them: compressed once, as well as can be. */
function compress(folder: string): void {
  for (const path of files(folder).filter((each) => /\.(html|js|css|svg|json|webmanifest|txt)$/.test(each))) {
    const text = readFileSync(path)
    if (text.length < 1024) continue
    writeFileSync(`${path}.br`, brotliCompressSync(text))
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
  }
}

function isFresh(): boolean {
  const stamp = join(built, '.sources')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => files(join(root, source))).sort()) {
    // Neither tests nor what was built are part of what it is built from.
    if (/\.test\.tsx?$/.test(path) || path.startsWith(built)) continue
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function files(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
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
