import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type LabFault,
  type LabOrder,
  LabProgress,
  LabReport,
  labDefaults,
} from '../../contract/shapes/lab.ts'
import { openSandbox } from '../../lab/run/open-sandbox.ts'
import { demoOrganiser, type Organiser, signInOrganiser } from '../../lab/stage/organiser.ts'
import { startServer, type TestServer } from '../setup/server.ts'

const root = join(import.meta.dirname, '../..')
let server: TestServer
let organiser: Organiser
let folder: string

beforeAll(async () => {
  server = await startServer()
  organiser = await signInOrganiser(server.url, demoOrganiser)
  folder = mkdtempSync(join(tmpdir(), 'fullhouse-test-'))
})
afterAll(async () => {
  if (folder) rmSync(folder, { recursive: true })
  await server?.[Symbol.asyncDispose]()
})

interface Said {
  code: number | null
  progress: LabProgress[]
  report: LabReport | undefined
  fault: LabFault | undefined
  errors: string
}

/** The lab as another program starts it. Every line that it says has to be one of the contract's. */
function start(parameters: string[], input?: object): { child: ChildProcess; said: Promise<Said> } {
  const child = spawn(process.execPath, [join(root, 'lab/lab.ts'), '--progress', 'json', ...parameters], {
    cwd: root,
    detached: true,
  })
  child.stdin!.end(input === undefined ? '' : JSON.stringify(input))
  let output = ''
  let errors = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const said = new Promise<Said>((resolve) =>
    child.once('close', (code) => {
      const lines: unknown[] = output
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
      const progress = lines.filter((line): line is LabProgress => Value.Check(LabProgress, line))
      const report = lines.find((line): line is LabReport => Value.Check(LabReport, line))
      const fault = lines.find((line): line is LabFault => (line as LabFault).type === 'fault')
      const known = progress.length + (report ? 1 : 0) + (fault ? 1 : 0)
      expect(known, 'lines that the contract does not know').toBe(lines.length)
      resolve({ code, progress, report, fault, errors })
    }),
  )
  return { child, said }
}

const order = (event: string, settings: Partial<LabOrder['settings']>): LabOrder => ({
  url: server.url,
  event,
  exclusive: true,
  organiserCookie: organiser.cookie(),
  settings: { ...labDefaults, ...settings },
})
const room = { plan: null, seats: 20, holdSeconds: 30, price: 0, party: 1 }

it('500 buyers, 20 seats: 20 are sold, 480 refused, and every answer was true (W1, S7, H1)', async () => {
  const page = join(folder, 'report.html')
  const event = await openSandbox(organiser, room)
  const wish = order(event, { buyers: 500, seconds: 2, mix: { pick: 50, best: 50 }, party: 1 })
  const { code, report, progress, errors } = await start(['--order', '-', '--html', page], wish).said
  expect(code, errors).toBe(0)
  expect(report!.verdict).toMatchObject({ passed: true, violations: [] })
  expect(report!.counts).toMatchObject({ arrived: 500, done: 500, acquired: 20, confirmed: 20, unknown: 0 })
  expect(report!.seats).toMatchObject({ sold: 20, free: 0 })
  expect(report!.behaviours.reduce((sum, { withSeats }) => sum + withSeats, 0)).toBe(20)
  expect(report!.verdict.checks.every(({ name, checked }) => checked > 0 || name === 'cap')).toBe(true)
  expect(progress.at(-1)!.phase).toBe('done')
  expect(readFileSync(page, 'utf8')).toContain('Every answer was true')
  expect(JSON.stringify(report)).not.toContain(organiser.cookie())
}, 60_000)

it('plays every behaviour, over several processes, and finds nothing wrong', async () => {
  const event = await openSandbox(organiser, { ...room, seats: 60, holdSeconds: 3, price: 2500, party: 2 })
  const settings = {
    buyers: 240,
    seconds: 4,
    pattern: 'ramp',
    party: 2,
    processes: 2,
    connections: 40,
  } as const
  const { code, report, errors } = await start(['--order', '-'], order(event, settings)).said
  expect(code, errors + JSON.stringify(report?.verdict.violations)).toBe(0)
  expect(report!.behaviours.map(({ name }) => name).sort()).toEqual(Object.keys(labDefaults.mix).sort())
  expect(report!.counts.declined).toBeGreaterThan(0)
  expect(report!.counts.released).toBeGreaterThan(0)
  expect(report!.counts.cancelled).toBeGreaterThan(0)
}, 120_000)

it('stops when it is asked to: nobody else comes, and what has happened is checked', async () => {
  const event = await openSandbox(organiser, room)
  const settings = { buyers: 5_000, seconds: 500, pattern: 'steady', party: 1, mix: { best: 1 } } as const
  const { child, said } = start(['--order', '-'], order(event, settings))
  let seen = ''
  let isAsked = false
  child.stdout!.on('data', (text: string) => {
    seen = (seen + text).slice(-20_000)
    if (isAsked || !/"arrived":[1-9]/.test(seen)) return
    isAsked = true
    // As a terminal, or whoever has started it, does: the whole group hears it.
    process.kill(-child.pid!, 'SIGTERM')
  })
  const { code, report } = await said
  expect(code).toBe(0)
  expect(report!.counts.arrived).toBeGreaterThan(0)
  expect(report!.counts.arrived).toBeLessThan(1_000)
  expect(report!.counts.done).toBe(report!.counts.arrived)
}, 60_000)

it('says what is wrong with an order, and with who may not read the ledger', async () => {
  const nonsense = await start(['--order', '-'], { ...order('x', {}), settings: { buyers: 0 } }).said
  expect(nonsense.code).toBe(2)
  expect(nonsense.fault!.message).toContain('not an order')
  const event = await openSandbox(organiser, room)
  const { organiserCookie: _, ...stranger } = order(event, {})
  const refused = await start(['--order', '-'], stranger).said
  expect(refused.code).toBe(2)
  expect(refused.fault!.message).toContain('UNAUTHENTICATED')
}, 60_000)

it('starts from the command line', async () => {
  const parameters = [
    '--url',
    server.url,
    '--buyers',
    '50',
    '--seconds',
    '1',
    '--seats',
    '10',
    '--price',
    '0',
    '--seed',
    '3',
  ]
  const { code, report, errors } = await start(parameters).said
  expect(code, errors).toBe(0)
  expect(report!.settings).toMatchObject({ buyers: 50, seed: 3 })
}, 60_000)
