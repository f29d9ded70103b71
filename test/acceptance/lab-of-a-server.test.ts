import { execFileSync } from 'node:child_process'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LabReport } from '../../contract/shapes/lab.ts'
import type { LabRun, NewLabRun } from '../../contract/shapes/lab-runs.ts'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import { granted } from '../../lab/stage/organiser.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, type Shopper, shopper } from '../setup/shopper.ts'
import { watch } from '../setup/watch.ts'

const RUN_MS = 120_000
const LOOK_MS = 200

const rush: NewLabRun = { seats: 8, buyers: 60, pattern: 'spike', seconds: 1, mix: { best: 100 }, party: 1 }
const slow: NewLabRun = { ...rush, buyers: 100, pattern: 'steady', seconds: 120, seats: 20 }

const problemOf = (reply: { ok: boolean; status: number; problem?: { code: string } | null }) =>
  reply.ok ? reply.status : reply.problem?.code

async function untilOver(staff: Shopper, id: string): Promise<LabRun> {
  const look = async () => granted(await staff.api.getLabRun({ params: { id } }))
  await expect
    .poll(async () => (await look()).state, { timeout: RUN_MS, interval: LOOK_MS })
    .not.toBe('running')
  return look()
}

const isUnderWay = (staff: Shopper, id: string) =>
  expect
    .poll(async () => granted(await staff.api.getLabRun({ params: { id } })).progress?.phase, {
      timeout: RUN_MS,
      interval: LOOK_MS,
    })
    .toBe('running')

/** The lab's processes that a server has started, and those that they have. */
function crowdOf(pid: number): number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, own, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return command?.includes('/lab/') ? [{ pid: Number(own), parent: Number(parent) }] : []
    })
  const below = (parent: number): number[] =>
    processes.filter((one) => one.parent === parent).flatMap((one) => [one.pid, ...below(one.pid)])
  return below(pid)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const isGone = (crowd: number[]) =>
  expect.poll(() => crowd.filter(isAlive), { timeout: RUN_MS, interval: LOOK_MS }).toEqual([])

describe('the lab of a server', { timeout: 3 * RUN_MS }, () => {
  let server: TestServer
  let staff: Shopper

  beforeAll(async () => {
    server = await startServer({ env: { FULLHOUSE_RATE_LIMITS: 'on' } })
    staff = await organiser(server.url)
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  it('lets a crowd through the real doors into a sandbox, tells its organiser live, and judges every answer', async () => {
    const run = granted(await staff.api.startLabRun({ body: rush }))
    expect(run).toMatchObject({ state: 'running', places: 8, plan: null, settings: { buyers: 60 } })
    const { id, eventId } = run
    const signedIn = await shopper(server.url).signIn('organiser@example.com')
    const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0])
    await using boss = await watch(server.url, `${eventId}/live`, { headers: { cookie: cookie.join('; ') } })
    await using passerBy = await watch(server.url, `${eventId}/live`)
    const outsider = shopper(server.url)
    const taking = await outsider.api.placeHold({ params: { idOrSlug: eventId }, body: { quantity: 1 } })
    expect(problemOf(taking)).toBe('NOT_ON_SALE')
    expect(problemOf(await staff.api.startLabRun({ body: rush }))).toBe('LAB_BUSY')
    const listed = granted(await outsider.api.listEvents({ query: { search: 'lab', limit: 100 } }))
    expect(listed.events.map((event) => event.id)).not.toContain(eventId)

    const over = await untilOver(staff, id)
    expect(over.outcome, JSON.stringify(over.report?.verdict.violations)).toMatchObject({
      ...{ passed: true, violations: 0, wanted: 60, withSeats: 8 },
      seats: { places: 8, sold: 8, free: 0, held: 0 },
    })
    await boss.until('that it is over', ({ messages }) =>
      messages.some((message) => message.type === 'lab' && message.state === 'finished'),
    )
    const told = boss.messages.filter((message) => message.type === 'lab')
    expect(told.some((message) => message.progress !== undefined)).toBe(true)
    expect(boss.gaps).toBe(0)
    expect([...boss.states].filter((state) => state === 2)).toHaveLength(8)
    expect(passerBy.messages.filter((message) => message.type === 'lab')).toEqual([])

    const page = await staff.fetch(`/api/v1/lab/runs/${id}/report?format=html`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('<svg')
    const report = granted(await staff.api.getLabReport({ params: { id } }))
    expect([...Value.Errors(LabReport, report)]).toEqual([])
    const story = granted(await staff.api.listLabEvents({ params: { id }, query: { seat: 0 } }))
    expect(story.events.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
      'hold ok',
      'order ok',
      'pay ok',
    ])
    const refused = granted(
      await staff.api.listLabEvents({ params: { id }, query: { outcome: 'refused', limit: 5 } }),
    )
    expect(refused.events).toHaveLength(5)
    expect(refused.matching).toBeGreaterThanOrEqual(52)

    // Judged once more, by the audit that knows nothing of the run.
    const ledger = async () => granted(await staff.api.dumpLedger({ params: { id: eventId } }))
    expect(await auditEvent(ledger)).toMatchObject({ findings: [], orders: 8, tickets: 8 })
    const { mails } = granted(await staff.api.listMails({ query: {} }))
    expect(mails.length).toBeGreaterThan(0)
    expect(mails.filter(({ recipient }) => !recipient.endsWith('.invalid'))).toEqual([])
  })

  it('refuses what makes no sense, and whoever is no organiser', async () => {
    const start = async (change: object) =>
      problemOf(await staff.api.startLabRun({ body: { ...rush, ...change } }))
    expect(await start({ plan: 'arena' })).toBe('INVALID_REQUEST')
    expect(await start({ seats: undefined })).toBe('INVALID_REQUEST')
    expect(await start({ seats: 21 })).toBe('INVALID_REQUEST')
    expect(await start({ buyers: 20_001 })).toBe('INVALID_REQUEST')
    expect(await start({ mix: { best: 0 } })).toBe('INVALID_REQUEST')
    expect(await start({ mix: { bribe: 1 } })).toBe('INVALID_REQUEST')
    const alice = shopper(server.url)
    expect(problemOf(await alice.api.startLabRun({ body: rush }))).toBe('UNAUTHENTICATED')
    await alice.signIn('alice@example.com')
    expect(problemOf(await alice.api.startLabRun({ body: rush }))).toBe('FORBIDDEN')
    expect(problemOf(await alice.api.listLabRuns())).toBe('FORBIDDEN')
    expect(granted(await staff.api.listLabRuns()).busy).toBe(false)
  })

  it('keeps nothing of a run that is deleted', async () => {
    const { runs } = granted(await staff.api.listLabRuns())
    expect(runs.length).toBeGreaterThan(0)
    for (const { id, eventId } of runs) {
      expect(problemOf(await staff.api.deleteLabRun({ params: { id } }))).toBe(204)
      expect(problemOf(await staff.api.deleteLabRun({ params: { id } }))).toBe('NOT_FOUND')
      expect(problemOf(await staff.api.getEvent({ params: { idOrSlug: eventId } }))).toBe('NOT_FOUND')
      expect(problemOf(await staff.api.dumpLedger({ params: { id: eventId } }))).toBe('NOT_FOUND')
    }
  })
})

describe('a run whose server goes away', { timeout: 2 * RUN_MS }, () => {
  it('ends with it when it is stopped, and is written down as given up', async () => {
    await using server = await startServer()
    const staff = await organiser(server.url)
    const { id } = granted(await staff.api.startLabRun({ body: slow }))
    await isUnderWay(staff, id)
    const crowd = crowdOf(server.pid)
    expect(crowd.length).toBeGreaterThan(0)
    expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    // Killed with the lab, as one group; the system may take a moment to bury them.
    await isGone(crowd)
    await server.restart()
    const again = await organiser(server.url)
    expect(granted(await again.api.getLabRun({ params: { id } }))).toMatchObject({
      ...{ state: 'failed', outcome: null, fault: 'the server was stopped' },
    })
  })

  it('ends with it when it is killed; the lab is free again when nobody has spoken for the run for a while', async () => {
    await using server = await startServer()
    const staff = await organiser(server.url)
    const { id } = granted(await staff.api.startLabRun({ body: slow }))
    await isUnderWay(staff, id)
    const crowd = crowdOf(server.pid)
    expect(crowd.length).toBeGreaterThan(0)
    await server.kill('SIGKILL')
    await isGone(crowd)
    await server.restart()
    const again = await organiser(server.url)
    const over = await untilOver(again, id)
    expect(over).toMatchObject({ state: 'failed', fault: 'the server that ran it ended' })
    const next = granted(await again.api.startLabRun({ body: rush }))
    expect(await untilOver(again, next.id)).toMatchObject({ state: 'finished', outcome: { passed: true } })
  })
})

it('is not there where it is switched off', async () => {
  await using server = await startServer({ env: { FULLHOUSE_LAB: '0' } })
  const staff = await organiser(server.url)
  expect(problemOf(await staff.api.listLabRuns())).toBe('NOT_FOUND')
  expect(problemOf(await staff.api.startLabRun({ body: rush }))).toBe('NOT_FOUND')
})
