import { expect, test, vi } from 'vitest'
import { freshRedis } from '../../test/setup/redis.ts'
import type { Sessions } from './sessions.ts'
import { shareSessions } from './share-sessions.ts'

/** Sessions that only remember what they were told to forget. */
function recorded(): Sessions & { forgotten: string[] } {
  const forgotten: string[] = []
  return {
    forgotten,
    known: () => undefined,
    verify: async () => ({ user: null, cookies: [] }),
    forget: (userId) => void forgotten.push(userId),
    forgetAll: () => void forgotten.push('all'),
  }
}

test('what one server forgets, all forget, at once', async () => {
  await using redis = await freshRedis()
  const [here, there] = [recorded(), recorded()]
  const one = await shareSessions(here, (await redis.open()).bus)
  const other = await shareSessions(there, (await redis.open()).bus)
  one.forget('ada')
  expect(here.forgotten).toEqual(['ada'])
  await vi.waitFor(() => expect(there.forgotten).toEqual(['ada']))
  one.forgetAll()
  await vi.waitFor(() => expect(there.forgotten).toEqual(['ada', 'all']))
  other.stop()
  one.stop()
})

test('who may have missed something forgets everything', async () => {
  await using redis = await freshRedis()
  const sessions = recorded()
  const shared = await shareSessions(sessions, (await redis.open()).bus)
  await redis.process.kill('SIGKILL')
  await redis.process.start()
  await vi.waitFor(() => expect(sessions.forgotten).toContain('all'), { timeout: 10_000 })
  shared.stop()
})
