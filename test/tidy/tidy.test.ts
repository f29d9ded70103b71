import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

const linesMax = 400
const files = sourceFiles('.ts', '.tsx', '.mjs', '.css', '.sql')
const code = files.filter(({ path }) => !path.startsWith('test/tidy/'))

/** Paths of the files in which `pattern` is found, with the line. */
function found(pattern: RegExp): string[] {
  return code.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  )
}

test('no file is too long to read in one sitting', () => {
  const long = files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length
    return lines > linesMax ? [`${path} has ${lines} lines`] : []
  })
  expect(long).toEqual([])
})

test('files are named for one thing, in kebab-case', () => {
  const vague = new Set([
    'util',
    'utils',
    'helper',
    'helpers',
    'common',
    'manager',
    'service',
    'services',
    'misc',
    'lib',
  ])
  const badly = files.filter(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const words = path.replace('service-worker', '').split(/[^a-zA-Z]+/)
    // A function of the database has an underscore, like every name in SQL.
    const plain = path.startsWith('server/sql/functions/') ? /^[a-z_]+\.sql$/ : /^[a-z0-9-]+(\.[a-z0-9-]+)*$/
    return !plain.test(name) || words.some((word) => vague.has(word))
  })
  expect(badly.map(({ path }) => path)).toEqual([])
})

test('there are no barrels', () => {
  const barrels = files.filter(({ path, text }) => {
    if (/(^|\/)index\.tsx?$/.test(path)) return true
    const statements = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim()
    return statements !== '' && /^(export\s[^;]*?from\s+'[^']+';?\s*)+$/.test(statements)
  })
  expect(barrels.map(({ path }) => path)).toEqual([])
  expect(found(/^export \* from/)).toEqual([])
})

test('nothing is left for later', () => {
  expect(found(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
})

test('no test is skipped or alone', () => {
  expect(found(/\b(test|it|describe|suite)(\.\w+)*\.(only|skip|skipIf|todo|fails)\b/)).toEqual([])
})

test('migrations are numbered one by one', () => {
  const numbers = files.flatMap(
    ({ path }) => /^server\/sql\/migrations\/(\d{4})-[a-z0-9-]+\.sql$/.exec(path)?.[1] ?? [],
  )
  expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1))
})

// npm leaves out packages for other machines that it cannot find at the moment, and then refuses its own file.
test('the lockfile names every package that one of its packages may ask for, and no registry', () => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
  const packages: Record<string, LockedPackage> = lock.packages
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(
      (name) => !isReachable(packages, path, name),
    ),
  )
  expect(missing).toEqual([])
  expect(Object.keys(packages).filter((path) => packages[path]!.resolved)).toEqual([])
})

interface LockedPackage {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  resolved?: string
}

/** Node looks for a package beside the one that asks, then in every folder above. */
function isReachable(packages: Record<string, LockedPackage>, from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true
    if (folder === '') return false
  }
}
