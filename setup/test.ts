import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureWebBuilt } from './build-web.ts'
import { findOrInstallChromium } from './chromium.ts'
import { findOrInstallPgBouncer } from './pgbouncer.ts'
import { findOrInstallRedis } from './redis.ts'

/*
 * `npm test` checks everything; `npm test -- NAME` one step: types, style, unit, pg, races, faults, acceptance, redis,
 * pgbouncer, browser.
 * What follows the name goes to Vitest: `npm test -- pg server/postgres -t deadlock`.
 * The last line is "N passed, N failed, N skipped", and the exit code 1 when anything failed.
 */

interface Count {
  passed: number
  failed: number
  skipped: number
}

interface Step {
  name: string
  run(chosen: string[] | null): Promise<Count>
}

const root = resolve(import.meta.dirname, '..')
const one = (ok: boolean): Count => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

const steps: Step[] = [
  {
    name: 'types',
    async run() {
      const server = await tool('typescript/bin/tsc', ['-p', 'tsconfig.json'], 'quiet')
      const web = await tool('typescript/bin/tsc', ['-p', 'web/tsconfig.json'], 'quiet')
      return one(server && web)
    },
  },
  { name: 'style', run: async () => one(await tool('@biomejs/biome/bin/biome', ['check', '.'], 'quiet')) },
  ...['unit', 'pg', 'races'].map((name) => ({
    name,
    run: (chosen: string[] | null) => vitest(name, chosen),
  })),
  // These ask a whole server, pages included.
  ...['faults', 'acceptance'].map((name) => ({
    name,
    async run(chosen: string[] | null) {
      await ensureWebBuilt()
      return vitest(name, chosen)
    },
  })),
  withProgram('redis', 'Redis', 'REDIS_SERVER', findOrInstallRedis),
  withProgram('pgbouncer', 'PgBouncer', 'PGBOUNCER_PATH', findOrInstallPgBouncer),
  withProgram('browser', 'Chromium', 'CHROME_PATH', findOrInstallChromium),
]

const [wanted, ...rest] = process.argv.slice(2)
const chosen = wanted === undefined ? steps : steps.filter(({ name }) => name === wanted)
if (chosen.length === 0) {
  console.error(`There is no step ${wanted}; there are ${steps.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

let running: ChildProcess | undefined
// What is running ends first, and takes its databases with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    running?.kill(signal)
    stopped = true
  })
let stopped = false

const total: Count = { passed: 0, failed: 0, skipped: 0 }
for (const { name, run } of chosen) {
  if (stopped) break
  const began = performance.now()
  const count = await run(wanted === undefined ? null : rest)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(
    `${count.failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.padStart(6)} s   ${inWords(count)}`,
  )
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
}
console.log(inWords(total))
process.exit(total.failed === 0 && !stopped ? 0 : 1)

function inWords({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Tests that need a program of the system's. They find it by `variable`; without it the whole step is skipped. */
function withProgram(name: string, program: string, variable: string, find: () => string | null): Step {
  return {
    name,
    async run(chosen) {
      const path = find()
      if (path === null) {
        console.log(
          `Skipped: there is no ${program} here, and it could not be installed. Install one, or set ${variable}.`,
        )
        return { passed: 0, failed: 0, skipped: 1 }
      }
      process.env[variable] = path
      await ensureWebBuilt()
      return vitest(name, chosen)
    },
  }
}

/** One project of vitest.config.ts. Alone it is watched as it goes; among others it speaks only when it fails. */
async function vitest(project: string, chosen: string[] | null): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-results-'))
  try {
    const results = join(folder, 'results.json')
    const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json']
    const ok = await tool(
      'vitest/vitest.mjs',
      [...args, `--outputFile.json=${results}`, ...(chosen ?? [])],
      chosen === null ? 'quiet' : 'loud',
    )
    const found = JSON.parse(readFileSync(results, 'utf8'))
    const failed = found.numFailedTests
    return {
      passed: found.numPassedTests,
      // A file that could not be loaded, or an error outside of any test, fails the run without failing a test.
      failed: ok ? 0 : Math.max(failed, 1),
      skipped: found.numPendingTests + found.numTodoTests,
    }
  } catch {
    return one(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs a package's program with this Node. Quiet: what it says is shown only when it fails. */
async function tool(path: string, args: string[], voice: 'quiet' | 'loud'): Promise<boolean> {
  running = spawn(process.execPath, [join(root, 'node_modules', path), ...args], {
    cwd: root,
    stdio: voice === 'loud' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const output of [running.stdout, running.stderr])
    output?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const [status] = await once(running, 'close')
  running = undefined
  if (status !== 0 && voice === 'quiet') console.log(said)
  return status === 0
}
