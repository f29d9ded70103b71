import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { createTally } from '../observe/tally.ts'
import { measureLive } from './measure-live.ts'

it('prints what the hub counts, each time it is asked', async () => {
  const registry = new Registry()
  const fanOut = createTally([50, 100])
  const counters = { sockets: 3, rooms: 1, frames: 40, dropped: 2, resumed: 1, snapshots: 5, fanOut }
  measureLive(registry, { counters: () => counters })
  await registry.metrics()
  counters.frames = 41
  fanOut.add(60)
  const text = await registry.metrics()
  expect(text).toContain('fullhouse_live_viewers 3')
  expect(text).toContain('fullhouse_live_frames_total{kind="delta"} 41')
  expect(text).toContain('fullhouse_live_frames_total{kind="dropped"} 2')
  expect(text).toContain('fullhouse_live_fan_out_seconds_bucket{le="0.05"} 0')
  expect(text).toContain('fullhouse_live_fan_out_seconds_bucket{le="0.1"} 1')
})
