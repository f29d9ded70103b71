import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { measureLive } from './measure-live.ts'

it('prints what the hub counts, each time it is asked', async () => {
  const registry = new Registry()
  const counters = { sockets: 3, rooms: 1, frames: 40, dropped: 2, resumed: 1, snapshots: 5 }
  measureLive(registry, { counters: () => counters })
  await registry.metrics()
  counters.frames = 41
  const text = await registry.metrics()
  expect(text).toContain('fullhouse_live_viewers 3')
  expect(text).toContain('fullhouse_live_frames_total{kind="delta"} 41')
  expect(text).toContain('fullhouse_live_frames_total{kind="dropped"} 2')
})
