import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/**
 * A network between a server and what it talks to, which behaves as it is told. It starts as a good one, and every change
 * concerns open connections and new ones alike.
 */
export interface TcpProxy {
  /** Of the loopback address. */
  port: number
  /** Connections that are open now. */
  readonly open: number
  /** Everything arrives at once again, also what a hole had swallowed. */
  heal(): Promise<void>
  /** Everything arrives so much later, in each direction. */
  delay(ms: number): void
  /** Breaks all open connections (RST); new ones work. */
  reset(): void
  /** Nothing arrives any more and nobody is told: what was sent is delivered when the network heals, as by TCP itself. */
  swallow(): void
  /** Breaks all open connections, and nobody listens. */
  refuse(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

interface Weather {
  delayMs: number
  isHole: boolean
}

/** A proxy on a free port, in front of a port of the loopback address. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const weather: Weather = { delayMs: 0, isHole: false }
  const pairs = new Set<Pair>()
  let listening: Server | null = await listen(0, accept)
  const { port } = listening.address() as AddressInfo

  function accept(client: Socket): void {
    const pair = join(client, connect(target, '127.0.0.1'), weather)
    pairs.add(pair)
    client.once('close', () => pairs.delete(pair))
  }
  const reset = (): void => {
    for (const pair of pairs) pair.reset()
  }
  const stopListening = async (): Promise<void> => {
    const server = listening
    listening = null
    reset()
    if (server === null) return
    server.close()
    await once(server, 'close')
  }
  return {
    port,
    get open() {
      return pairs.size
    },
    async heal() {
      weather.delayMs = 0
      weather.isHole = false
      for (const pair of pairs) pair.flow()
      listening ??= await listen(port, accept)
    },
    delay(ms) {
      weather.delayMs = ms
    },
    reset,
    swallow() {
      weather.isHole = true
    },
    refuse: stopListening,
    [Symbol.asyncDispose]: stopListening,
  }
}

async function listen(port: number, accept: (client: Socket) => void): Promise<Server> {
  // An end of one side is passed on as such, not answered for it.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

interface Pair {
  flow(): void
  reset(): void
}

function join(client: Socket, upstream: Socket, weather: Weather): Pair {
  upstream.allowHalfOpen = true
  upstream.setNoDelay(true)
  const there = carry(client, upstream, weather)
  const back = carry(upstream, client, weather)
  // Whoever breaks off takes the other side along, the way it was done.
  const reset = (): void => {
    client.resetAndDestroy()
    upstream.resetAndDestroy()
  }
  for (const socket of [client, upstream]) socket.on('error', reset)
  client.once('close', () => upstream.destroy())
  upstream.once('close', () => client.destroySoon())
  return {
    flow() {
      there()
      back()
    },
    reset,
  }
}

/** Carries what one socket says to the other, in order, as the weather allows. Returns how to look at the weather again. */
function carry(from: Socket, to: Socket, weather: Weather): () => void {
  /** `null`: the end. */
  const waiting: { dueMs: number; bytes: Buffer | null }[] = []
  let timer: NodeJS.Timeout | undefined

  const flow = (): void => {
    clearTimeout(timer)
    while (!weather.isHole && waiting.length > 0) {
      const { dueMs, bytes } = waiting[0]!
      const earlyMs = weather.delayMs === 0 ? 0 : dueMs - performance.now()
      if (earlyMs > 0) {
        timer = setTimeout(flow, Math.ceil(earlyMs))
        return
      }
      waiting.shift()
      if (to.destroyed) continue
      if (bytes === null) to.end()
      else to.write(bytes)
    }
  }
  const say = (bytes: Buffer | null): void => {
    waiting.push({ dueMs: performance.now() + weather.delayMs, bytes })
    flow()
  }
  from.on('data', say)
  from.on('end', () => say(null))
  from.once('close', () => clearTimeout(timer))
  return flow
}
