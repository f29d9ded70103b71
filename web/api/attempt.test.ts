import { describe, expect, test } from 'vitest'
import type { Reply } from '../../contract/client.ts'
import { attempt, uniqueKey, waitBeforeRetry } from './attempt.ts'

const unreachable: Reply<string> = { ok: false, status: 0, problem: null, cause: new Error('no network') }
const unavailable = (retryAfterSeconds: number | null): Reply<string> => ({
  ok: false,
  status: 503,
  problem: {
    type: 'about:blank',
    title: 'Unavailable',
    status: 503,
    detail: '',
    requestId: '1',
    code: 'UNAVAILABLE',
    retryAfterSeconds: retryAfterSeconds ?? 1,
  },
  retryAfterSeconds,
})
const done: Reply<string> = { ok: true, status: 201, value: 'held' }

describe('attempt', () => {
  test('keeps one key over all tries, and ends with the first answer', async () => {
    const replies = [unreachable, unavailable(2), done]
    const keys: (string | undefined)[] = []
    const waits: number[] = []
    const reply = await attempt(
      async (options) => {
        keys.push(options.idempotencyKey)
        return replies[keys.length - 1] ?? done
      },
      'one-key',
      async (ms) => void waits.push(ms),
    )
    expect(reply).toBe(done)
    expect(keys).toEqual(['one-key', 'one-key', 'one-key'])
    expect(waits).toEqual([400, 2000])
  })

  test('is bounded', async () => {
    let tries = 0
    const reply = await attempt(
      async () => {
        tries += 1
        return unreachable
      },
      'k',
      async () => {},
    )
    expect(reply).toBe(unreachable)
    expect(tries).toBe(3)
  })

  test('takes a refusal for an answer, and does not wait for what is far away', () => {
    expect(waitBeforeRetry(unavailable(60), 1)).toBeNull()
    const taken: Reply<string> = { ...unavailable(null), status: 409 } as Reply<string>
    expect(waitBeforeRetry(taken, 1)).toBeNull()
  })

  test('keys do not repeat', () => {
    const keys = new Set(Array.from({ length: 100 }, uniqueKey))
    expect(keys.size).toBe(100)
  })
})
