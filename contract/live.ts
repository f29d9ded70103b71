import type { LabProgress } from './shapes/lab.ts'
import type { LabRunState } from './shapes/lab-runs.ts'

/**
 * The live socket, `GET /api/v1/events/{id}/live` (WebSocket). Seat states travel as binary frames, personal
 * news and control as JSON text frames. All numbers are little-endian.
 *
 * Backfill: the server answers `resume` (or the connection itself, after `hello`) with one snapshot. Who connects
 * with `?version=n` gets the changes since then instead, if the server still knows them.
 * Cut over: the snapshot's version is the base of the first delta that follows.
 * Stream: deltas, each saying which version it starts from. A client that sees `from` differ from its own
 * version has a gap and sends `{"type":"resume","version":n}`; it gets the missing changes or a snapshot.
 *
 * Snapshot: u8 kind = 1, 3 bytes zero, u32 seats n, f64 version, u32 planVersion, u32 zero, n bytes of state.
 * Delta:    u8 kind = 2, 3 bytes zero, u32 changes n, f64 from, f64 to, n × u32 (seat index << 2 | state).
 */
export const FrameKind = { snapshot: 1, delta: 2 } as const

export interface Snapshot {
  kind: 'snapshot'
  version: number
  planVersion: number
  /** One byte a seat, in index order. */
  states: Uint8Array
}

export interface Delta {
  kind: 'delta'
  from: number
  to: number
  /** Packed: seat index << 2 | state. At most one entry a seat. */
  changes: Uint32Array
}

const SNAPSHOT_HEAD_BYTES = 24
const DELTA_HEAD_BYTES = 24

export function encodeSnapshot(version: number, planVersion: number, states: Uint8Array): Uint8Array {
  const frame = new Uint8Array(SNAPSHOT_HEAD_BYTES + states.length)
  const view = new DataView(frame.buffer)
  view.setUint8(0, FrameKind.snapshot)
  view.setUint32(4, states.length, true)
  view.setFloat64(8, version, true)
  view.setUint32(16, planVersion, true)
  frame.set(states, SNAPSHOT_HEAD_BYTES)
  return frame
}

export function encodeDelta(from: number, to: number, changes: ArrayLike<number>): Uint8Array {
  const frame = new Uint8Array(DELTA_HEAD_BYTES + changes.length * 4)
  const view = new DataView(frame.buffer)
  view.setUint8(0, FrameKind.delta)
  view.setUint32(4, changes.length, true)
  view.setFloat64(8, from, true)
  view.setFloat64(16, to, true)
  for (let i = 0; i < changes.length; i += 1) view.setUint32(DELTA_HEAD_BYTES + i * 4, changes[i] ?? 0, true)
  return frame
}

/** Throws a RangeError on a frame that is not one of ours. */
export function decodeFrame(bytes: ArrayBuffer): Snapshot | Delta {
  const view = new DataView(bytes)
  const kind = view.getUint8(0)
  const n = view.getUint32(4, true)
  if (kind === FrameKind.snapshot && bytes.byteLength === SNAPSHOT_HEAD_BYTES + n) {
    return {
      kind: 'snapshot',
      version: view.getFloat64(8, true),
      planVersion: view.getUint32(16, true),
      states: new Uint8Array(bytes, SNAPSHOT_HEAD_BYTES, n),
    }
  }
  if (kind === FrameKind.delta && bytes.byteLength === DELTA_HEAD_BYTES + n * 4) {
    const changes = new Uint32Array(n)
    for (let i = 0; i < n; i += 1) changes[i] = view.getUint32(DELTA_HEAD_BYTES + i * 4, true)
    return { kind: 'delta', from: view.getFloat64(8, true), to: view.getFloat64(16, true), changes }
  }
  throw new RangeError(`not a live frame: kind ${kind}, ${bytes.byteLength} bytes, count ${n}`)
}

/** What the server says in text frames. */
export type ServerMessage =
  /** First message of every connection. `serverTime` is the database's clock; `heartbeatSeconds` its pace. */
  | { type: 'hello'; serverTime: string; heartbeatSeconds: number; viewers: number }
  | { type: 'heartbeat'; serverTime: string; viewers: number }
  /** About the caller's own hold only. */
  | {
      type: 'hold'
      holdId: string
      state: 'live' | 'sold' | 'released' | 'expired'
      seats: number[]
      expiresAt: string
    }
  | { type: 'order'; orderId: string; state: string }
  /** About the caller's own place on the event's waitlist. Positions come at most once a second; null once it waits no more. */
  | {
      type: 'waitlist'
      placeId: string
      state: 'waiting' | 'gathering' | 'offered' | 'fulfilled' | 'left'
      position: number | null
    }
  /** To the organiser of a sandbox: how its run stands. `progress` is missing when it is over: fetch the run. */
  | { type: 'lab'; runId: string; state: LabRunState; progress?: LabProgress }
  /** The event itself changed (sale moved, plan replaced, cancelled): fetch it again. */
  | { type: 'event'; planVersion: number }
  /** The server is going down or away; connect again after this long. */
  | { type: 'reconnect'; afterMs: number }

/** What a client may say. Anything else closes the socket with code 1008. */
export type ClientMessage = { type: 'resume'; version: number } | { type: 'pong' }

/** Close codes of our own (RFC 6455 leaves 4000–4999 to applications). */
export const CloseCode = { tooSlow: 4001, notFound: 4004, goingAway: 1001, policy: 1008 } as const
