import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../contract/live.ts'
import { liveLimits } from '../limits/live-limits.ts'
import { createRoom, type Viewer } from './room.ts'

const PLACES = 10
const quick = { ...liveLimits, gatherMs: 1, quietGatherMs: 1 }
const counters = { frames: 0, dropped: 0, resumed: 0, snapshots: 0, fanOut: { add: () => {} } }

function viewer() {
  const frames: ReturnType<typeof decodeFrame>[] = []
  const one: Viewer = {
    version: -1,
    deliver(bytes) {
      // Short frames have two bytes in front.
      frames.push(decodeFrame(new Uint8Array(bytes.subarray(2)).buffer))
      return true
    },
    send: () => {},
  }
  return { one, frames }
}

/** An event and its room; `change` holds one seat, at a version so much later. */
function house() {
  const availability = { version: 100, states: new Uint8Array(PLACES) }
  const room = createRoom({ event: { id: 'event', plan_version: 1 }, availability }, quick, counters)
  const witness = viewer().one
  room.join(witness)
  return {
    room,
    async change(seat: number, by = 1) {
      const from = availability.version
      availability.version += by
      availability.states[seat] = 1
      expect(
        room.changed({ eventId: 'event', from, to: availability.version, seats: [(seat << 2) | 1] }),
      ).toBe(true)
      while (witness.version !== availability.version) await pause(1)
    },
  }
}

describe('a room', () => {
  it('gives whoever comes back what they missed, also from a version between two of its own', async () => {
    const { room, change } = house()
    await change(1)
    await change(2, 3)
    const { one, frames } = viewer()
    room.join(one, 102)
    expect(frames).toEqual([{ kind: 'delta', from: 102, to: 104, changes: Uint32Array.of((2 << 2) | 1) }])
  })

  it('leads its viewers over versions that were passed over, and nobody else', async () => {
    const { room, change } = house()
    const stayed = viewer()
    room.join(stayed.one)
    await change(1)
    await change(2, 1_000_000)
    expect(stayed.frames.map(({ kind }) => kind)).toEqual(['snapshot', 'delta', 'delta'])
    for (const version of [100, 101, 500_000]) {
      const { one, frames } = viewer()
      room.join(one, version)
      expect(frames).toMatchObject([{ kind: 'snapshot', version: 1_000_101 }])
    }
    await change(3)
    const late = viewer()
    room.join(late.one, 1_000_101)
    expect(late.frames).toMatchObject([{ kind: 'delta', from: 1_000_101, to: 1_000_102 }])
  })

  it('wants to be started anew when seats changed without a later version', () => {
    const { room } = house()
    const seats = [(1 << 2) | 1]
    expect(room.changed({ eventId: 'event', from: 100, to: 100, seats })).toBe(false)
    expect(room.changed({ eventId: 'event', from: 100, to: 99, seats })).toBe(false)
    // Its snapshot was newer than that.
    expect(room.changed({ eventId: 'event', from: 98, to: 100, seats })).toBe(true)
  })
})
