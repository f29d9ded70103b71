import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { decodeFrame } from '../../contract/live.ts'
import { createFrameReader } from './frames.ts'
import { nowUs, type Seen, stepMs, stepsMax, type ViewerAnswer, type ViewerTask } from './viewer-task.ts'

/**
 * Thousands of open event pages in one process: raw sockets, and each frame is looked into once for all that get it. What
 * a viewer costs is the machine's, too, so all sockets read into the same memory, and a frame is told by its version alone.
 */
const sockets: Socket[] = []
/** By the text or version that tells a frame from others: its seats, and when each viewer had it. */
const frames = new Map<string, Watched>()
const connectingAtOnce = 100
const scratch = Buffer.allocUnsafe(256 * 1024)

interface Watched {
  seats: readonly number[]
  seenUs: number[]
}

process.on('message', async (task: ViewerTask) => {
  let answer: ViewerAnswer
  try {
    answer = task.do === 'watch' ? await watchAll(task.url, task.viewers) : { seen: tally(task.sentUs) }
  } catch (cause) {
    answer = { fault: cause instanceof Error ? cause.message : String(cause) }
  }
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())

async function watchAll(url: string, viewers: number): Promise<ViewerAnswer> {
  while (sockets.length < viewers) {
    const some = Math.min(connectingAtOnce, viewers - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: some }, () => watch(url)))))
  }
  return { watching: sockets.length }
}

/** Resolves with the first frame: from then on every change is seen. */
function watch(url: string): Promise<Socket> {
  const { hostname, port, pathname, host } = new URL(url)
  return new Promise((resolve, reject) => {
    let head = ''
    let isOpen = false
    const read = createFrameReader((isBinary, payload) => {
      resolve(socket)
      note(isBinary, payload)
    })
    const readHead = (chunk: Buffer): void => {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      if (!head.startsWith('HTTP/1.1 101')) {
        reject(new Error(`no live socket: ${head.slice(0, 80)}`))
        return
      }
      isOpen = true
      if (head.length > end + 4) read(Buffer.from(head.slice(end + 4), 'latin1'))
      head = ''
    }
    const onread = {
      buffer: scratch,
      callback(bytes: number): boolean {
        const chunk = scratch.subarray(0, bytes)
        if (isOpen) read(chunk)
        else readHead(chunk)
        return true
      },
    }
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a live socket')))
    const key = randomBytes(16).toString('base64')
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`,
    )
  })
}

const deltaKind = 2
/** Most viewers get what another one has just got. */
let latest: Watched & { payload: Buffer } = { seats: [], seenUs: [], payload: Buffer.alloc(0) }

function note(isBinary: boolean, payload: Buffer): void {
  if (isBinary && payload[0] !== deltaKind) return
  if (!payload.equals(latest.payload))
    latest = { ...watched(isBinary, payload), payload: Buffer.from(payload) }
  if (latest.seats.length > 0) latest.seenUs.push(nowUs())
}

function watched(isBinary: boolean, payload: Buffer): Watched {
  // A delta by the versions that it leads from and to; a message of one change by its text.
  const name = isBinary ? payload.toString('latin1', 8, 24) : payload.toString('latin1')
  let frame = frames.get(name)
  if (frame === undefined) {
    frame = { seats: isBinary ? seatsOfDelta(payload) : seatsOfMessage(name), seenUs: [] }
    frames.set(name, frame)
  }
  return frame
}

function seatsOfDelta(payload: Buffer): number[] {
  const frame = decodeFrame(new Uint8Array(payload).buffer)
  return frame.kind === 'delta' ? Array.from(frame.changes, (packed) => packed >>> 2) : []
}

function seatsOfMessage(text: string): number[] {
  const message = JSON.parse(text) as { type: string; seat?: number }
  return message.type === 'seat' && message.seat !== undefined ? [message.seat] : []
}

function tally(sentUs: [number, number][]): Seen {
  const sentAt = new Map(sentUs)
  const steps = new Array<number>(stepsMax + 1).fill(0)
  let changes = 0
  for (const { seats, seenUs } of frames.values())
    for (const seat of seats) {
      const sent = sentAt.get(seat)
      if (sent === undefined) continue
      changes += seenUs.length
      for (const seen of seenUs) steps[Math.min(stepsMax, Math.floor((seen - sent) / 1000 / stepMs))]! += 1
    }
  return { changes, steps }
}
