import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLapseQueue } from './lapse-queue.ts'

describe('lapse queue', () => {
  it('gives out exactly the live items whose time is over, wherever they were extended to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(100), extension: fc.nat(50), live: fc.boolean() }), {
          maxLength: 60,
        }),
        fc.array(fc.nat(160), { maxLength: 8 }),
        (specs, clock) => {
          const items = specs.map((spec) => ({ expiresAtMs: spec.at, live: spec.live }))
          const queue = createLapseQueue<(typeof items)[number]>((item) => item.live)
          for (const item of items) queue.push(item)
          items.forEach((item, at) => {
            item.expiresAtMs += specs[at]!.extension
          })
          const out = new Set<(typeof items)[number]>()
          for (const now of clock.sort((a, b) => a - b)) {
            for (const item of queue.takeLapsed(now)) {
              expect(out.has(item)).toBe(false)
              out.add(item)
            }
            for (const item of items) expect(out.has(item)).toBe(item.live && item.expiresAtMs <= now)
          }
        },
      ),
    )
  })
})
