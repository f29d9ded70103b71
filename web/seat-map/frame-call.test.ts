import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFrameCall } from './frame-call.ts'

type Kind = 'frame' | 'idle'
let called: { kind: Kind; run: () => void }[] = []

function callOf(kind: Kind) {
  return (run: () => void) => called.push({ kind, run })
}

function withdraw(id: number): void {
  called[id - 1] = { ...called[id - 1]!, run: () => {} }
}

beforeEach(() => {
  called = []
  vi.stubGlobal('requestAnimationFrame', callOf('frame'))
  vi.stubGlobal('cancelAnimationFrame', withdraw)
  vi.stubGlobal('requestIdleCallback', callOf('idle'))
  vi.stubGlobal('cancelIdleCallback', withdraw)
})
afterEach(() => vi.unstubAllGlobals())

const runAll = () => {
  for (const { run } of called.slice()) run()
}

it('calls once for a frame, however often it is asked for', () => {
  const frame = vi.fn()
  const next = createFrameCall(frame, () => false)
  next.ask()
  next.ask()
  expect(called.map(({ kind }) => kind)).toEqual(['frame'])
  runAll()
  expect(frame).toHaveBeenCalledOnce()
  next.ask()
  expect(called).toHaveLength(2)
})

it('waits until the page is idle for a frame that may wait, and no longer once it may not', () => {
  const frame = vi.fn()
  let waits = true
  const next = createFrameCall(frame, () => waits)
  next.ask()
  waits = false
  next.hurry()
  expect(called.map(({ kind }) => kind)).toEqual(['idle', 'frame'])
  runAll()
  expect(frame).toHaveBeenCalledOnce()
})

it('hurries nothing that nobody asked for', () => {
  const next = createFrameCall(
    () => {},
    () => false,
  )
  next.hurry()
  expect(called).toEqual([])
})

it('draws with the screen where a browser does not say when it is idle', () => {
  vi.stubGlobal('requestIdleCallback', undefined)
  const next = createFrameCall(
    () => {},
    () => true,
  )
  next.ask()
  expect(called.map(({ kind }) => kind)).toEqual(['frame'])
})

it('calls for nothing after its end', () => {
  const frame = vi.fn()
  const next = createFrameCall(frame, () => false)
  next.ask()
  next.end()
  next.ask()
  runAll()
  expect(frame).not.toHaveBeenCalled()
})
