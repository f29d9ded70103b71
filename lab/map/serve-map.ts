import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { WebSocketServer } from 'ws'
import { encodeDelta, encodeSnapshot, type ServerMessage } from '../../contract/live.ts'
import { SeatState } from '../../contract/seat-state.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}
/** As the real server gathers. */
const GATHER_MS = 50

interface Plan {
  zones: { rows: { seats: unknown[] }[]; areas: { admission?: { capacity: number } }[] }[]
}

/** The page, the plan, and a live socket as contract/live.ts has it, on which seats change at a steady pace. */
export async function serveMap(folder: string, planFile: string, changesPerSecond: number) {
  const planText = readFileSync(planFile)
  const places = countPlaces(JSON.parse(planText.toString()) as Plan)
  const random = dice(20_000)
  const states = Uint8Array.from({ length: places }, () => (random() < 0.4 ? SeatState.sold : SeatState.free))
  let version = 1

  const http = createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path === '/' ? 'index.html' : path.slice(1)
    reply.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    if (file === 'plan.json') reply.end(planText)
    else if (existsSync(join(folder, file))) reply.end(readFileSync(join(folder, file)))
    else reply.writeHead(404).end()
  })
  const sockets = new WebSocketServer({ server: http, path: '/live' })
  sockets.on('connection', (socket) => {
    const hello: ServerMessage = {
      type: 'hello',
      serverTime: new Date().toISOString(),
      heartbeatSeconds: 60,
      viewers: 1,
    }
    socket.send(JSON.stringify(hello))
    socket.send(encodeSnapshot(version, 1, states))
  })
  const pace = setInterval(() => {
    const changes = new Map<number, number>()
    while (changes.size < (changesPerSecond * GATHER_MS) / 1000) {
      const seat = Math.floor(random() * places)
      changes.set(seat, ((states[seat] ?? 0) + 1 + Math.floor(random() * 2)) % 3)
    }
    for (const [seat, state] of changes) states[seat] = state
    const packed = Array.from(changes, ([seat, state]) => (seat << 2) | state)
    const delta = encodeDelta(version, (version += 1), packed)
    for (const socket of sockets.clients) socket.send(delta)
  }, GATHER_MS)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    async close() {
      clearInterval(pace)
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

function countPlaces({ zones }: Plan): number {
  let places = 0
  for (const { rows, areas } of zones) {
    for (const { seats } of rows) places += seats.length
    for (const { admission } of areas) places += admission?.capacity ?? 0
  }
  return places
}

/** The same house and the same changes in every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}
