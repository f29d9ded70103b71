import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startFullhouse } from './bench/contestants.ts'
import { workloads } from './bench/workloads.ts'
import { startLoadGenerator } from './load/load-generator.ts'
import type { LoadReport } from './load/load-plan.ts'
import { type CpuProfile, type SelfTime, selfTimes } from './profile/self-time.ts'
import { figure, table } from './table.ts'

const workloadOf: Readonly<Record<string, string>> = {
  hold: 'holds',
  'hold-newcomer': 'holds-newcomers',
  refusal: 'refusals',
  'sold-out': 'refusals-sold-out',
  booking: 'bookings',
  'booking-one-call': 'bookings-one-call',
}
const usage = `npm run profile -- [${Object.keys(workloadOf).join('|')}] [--connections 64] [--seconds 4] [--top 30]

Where the server's time goes under that load: self time by stage and by function, in microseconds a request. The
profiler slows the server down by a few per cent; shares are more to be trusted than sums.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    connections: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '4' },
    top: { type: 'string', default: '30' },
    help: { type: 'boolean', default: false },
  },
})
const workload = workloads.find(({ key }) => key === workloadOf[positionals[0] ?? 'hold'])
if (values.help || !workload) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}
const measuredSeconds = Number(values.seconds)
const folder = mkdtempSync(join(tmpdir(), 'fullhouse-profile-'))
const generator = startLoadGenerator()
const fullhouse = await startFullhouse(['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'])
try {
  const load = {
    generator,
    connections: Number(values.connections),
    seconds: measuredSeconds,
    warmUpSeconds: 2,
  }
  const report = await workload.run(fullhouse, load)
  const endedUs = Number(process.hrtime.bigint() / 1000n)
  // The profile is written when the process ends of itself.
  await fullhouse.stop()
  const window = { fromUs: endedUs - report.seconds * 1e6, toUs: endedUs }
  print(selfTimes(readProfile(folder), window), report)
} finally {
  generator.close()
  await fullhouse.stop()
  rmSync(folder, { recursive: true, force: true })
}

function readProfile(from: string): CpuProfile {
  const [file] = readdirSync(from).filter((name) => name.endsWith('.cpuprofile'))
  if (!file) throw new Error('the server wrote no profile: did it end of itself?')
  return JSON.parse(readFileSync(join(from, file), 'utf8'))
}

function print(all: readonly SelfTime[], { perSecond, seconds, cycles, watchedSeconds }: LoadReport): void {
  const requests = perSecond * seconds
  // An idle server waits for the database, or for a processor that others are using.
  const times = all.filter(({ stage }) => stage !== 'idle')
  const total = times.reduce((sum, { us }) => sum + us, 0)
  const idle = 1 - total / all.reduce((sum, { us }) => sum + us, 0)
  const line = (name: string, us: number): string[] => [
    name,
    figure(us / requests),
    `${((100 * us) / total).toFixed(1)} %`,
  ]
  const byStage = Map.groupBy(times, ({ stage }) => stage)
  const stages = [...byStage]
    .map(([stage, own]) => ({ stage, us: own.reduce((sum, { us }) => sum + us, 0) }))
    .toSorted((a, b) => b.us - a.us)
  console.log(
    `${workload!.title}, ${values.connections} connections: ${figure(perSecond)} a second, ${Math.round(idle * 100)} % of the time idle`,
  )
  for (const [role, used] of Object.entries(watchedSeconds ?? {}))
    console.log(`processor time of the ${role}: ${figure((used / cycles) * 1e6)} µs each`)
  console.log('')
  console.log(table([['stage', 'µs each', 'share'], ...stages.map(({ stage, us }) => line(stage, us))]))
  const top = times.slice(0, Number(values.top)).map(({ function: name, at, us }) => [...line(name, us), at])
  console.log(`\n${table([['function', 'µs each', 'share', 'where'], ...top])}`)
}
