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
