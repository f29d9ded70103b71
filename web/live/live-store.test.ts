import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws'
import { encodeDelta, encodeSnapshot, type ServerMessage } from '../../contract/live.ts'
import { createLiveStore, type LiveStore } from './live-store.ts'
import type { SeatChanges } from './seat-states.ts'
import type { Surroundings } from './surroundings.ts'

/** A house of our own behind a real socket: it says only what a test tells it to, and keeps what it hears. */
let server: WebSocketServer
let sockets: ServerSocket[]
let heard: string[][]
/** The address that each socket asked for. */
let asked: (string | undefined)[]
let store: LiveStore
let changes: SeatChanges[]
let clockMs: number
let tellPage: (what: 'online' | 'offline' | 'visible' | 'hidden') => void
let online: boolean

const seats = (...states: number[]) => Uint8Array.from(states)
const change = (seat: number, state: number) => (seat << 2) | state
const say = (socket: ServerSocket, message: ServerMessage) => socket.send(JSON.stringify(message))
const hello = (heartbeatSeconds = 15): ServerMessage => ({
  type: 'hello',
  serverTime: new Date(clockMs + 90_000).toISOString(),
  heartbeatSeconds,
  viewers: 3,
})
const until = (condition: () => void) => vi.waitFor(condition, { timeout: 5_000, interval: 5 })
const connected = async (count: number): Promise<ServerSocket> => {
  await until(() => expect(sockets.length).toBe(count))
  return sockets[count - 1]!
}

beforeEach(async () => {
  sockets = []
  heard = []
  asked = []
  changes = []
  online = true
  clockMs = Date.now()
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket, request) => {
    asked.push(request.url)
    const messages: string[] = []
    sockets.push(socket)
    heard.push(messages)
    socket.on('message', (data) => messages.push(String(data)))
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const surroundings: Surroundings = {
    isOnline: () => online,
    isVisible: () => true,
    watch(listener) {
      tellPage = listener
      return () => {}
    },
  }
  const { port } = server.address() as AddressInfo
  store = createLiveStore({
    eventId: 'e',
    url: `ws://127.0.0.1:${port}/`,
    now: () => clockMs,
    random: () => 0,
    surroundings,
  })
  store.onChanges((frame) => changes.push(frame))
  store.open()
})

afterEach(async () => {
  store.close()
  for (const socket of sockets) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
})

async function live(states = seats(0, 0, 0, 0), version = 10): Promise<ServerSocket> {
  const socket = await connected(sockets.length || 1)
  say(socket, hello())
  socket.send(encodeSnapshot(version, 1, states))
  await until(() => expect(store.version).toBe(version))
  return socket
}

test('hello, snapshot, deltas: states, counts, viewers and the server’s clock', async () => {
  expect(store.getStatus()).toMatchObject({ connection: 'connecting', ready: false })
  const socket = await live(seats(0, 0, 1, 2))
  expect(store.getStatus()).toMatchObject({
    connection: 'live',
    ready: true,
    viewers: 3,
    planVersion: 1,
    serverOffsetMs: 90_000,
    counts: { free: 2, held: 1, sold: 1, blocked: 0 },
  })
  expect(store.serverNow()).toBe(clockMs + 90_000)
  socket.send(encodeDelta(10, 11, [change(0, 1), change(3, 3)]))
  await until(() => expect(store.getStatus().counts).toEqual({ free: 1, held: 2, sold: 0, blocked: 1 }))
  expect([...store.states]).toEqual([1, 0, 1, 3])
  expect(changes.map((c) => [c.whole, ...c.indexes])).toEqual([[true], [false, 0, 3]])
})

test('a burst of deltas is told to React seldom and to the map at once', async () => {
  const socket = await live()
  let told = 0
  store.subscribe(() => (told += 1))
  for (let v = 10; v < 61; v += 1) socket.send(encodeDelta(v, v + 1, [change(0, (v + 1) % 2)]))
  await until(() => expect(store.version).toBe(61))
  expect(changes.length).toBe(52)
  await until(() => expect(store.getStatus().counts.held).toBe(1))
  expect(told).toBeLessThan(10)
})

test('a gap asks once for what is missing, and the answer heals it', async () => {
  const socket = await live()
  socket.send(encodeDelta(12, 13, [change(1, 2)]))
  socket.send(encodeDelta(13, 14, [change(2, 2)]))
  await until(() => expect(heard[0]).toEqual(['{"type":"resume","version":10}']))
  expect([...store.states]).toEqual([0, 0, 0, 0])
  socket.send(encodeDelta(10, 14, [change(0, 1), change(1, 2), change(2, 2)]))
  socket.send(encodeDelta(14, 15, [change(3, 1)]))
  await until(() => expect(store.version).toBe(15))
  expect([...store.states]).toEqual([1, 2, 2, 1])
  expect(heard[0]).toHaveLength(1)
})

test('a gap may be answered by a snapshot', async () => {
  const socket = await live()
  socket.send(encodeDelta(12, 13, [change(1, 2)]))
  await until(() => expect(heard[0]).toHaveLength(1))
  socket.send(encodeSnapshot(20, 1, seats(0, 2, 0, 3)))
  await until(() => expect(store.version).toBe(20))
  expect([...changes.at(-1)!.indexes]).toEqual([1, 3])
})

test('deltas out of order, repeated or overlapping never go back', async () => {
  const socket = await live()
  socket.send(encodeDelta(10, 12, [change(0, 2)]))
  socket.send(encodeDelta(10, 11, [change(0, 1)]))
  socket.send(encodeDelta(10, 12, [change(0, 2)]))
  socket.send(encodeDelta(11, 13, [change(0, 2), change(1, 1)]))
  await until(() => expect(store.version).toBe(13))
  expect([...store.states]).toEqual([2, 1, 0, 0])
  expect(heard[0]).toEqual([])
})

test('a lost connection is made again and goes on from its version', async () => {
  const socket = await live()
  const seen: string[] = []
  store.subscribe(() => seen.push(store.getStatus().connection))
  socket.terminate()
  await until(() => expect(store.getStatus().connection).toBe('reconnecting'))
  expect([...store.states]).toHaveLength(4)
  const next = await connected(2)
  expect(asked).toEqual(['/', '/?version=10'])
  say(next, hello())
  next.send(encodeDelta(10, 18, [change(2, 2)]))
  await until(() => expect(store.version).toBe(18))
  expect(store.getStatus().connection).toBe('live')
  expect(seen).toContain('reconnecting')
})

test.each([
  ['a cut snapshot', encodeSnapshot(11, 1, seats(0, 0, 0, 0)).subarray(0, 26)],
  ['an unknown kind', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0)],
  ['an empty frame', new Uint8Array(0)],
  ['a seat that does not exist', encodeDelta(10, 11, [change(99, 1)])],
  ['text that is no JSON', '{"type":'],
])('malformed: %s makes the connection anew and changes nothing', async (_name, frame) => {
  const socket = await live()
  socket.send(frame)
  const next = await connected(2)
  expect([...store.states]).toEqual([0, 0, 0, 0])
  say(next, hello())
  next.send(encodeSnapshot(12, 1, seats(0, 0, 0, 1)))
  await until(() => expect(store.getStatus()).toMatchObject({ connection: 'live', counts: { held: 1 } }))
})

test('heartbeats are answered, and two missed ones are a dead connection', async () => {
  const socket = await live()
  say(socket, { type: 'heartbeat', serverTime: new Date(clockMs + 90_500).toISOString(), viewers: 8 })
  await until(() => expect(heard[0]).toEqual(['{"type":"pong"}']))
  await until(() => expect(store.getStatus()).toMatchObject({ viewers: 8, serverOffsetMs: 90_500 }))
  clockMs += 32_000
  await connected(2)
  expect(store.getStatus().connection).toBe('reconnecting')
})

test('waking after a sleep does not wait for the watch', async () => {
  await live()
  tellPage('visible')
  expect(store.getStatus().connection).toBe('live')
  clockMs += 25_000
  tellPage('visible')
  expect(store.getStatus().connection).toBe('reconnecting')
  await connected(2)
})

test('offline is said at once, and coming back connects at once', async () => {
  const socket = await live()
  online = false
  tellPage('offline')
  expect(store.getStatus().connection).toBe('offline')
  socket.terminate()
  online = true
  tellPage('online')
  expect(store.getStatus().connection).toBe('reconnecting')
  say(await connected(2), hello())
  await until(() => expect(store.getStatus().connection).toBe('live'))
})

test('a browser that only believes to be offline stays live while frames arrive', async () => {
  const socket = await live()
  online = false
  tellPage('offline')
  socket.send(encodeDelta(10, 11, [change(0, 1)]))
  await until(() => expect(store.getStatus().connection).toBe('live'))
})

test('a server that leaves says when to come back', async () => {
  const socket = await live()
  say(socket, { type: 'reconnect', afterMs: 20 })
  await until(() => expect(store.getStatus().connection).toBe('reconnecting'))
  await connected(2)
})

test('own news reach their listeners, unknown types reach nobody and harm nothing', async () => {
  const socket = await live()
  const news: string[] = []
  store.onMessage((message) => news.push(message.type))
  socket.send('{"type":"weather","sky":"clear"}')
  say(socket, { type: 'hold', holdId: 'h', state: 'expired', seats: [1], expiresAt: 'x' })
  say(socket, { type: 'order', orderId: 'o', state: 'confirmed' })
  say(socket, { type: 'event', planVersion: 2 })
  await until(() => expect(news).toEqual(['hold', 'order', 'event']))
  expect(sockets).toHaveLength(1)
})

test('closing ends it; opening again goes on from the version', async () => {
  const socket = await live()
  let gone = false
  socket.on('close', () => (gone = true))
  store.close()
  await until(() => expect(gone).toBe(true))
  store.open()
  await connected(2)
  expect(asked[1]).toBe('/?version=10')
})
