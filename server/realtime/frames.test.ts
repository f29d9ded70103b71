import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import * as ws from 'ws'
import { frame, heartbeatFrame, textFrame } from './frames.ts'

// The reader that `ws` clients have; its types leave it out.
const { Receiver } = ws as unknown as {
  Receiver: new (options: { isServer: boolean; maxPayload: number }) => Writable
}

/** Reads bytes with the reader of `ws`, as a client does. */
async function receive(bytes: Buffer, messages: number) {
  const receiver = new Receiver({ isServer: false, maxPayload: 0 })
  const heard: { data: Buffer; isBinary: boolean }[] = []
  const pings: Buffer[] = []
  const done = new Promise<void>((resolve) => {
    receiver.on('message', (data: Buffer, isBinary: boolean) => {
      heard.push({ data, isBinary })
      if (heard.length === messages) setImmediate(resolve)
    })
  })
  receiver.on('ping', (data: Buffer) => pings.push(data))
  const stream = new PassThrough()
  stream.pipe(receiver)
  stream.end(bytes)
  await Promise.race([done, once(receiver, 'error').then(([error]) => Promise.reject(error))])
  return { heard, pings }
}

describe('frames', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 200_024])(
    'carries %i bytes as any client reads them',
    async (length) => {
      const payload = Uint8Array.from({ length }, (_, i) => i % 251)
      const { heard } = await receive(frame('binary', payload), 1)
      expect(heard[0]!.isBinary).toBe(true)
      expect(Buffer.compare(heard[0]!.data, payload)).toBe(0)
    },
  )

  it('carries a message as text', async () => {
    const { heard } = await receive(textFrame({ type: 'reconnect', afterMs: 7 }), 1)
    expect(heard[0]!.isBinary).toBe(false)
    expect(JSON.parse(String(heard[0]!.data))).toEqual({ type: 'reconnect', afterMs: 7 })
  })

  it('beats for the page and for the browser at once', async () => {
    const beat = heartbeatFrame({ type: 'heartbeat', serverTime: '2026-11-21T00:00:00.000Z', viewers: 3 })
    const { heard, pings } = await receive(beat, 1)
    expect(JSON.parse(String(heard[0]!.data)).viewers).toBe(3)
    expect(pings).toHaveLength(1)
  })
})
