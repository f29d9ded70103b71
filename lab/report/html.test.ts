import { expect, it } from 'vitest'
import type { LabReport } from '../../contract/shapes/lab.ts'
import { labDefaults } from '../../contract/shapes/lab.ts'
import { noCounts } from '../crowd/tally.ts'
import { htmlReport } from './html.ts'

const none = { count: 0, p50: 0, p95: 0, p99: 0, max: 0 }
const tick = (atMs: number) => ({
  atMs,
  arrived: atMs,
  done: 0,
  attempts: 0,
  acquired: 0,
  refused: 0,
  confirmedSeats: 0,
  requestsPerSecond: 10,
  holdsPerSecond: 0,
  p50Ms: atMs > 500 ? 4 : null,
  p99Ms: null,
})
const report: LabReport = {
  type: 'report',
  settings: labDefaults,
  url: 'http://localhost:3000',
  event: { id: 'x', slug: 'x', title: 'Ada & <script>alert(1)</script>' },
  startedAt: '2026-11-21T10:00:00.000Z',
  seconds: 2,
  machine: '2 × "a processor"',
  counts: { ...noCounts(), attempts: 3, acquired: 1, refused: { SOLD_OUT: 2 } },
  latencyMs: { hold: { ...none, count: 3, p50: 1.5 } },
  connectionWaitMs: none,
  behaviours: [{ name: 'best', buyers: 3, withSeats: 1 }],
  timeline: [tick(0), tick(500), tick(1000)],
  seats: { places: 1, free: 0, held: 0, sold: 1, blocked: 0 },
  verdict: {
    passed: false,
    checks: [{ name: 'one-owner', what: 'no seat has two owners', checked: 1, violations: 1 }],
    violations: [{ rule: 'one-owner', detail: '<img onerror=x>', seats: [0], buyers: [1, 2] }],
    checkSeconds: 0.1,
  },
  use: {
    seconds: 2,
    cpuSeconds: { lab: 1, checker: 0.1, server: null, database: null },
    labMegabytes: 100,
    historyMegabytes: 0.1,
  },
  log: [],
  logLeftOut: 0,
}

it('needs nothing from anywhere, runs nothing, and shows what it was given as text', () => {
  const page = htmlReport(report)
  expect(page).not.toMatch(/<(script|img|link|iframe|object|embed)/i)
  expect(page).not.toMatch(/\b(src|href)=|url\(|@import|https?:/i)
  expect(page).toContain('Ada &#38; &#60;script&#62;')
  expect(page).toContain('Violations found: 1')
  expect(page.match(/<svg/g)).toHaveLength(4)
  expect(page).not.toContain('NaN')
})
