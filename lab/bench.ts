import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBestSeats } from './bench/best-seats.ts'
import { budgets, type Judged, judgeBudgets } from './bench/budgets.ts'
import {
  type Contestant,
  startEcho,
  startFullhouse,
  startRedisLock,
  startTextbook,
} from './bench/contestants.ts'
import { measuredElsewhere } from './bench/elsewhere.ts'
import { measureFanOut } from './bench/fan-out.ts'
import { measureGrowth } from './bench/growth.ts'
import { measureMaps } from './bench/map.ts'
import { measureModes } from './bench/modes.ts'
import { budgetTable, workloadTable } from './bench/report.ts'
import { type Round, runRound } from './bench/rounds.ts'
import { assumedSamples, takeSamples } from './bench/samples.ts'
import { measureStart } from './bench/start.ts'
import { type Load, type Workload, workloads } from './bench/workloads.ts'
import { writeCharts } from './charts/write-charts.ts'
import { startLoadGenerator } from './load/load-generator.ts'
import { plainSettings, readSettings } from './peers/database.ts'

const sections = ['holds', 'refusals', 'bookings', 'growth', 'best-seats', 'fan-out', 'map', 'modes', 'start']
const usage = `npm run bench -- [${sections.join('|')}|all] [--rounds 5] [--seconds 4] [--connections 1,64]
                 [--viewers 5000] [--contestants-only] [--keep]

Fullhouse against a bare node:http echo, a textbook SELECT … FOR UPDATE server and a Redis-lock-then-PostgreSQL server, in
turns on this machine; how it grows, tells thousands of viewers, draws its map, and runs on several servers.
all measures what the budgets ask for, in about seven minutes, with --seconds 1 unless told otherwise.
--contestants-only measures the others alone; --keep writes the result under a name that git keeps; of all it
draws the README's charts, too.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string' },
    connections: { type: 'string', default: '1,64' },
    viewers: { type: 'string', default: '5000' },
    'contestants-only': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const section = positionals[0] ?? 'all'
if (values.help || ![...sections, 'all'].includes(section)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}
const rounds = Number(values.rounds)
const seconds = Number(values.seconds ?? (section === 'all' ? 1 : 4))
const wants = (name: string): boolean => section === 'all' || section === name
const chosen = workloads.filter(({ group }) => wants(group))

const generator = startLoadGenerator()
const contestants: Contestant[] = []
const measured: Round[] = []
const judged: Judged[] = []
const more: Record<string, unknown> = {}
try {
  const fullhouse = values['contestants-only'] ? null : await startFullhouse()
  if (fullhouse) contestants.push(fullhouse)
  const settings = fullhouse ? await readSettings(join(fullhouse.server.dataDir, 'postgres')) : plainSettings
  more.settings = settings
  console.log(`${machine()}; PostgreSQL: ${JSON.stringify(settings)}\n`)
  if (chosen.length > 0) {
    const samples = fullhouse ? await takeSamples(fullhouse) : assumedSamples()
    contestants.unshift(await startEcho(samples), await startTextbook(settings))
    await startRedisLock(settings).then(
      (contestant) => contestants.push(contestant),
      (cause: Error) => console.log(`Without a Redis locker: ${cause.message}\n`),
    )
  }
  for (const workload of chosen) await measureWorkload(workload)
  judged.push(...judgeBudgets(measured))
  if (fullhouse) await measureFullhouse(fullhouse)
  if (wants('map')) note('map', await measureMaps())
  if (judged.length > 0) console.log(budgetTable(judged))
  if (section === 'all') console.log(`\n${measuredElsewhere}`)
  const file = write()
  console.log(`\nWritten to ${file}`)
  if (values.keep && section === 'all') console.log(`Drawn from it: ${writeCharts(file).join(', ')}`)
} finally {
  generator.close()
  await Promise.all(contestants.map((contestant) => contestant.stop()))
}

/** With all, only what a budget asks about. */
async function measureWorkload(workload: Workload): Promise<void> {
  const asked = budgets
    .filter((budget) => budget.workload === workload.key)
    .map((budget) => budget.connections)
  const connections = values.connections
    .split(',')
    .map(Number)
    .filter((count) => section !== 'all' || asked.includes(count))
  if (connections.length === 0) return
  // A first round that is not counted: every contestant has compiled its hot path before it is measured. The more code there is,
  // the longer that takes, and the rounds of "all" are too short to make up for it.
  const warmUp: Load = { generator, connections: 64, seconds: 3, warmUpSeconds: 0 }
  await runRound(workload, contestants, warmUp, 0)
  for (const count of connections) {
    const load: Load = { generator, connections: count, seconds, warmUpSeconds: 0.4 }
    for (let round = 0; round < rounds; round += 1)
      measured.push(...(await runRound(workload, contestants, load, round)))
  }
  console.log(workloadTable(measured, workload, connections))
}

async function measureFullhouse(fullhouse: Awaited<ReturnType<typeof startFullhouse>>): Promise<void> {
  if (wants('growth')) {
    const loads = [1, 32].map(
      (count): Load => ({ generator, connections: count, seconds, warmUpSeconds: 0.4 }),
    )
    note('growth', await measureGrowth(fullhouse, loads, Math.min(rounds, 3)))
  }
  if (wants('best-seats')) note('bestSeats', await measureBestSeats(fullhouse.url))
  if (wants('fan-out')) {
    const wish = { viewers: Number(values.viewers), seconds: 6, changesPerSecond: 200 }
    note('fanOut', await measureFanOut(fullhouse, wish))
  }
  if (wants('start')) note('start', await measureStart(fullhouse.server, Math.min(rounds, 3)))
  if (wants('modes')) {
    // The servers measured so far would be in the way.
    await Promise.all(contestants.splice(0).map((contestant) => contestant.stop()))
    note('modes', await measureModes({ rounds: Math.min(rounds, 3), seconds, connections: 64 }))
  }
}

function note(
  name: string,
  result: { judged?: Judged[]; text: string; rounds?: unknown; runs?: unknown },
): void {
  more[name] = result.rounds ?? result.runs
  judged.push(...(result.judged ?? []))
  console.log(result.text)
}

function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor'
  return `${model}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString()}`
}

function write(): string {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const name = `${values.keep ? 'kept-' : ''}${section}-${at.slice(0, 19).replaceAll(':', '')}.json`
  const about = {
    at,
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    rounds,
    seconds,
  }
  const file = join(folder, name)
  writeFileSync(file, `${JSON.stringify({ ...about, ...more, judged, measured }, null, 1)}\n`)
  return file
}
