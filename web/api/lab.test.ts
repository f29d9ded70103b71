import { expect, test } from 'vitest'
import type { LabProgress } from '../../contract/shapes/lab.ts'
import type { LabRun } from '../../contract/shapes/lab-runs.ts'
import { withProgress } from './lab.ts'

/** Only what is looked at here. */
const told = (atMs: number) => ({ type: 'progress', tick: { atMs }, log: [{}] }) as LabProgress
const run = (atMs: number[], state = 'running') =>
  ({ state, history: atMs.map((at) => ({ atMs: at })), progress: null }) as unknown as LabRun
const times = ({ history }: LabRun) => history.map(({ atMs }) => atMs)

test('what the socket tells comes after what is known, once', () => {
  expect(times(withProgress(run([]), told(0)))).toEqual([0])
  expect(times(withProgress(run([0, 500]), told(1000)))).toEqual([0, 500, 1000])
  expect(times(withProgress(run([0, 500]), told(500)))).toEqual([0, 500])
  expect(withProgress(run([0, 500]), told(100))).toEqual(run([0, 500]))
  expect(withProgress(run([0]), told(500)).progress).toEqual({ type: 'progress', tick: { atMs: 500 } })
})

test('a run that is over is not brought back to life by late news', () => {
  expect(withProgress(run([0], 'finished'), told(500))).toEqual(run([0], 'finished'))
})

test('a long run keeps its beginning and its end in few moments', () => {
  let long = run([])
  for (let at = 0; at <= 5_000; at += 1) long = withProgress(long, told(at))
  expect(long.history.length).toBeLessThanOrEqual(400)
  expect(long.history.at(-1)?.atMs).toBe(5_000)
  expect(long.history[0]!.atMs).toBeLessThan(50)
})
