import { readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import {
  type LabLine,
  type LabMix,
  LabOrder,
  type LabPattern,
  type LabProgress,
  type LabReport,
  LabSettings,
  labBehaviours,
  labDefaults,
  labPatterns,
} from '../contract/shapes/lab.ts'
import { htmlReport } from './report/html.ts'
import { showProgress } from './report/progress-line.ts'
import { textReport } from './report/text.ts'
import { openSandbox } from './run/open-sandbox.ts'
import { type LabHooks, runLab } from './run/run-lab.ts'
import { serverUse } from './run/server-use.ts'
import { demoOrganiser, signInOrganiser } from './stage/organiser.ts'
import { startServerProcess } from './stage/server-process.ts'

const usage = `npm run lab -- [--url http://localhost:3000] [--event slug] [--buyers 500] [--pattern ${labPatterns.join('|')}]
               [--seconds 10] [--mix pick=30,best=40,…] [--party 2] [--seed 1] [--connections 256] [--processes 1]
               [--seats 20 | --plan plans/arena.json] [--hold-seconds 15] [--price 2500] [--exclusive]
               [--progress line|json|none] [--json report.json] [--html report.html]
               [--organiser-email …] [--organiser-password …]
               [--order -]
               [--mutants]

A crowd of virtual buyers against a server, its own unless --url names one (start that with FULLHOUSE_RATE_LIMITS=off), for an
event of its own unless --event names one. Every answer is checked afterwards, and the ledger. Ends with code 1 if
anything was wrong. The same seed is the same buyers, wishes and times.

Behaviours: ${labBehaviours.join(', ')}
--exclusive  nobody but this crowd takes seats of --event: whatever else the ledger has is a fault
--order -    reads what to do as JSON from standard input (contract/shapes/lab.ts), for a program that starts runs
--mutants    servers with a guard taken out, each of which has to be caught`

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    event: { type: 'string' },
    buyers: { type: 'string', default: String(labDefaults.buyers) },
    pattern: { type: 'string', default: labDefaults.pattern },
    seconds: { type: 'string', default: String(labDefaults.seconds) },
    mix: { type: 'string' },
    party: { type: 'string', default: String(labDefaults.party) },
    seed: { type: 'string', default: String(labDefaults.seed) },
    connections: { type: 'string', default: String(labDefaults.connections) },
    processes: { type: 'string', default: String(labDefaults.processes) },
    seats: { type: 'string', default: '20' },
    plan: { type: 'string' },
    'hold-seconds': { type: 'string', default: '15' },
    price: { type: 'string', default: '2500' },
    exclusive: { type: 'boolean', default: false },
    progress: { type: 'string', default: 'line' },
    json: { type: 'string' },
    html: { type: 'string' },
    'organiser-email': { type: 'string', default: demoOrganiser.email },
    'organiser-password': { type: 'string', default: demoOrganiser.password },
    order: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}

const stop = new AbortController()
try {
  if (values.mutants) process.exitCode = await huntMutants()
  else if (values.order === '-') process.exitCode = finish(await followOrder())
  else process.exitCode = finish(await runFromOptions())
} catch (cause) {
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  if (values.progress === 'json') say({ type: 'fault', message })
  else console.error(message)
  process.exitCode = 2
}

/** Somebody else has made the event, and will read what is said. */
async function followOrder(): Promise<LabReport> {
  // Whoever has started it may end it early; what has happened until then is checked all the same.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  const order: unknown = JSON.parse(await text(process.stdin))
  if (!Value.Check(LabOrder, order)) throw new Error(`not an order: ${firstFault(LabOrder, order)}`)
  return runLab(order, hooks(order.url))
}

async function runFromOptions(): Promise<LabReport> {
  const settings = readSettings()
  const server = values.url === undefined ? await startServerProcess() : null
  try {
    const url = new URL(values.url ?? server!.url).origin
    const credentials = { email: values['organiser-email'], password: values['organiser-password'] }
    const organiser = await signInOrganiser(url, credentials)
    const event = values.event ?? (await openSandbox(organiser, readSandbox(settings)))
    const organiserCookie = organiser.cookie()
    const exclusive = values.event === undefined || values.exclusive
    return await runLab({ url, event, exclusive, organiserCookie, settings }, hooks(url, server?.dataDir))
  } finally {
    await server?.stop()
  }
}

async function huntMutants(): Promise<number> {
  const { mutants } = await import('./mutants/mutants.ts')
  const { catchMutants } = await import('./mutants/catch-mutants.ts')
  const { caught, accused, report } = await catchMutants(mutants, (line) => console.log(line))
  console.log(report)
  return caught === mutants.length && accused === 0 ? 0 : 1
}

function readSettings(): LabSettings {
  const settings = {
    buyers: Number(values.buyers),
    pattern: values.pattern as LabPattern,
    seconds: Number(values.seconds),
    mix: values.mix === undefined ? labDefaults.mix : readMix(values.mix),
    party: Number(values.party),
    seed: Number(values.seed),
    connections: Number(values.connections),
    processes: Number(values.processes),
  }
  if (!Value.Check(LabSettings, settings)) throw new Error(`${firstFault(LabSettings, settings)}\n\n${usage}`)
  return settings
}

function readMix(list: string): LabMix {
  return Object.fromEntries(
    list.split(',').map((entry) => {
      const [name, weight] = entry.split('=')
      return [name, Number(weight)]
    }),
  )
}

function readSandbox({ party }: LabSettings) {
  return {
    plan: values.plan === undefined ? null : JSON.parse(readFileSync(values.plan, 'utf8')),
    seats: Number(values.seats),
    holdSeconds: Number(values['hold-seconds']),
    price: Number(values.price),
    party,
  }
}

function hooks(url: string, dataDir?: string): LabHooks {
  const use = { use: () => serverUse(url, dataDir), stop: stop.signal }
  switch (values.progress) {
    case 'json':
      return { ...use, onProgress: say }
    case 'none':
      return use
    default:
      return { ...use, onProgress: (progress: LabProgress) => showProgress(process.stdout, progress) }
  }
}

function say(line: LabLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function finish(report: LabReport): number {
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report))
  if (values.html !== undefined) writeFileSync(values.html, htmlReport(report))
  if (values.progress === 'json') say(report)
  else console.log(textReport(report))
  return report.verdict.passed ? 0 : 1
}

function firstFault(shape: TSchema, value: unknown): string {
  const [fault] = Value.Errors(shape, value)
  return fault ? `${fault.instancePath || '/'} ${fault.message}` : 'it is not as it has to be'
}
