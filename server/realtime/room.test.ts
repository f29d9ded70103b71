import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../contract/live.ts'
import { type LiveLimits, liveLimits } from '../limits/live-limits.ts'
import { createRoom, type RoomParts, type Viewer } from './room.ts'

const PLACES = 10
const quick = { ...liveLimits, gatherMs: 1, quietGatherMs: 1 }
const parts: RoomParts = {
  counters: { frames: 0, dropped: 0, resumed: 0, snapshots: 0, fanOut: { add: () => {} } },
  pace: { gatherMs: 1, spent: () => {} },
  now: () => performance.now(),
  usedMs: () => 0,
}

/** Keeps what it gets; one that reads nothing takes nothing either. */
function viewer() {
  const frames: ReturnType<typeof decodeFrame>[] = []
  const reading = { stopped: false }
  const one: Viewer = {
    version: -1,
    deliver(bytes) {
      // Short frames have two bytes in front.
      if (!reading.stopped) frames.push(decodeFrame(new Uint8Array(bytes.subarray(2)).buffer))
      return !reading.stopped
    },
    send: () => {},
  }
  return { one, frames, reading }
}

/** What a page shows that has got these frames, each of which must follow on the one before. */
function shown(frames: ReturnType<typeof decodeFrame>[]) {
  let version = -1
  const states = new Uint8Array(PLACES)
  for (const frame of frames) {
    if (frame.kind === 'snapshot') {
      expect(frame.version).toBeGreaterThanOrEqual(version)
      states.set(frame.states)
      version = frame.version
    } else {
      expect(frame.from).toBe(version)
      expect(frame.to).toBeGreaterThanOrEqual(version)
      for (const packed of frame.changes) states[packed >>> 2] = packed & 3
      version = frame.to
    }
  }
  return { version, states }
}

/** An event and its room; `change` gives seats another state, at a version so much later, and waits until that is told. */
function house(limits: LiveLimits = quick) {
  const availability = { version: 100, states: new Uint8Array(PLACES) }
  const room = createRoom({ event: { id: 'event', plan_version: 1 }, availability }, limits, parts)
  const witness = viewer().one
  room.join(witness)
  const begin = (seats: readonly number[], by = 1) => {
    const from = availability.version
    availability.version += by
    for (const seat of seats) availability.states[seat] = (availability.states[seat]! + 1) % 4
    const packed = seats.map((seat) => (seat << 2) | availability.states[seat]!)
    expect(room.changed({ eventId: 'event', from, to: availability.version, seats: packed })).toBe(true)
  }
  const settled = async () => {
    while (witness.version !== availability.version) await pause(1)
  }
  return {
    room,
    availability,
    begin,
    settled,
    change(seat: number | readonly number[], by = 1) {
      begin(typeof seat === 'number' ? [seat] : seat, by)
      return settled()
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
    const { room, change } = house({ ...quick, gatherMs: 60_000 })
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

  it('gives a snapshot to those who are further behind than it remembers', async () => {
    const { room, change } = house({ ...quick, ringChanges: 1 })
    const { one, frames } = viewer()
    room.join(one)
    await change([1, 2])
    await change([3])
    expect(frames.map(({ kind }) => kind)).toEqual(['snapshot', 'snapshot', 'delta'])
  })

  it('shares what it made for one that came a moment ago, and leads on from there', async () => {
    const { room, change } = house({ ...quick, gatherMs: 60_000, viewersPerSlice: 1 })
    const early = viewer()
    room.join(early.one)
    await change([1])
    const late = viewer()
    room.join(late.one)
    expect(late.frames).toEqual(early.frames.slice(0, 1))
    while (late.one.version < 101) await pause(1)
    expect(late.frames[1]).toMatchObject({ kind: 'delta', from: 100, to: 101 })
  })

  it('tells everybody everything without a gap, whoever comes, goes, returns or stops reading meanwhile', async () => {
    const whom = fc.nat(30)
    const steps = fc.array(
      fc.oneof(
        fc.record({
          do: fc.constant('change' as const),
          seats: fc.array(fc.nat(PLACES - 1), { minLength: 1 }),
        }),
        fc.record({ do: fc.constantFrom('come', 'go', 'return', 'stop', 'read', 'wait'), whom }),
      ),
      { minLength: 20, maxLength: 120 },
    )
    const bounds = fc.record({
      viewersPerSlice: fc.integer({ min: 1, max: 4 }),
      ringChanges: fc.integer({ min: 1, max: 40 }),
      gatherMs: fc.constantFrom(0, 1, 60_000),
    })
    await fc.assert(
      fc.asyncProperty(steps, bounds, async (acts, bound) => {
        const { room, availability, begin, settled } = house({ ...quick, ...bound })
        const watching: ReturnType<typeof viewer>[] = []
        for (const act of acts) {
          if ('seats' in act) begin([...new Set(act.seats)])
          else if (act.do === 'come') room.join(watching[watching.push(viewer()) - 1]!.one)
          else if (act.do === 'wait') await pause(1)
          else {
            const [one] = watching.slice(act.whom % (watching.length || 1))
            if (one === undefined) continue
            if (act.do === 'go') room.leave(watching.splice(watching.indexOf(one), 1)[0]!.one)
            if (act.do === 'return' && !one.reading.stopped) room.join(one.one, shown(one.frames).version)
            if (act.do === 'stop') one.reading.stopped = true
            if (act.do === 'read' && one.reading.stopped) {
              one.reading.stopped = false
              room.join(one.one)
            }
          }
        }
        await settled()
        const isBehind = ({ one, reading }: ReturnType<typeof viewer>) =>
          !reading.stopped && one.version !== availability.version
        while (watching.some(isBehind)) await pause(1)
        for (const { frames, reading } of watching) {
          const { version, states } = shown(frames)
          if (!reading.stopped) expect({ version, states }).toEqual(availability)
        }
        room.close()
      }),
      { numRuns: 60 },
    )
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
