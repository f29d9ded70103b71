import { expect, test } from 'vitest'
import { createLog } from './observe/log.ts'
import { stopInPhases } from './phased-stop.ts'

const log = createLog('silent')

test('phases run one after the other', async () => {
  const seen: string[] = []
  const phase = (name: string) => ({
    name,
    timeoutMs: 1_000,
    async run() {
      seen.push(`${name} begins`)
      await new Promise(setImmediate)
      seen.push(`${name} ends`)
    },
  })
  expect(await stopInPhases([phase('a'), phase('b')], log)).toEqual([])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

test('a phase that fails or never ends does not keep the next from running', async () => {
  const seen: string[] = []
  const troubled = await stopInPhases(
    [
      { name: 'fails', timeoutMs: 1_000, run: () => Promise.reject(new Error('no')) },
      {
        name: 'throws',
        timeoutMs: 1_000,
        run() {
          throw new Error('no')
        },
      },
      { name: 'hangs', timeoutMs: 5, run: () => new Promise(() => {}) },
      { name: 'last', timeoutMs: 1_000, run: () => void seen.push('last') },
    ],
    log,
  )
  expect(troubled).toEqual(['fails', 'throws', 'hangs'])
  expect(seen).toEqual(['last'])
})
