import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
 *
 * Steps that wait run beside steps that compute, in two rounds: what measures how soon things come back is not crowded.
 */

interface Count {
  passed: number
  failed: number
  skipped: number
}

/** What a step came to, and what there is to say about it: all of it together, because other steps go on meanwhile. */
interface Outcome extends Count {
  said: string
}

interface Step {
  name: string
  /** `chosen`: what Vitest is told besides, when this is the only step, which is watched as it goes. */
  run(chosen: string[] | null): Promise<Outcome>
}

const root = resolve(import.meta.dirname, '..')
const one = ({ ok, said }: Run): Outcome => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, said })

const steps: Step[] = [
  {
    name: 'types',
    async run() {
      const server = await tool('typescript/bin/tsc', ['-p', 'tsconfig.json'], 'quiet')
      const web = await tool('typescript/bin/tsc', ['-p', 'web/tsconfig.json'], 'quiet')
      return one({ ok: server.ok && web.ok, said: server.said + web.said })
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

/**
 * Steps of a lane follow each other; the lanes of a round go on side by side: while one waits for a killed server to be back, or for a
 * lease to end, the other has the processors.
 */
const rounds = [
  [
    ['types', 'style', 'unit', 'pg'],
    ['faults', 'redis', 'pgbouncer'],
  ],
  [['browser'], ['races', 'acceptance']],
].map((lanes) => lanes.map((names) => names.map((name) => steps.find((step) => step.name === name)!)))

const [wanted, ...rest] = process.argv.slice(2)
const alone = steps.find(({ name }) => name === wanted)
if (wanted !== undefined && alone === undefined) {
  console.error(`There is no step ${wanted}; there are ${steps.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

const running = new Set<ChildProcess>()
let stopped = false
// What is running ends first, and takes its databases with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    stopped = true
  })

const began = performance.now()
const total: Count = { passed: 0, failed: 0, skipped: 0 }
if (alone) await take(alone, rest)
else {
  // Asked once, before several steps need it at a time.
  await ensureWebBuilt()
  for (const lanes of rounds)
    await Promise.all(
      lanes.map(async (lane) => {
        for (const step of lane) await take(step, null)
      }),
    )
  console.log(`All of it took ${secondsSince(began)} s.`)
}
console.log(inWords(total))
process.exit(total.failed === 0 && !stopped ? 0 : 1)

async function take({ name, run }: Step, chosen: string[] | null): Promise<void> {
  if (stopped) return
  const began = performance.now()
  const { said, ...count } = await run(chosen)
  if (said !== '') console.log(said)
  console.log(
    `${count.failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${secondsSince(began).padStart(6)} s   ${inWords(count)}`,
  )
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
}

function secondsSince(beganMs: number): string {
  return ((performance.now() - beganMs) / 1000).toFixed(1)
}

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
        const said = `Skipped: there is no ${program} here, and it could not be installed. Install one, or set ${variable}.`
        return { passed: 0, failed: 0, skipped: 1, said }
      }
      process.env[variable] = path
      await ensureWebBuilt()
      return vitest(name, chosen)
    },
  }
}

/** One project of vitest.config.ts. Alone it is watched as it goes; among others it speaks only when it fails. */
async function vitest(project: string, chosen: string[] | null): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-results-'))
  try {
    const results = join(folder, 'results.json')
    const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json']
    const { ok, said } = await tool(
      'vitest/vitest.mjs',
      [...args, `--outputFile.json=${results}`, ...(chosen ?? [])],
      chosen === null ? 'quiet' : 'loud',
    )
    // Without results it did not come as far as its tests.
    if (!existsSync(results)) return one({ ok: false, said })
    const found = JSON.parse(readFileSync(results, 'utf8'))
    const failed = found.numFailedTests
    return {
      passed: found.numPassedTests,
      // A file that could not be loaded, or an error outside of any test, fails the run without failing a test.
      failed: ok ? 0 : Math.max(failed, 1),
      skipped: found.numPendingTests + found.numTodoTests,
      said,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Run {
  ok: boolean
  /** What it has said, if that was kept and it failed. */
  said: string
}

/** Runs a package's program with this Node. Quiet: what it says is shown only when it fails. */
async function tool(path: string, args: string[], voice: 'quiet' | 'loud'): Promise<Run> {
  const child = spawn(process.execPath, [join(root, 'node_modules', path), ...args], {
    cwd: root,
    stdio: voice === 'loud' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const [status] = await once(child, 'close')
  running.delete(child)
  return { ok: status === 0, said: status === 0 ? '' : said }
}
