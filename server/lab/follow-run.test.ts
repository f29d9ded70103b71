import { expect, test } from 'vitest'
import type { LabEvent, LabProgress } from '../../contract/shapes/lab.ts'
import { labLimits } from '../limits/lab-limits.ts'
import { followRun } from './follow-run.ts'

const event = (atMs: number, change: Partial<LabEvent> = {}): LabEvent => ({
  atMs,
  tookMs: 1,
  buyer: 0,
  behaviour: 'best',
  act: 'hold',
  outcome: 'ok',
  code: null,
  seats: [],
  text: '',
  ...change,
})

/** Only what is looked at here; the rest of a progress is passed on as it came. */
const progress = (atMs: number, log: LabEvent[] = []) =>
  ({ type: 'progress', tick: { atMs }, log }) as LabProgress

test('what is remembered is bounded, and the newest is always there', () => {
  const run = followRun()
  const moments = labLimits.historyTicks * 5
  for (let at = 0; at < moments; at += 1) run.hear(progress(at, [event(at), event(at)]))
  const history = run.history()
  expect(history.length).toBeLessThanOrEqual(labLimits.historyTicks)
  expect(history.length).toBeGreaterThan(labLimits.historyTicks / 4)
  expect(history.at(-1)!.atMs).toBe(moments - 1)
  expect(history.map(({ atMs }) => atMs)).toEqual(history.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
  expect(run.progress()).toEqual({ type: 'progress', tick: { atMs: moments - 1 } })
  for (let at = 0; at < labLimits.eventsKept; at += 1) run.hear(progress(at, [event(at)]))
  expect(run.events({}, 10)).toMatchObject({
    kept: labLimits.eventsKept,
    matching: labLimits.eventsKept,
    leftOut: moments * 2,
  })
})

test('a seat’s story begins with its beginning; without a seat it is the last ones that are told', () => {
  const run = followRun()
  const refused = { outcome: 'refused', code: 'SEATS_TAKEN' } as const
  run.hear(progress(0, [event(1, { seats: [3, 4] }), event(2, { seats: [4], ...refused }), event(3)]))
  run.hear(progress(0, [event(4, { seats: [4], act: 'pay' })]))
  const times = (query: object, limit = 10) => run.events(query, limit).events.map(({ atMs }) => atMs)
  expect(times({ seat: 4 })).toEqual([1, 2, 4])
  expect(times({ seat: 4 }, 2)).toEqual([1, 2])
  expect(times({}, 2)).toEqual([3, 4])
  expect(times({ outcome: 'refused' })).toEqual([2])
  expect(times({ act: 'pay', outcome: 'refused' })).toEqual([])
})
