import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Judged, judgeBudgets } from './bench/budgets.ts'
import { type Contestant, startEcho, startFullhouse, startTextbook } from './bench/contestants.ts'
import { measureGrowth } from './bench/growth.ts'
import { budgetTable, workloadTable } from './bench/report.ts'
import { type Round, runRound } from './bench/rounds.ts'
import { assumedSamples, takeSamples } from './bench/samples.ts'
import { type Load, workloads } from './bench/workloads.ts'
import { startLoadGenerator } from './load/load-generator.ts'
import { plainSettings, readSettings } from './peers/database.ts'

const usage = `npm run bench -- [holds|refusals|bookings|growth|all] [--rounds 5] [--seconds 4] [--connections 1,64]
                 [--contestants-only] [--keep]

Fullhouse against a bare node:http echo and a textbook SELECT … FOR UPDATE server, in turns on this machine.
--contestants-only measures the echo and the textbook alone; --keep writes the result under a name that git keeps.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '1,64' },
    'contestants-only': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const wanted = positionals[0] ?? 'all'
if (values.help || !['holds', 'refusals', 'bookings', 'growth', 'all'].includes(wanted)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const connections = values.connections.split(',').map(Number)
const chosen = workloads.filter(({ group }) => wanted === 'all' || group === wanted)

const generator = startLoadGenerator()
const contestants: Contestant[] = []
const measured: Round[] = []
const judged: Judged[] = []
let growth: unknown[] = []
try {
  const fullhouse = values['contestants-only'] ? null : await startFullhouse()
  if (fullhouse) contestants.push(fullhouse)
  const samples = fullhouse ? await takeSamples(fullhouse) : assumedSamples()
  const settings = fullhouse ? await readSettings(join(fullhouse.server.dataDir, 'postgres')) : plainSettings
  contestants.unshift(await startEcho(samples), await startTextbook(settings))
  console.log(`${machine()}; PostgreSQL: ${JSON.stringify(settings)}\n`)

  for (const workload of chosen) {
    // A first round that is not counted: every contestant has compiled its hot path before it is measured.
    const warmUp: Load = { generator, connections: 64, seconds: 1, warmUpSeconds: 0 }
    await runRound(workload, contestants, warmUp, 0)
    for (const count of connections) {
      const load: Load = { generator, connections: count, seconds, warmUpSeconds: 0.5 }
      for (let round = 0; round < rounds; round += 1) {
        measured.push(...(await runRound(workload, contestants, load, round)))
      }
    }
    console.log(workloadTable(measured, workload, connections))
  }
  judged.push(...judgeBudgets(measured))
  if (fullhouse && (wanted === 'growth' || wanted === 'all')) {
    const loads = [1, 32].map(
      (count): Load => ({ generator, connections: count, seconds, warmUpSeconds: 0.5 }),
    )
    const result = await measureGrowth(fullhouse, loads, rounds)
    growth = result.rounds
    judged.push(...result.judged)
    console.log(result.text)
  }
  if (judged.length > 0) console.log(budgetTable(judged))
  console.log(`\nWritten to ${write({ settings })}`)
} finally {
  generator.close()
  await Promise.all(contestants.map((contestant) => contestant.stop()))
}

function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor'
  return `${model}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString()}`
}

function write(more: object): string {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = join(
    folder,
    `${values.keep ? 'kept-' : ''}${wanted}-${at.slice(0, 19).replaceAll(':', '')}.json`,
  )
  const about = {
    at,
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    rounds,
    seconds,
    ...more,
  }
  writeFileSync(file, `${JSON.stringify({ ...about, judged, measured, growth }, null, 1)}\n`)
  return file
}
