import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Somebody who says everything back, behind a network that is told how to be. */
async function echo(): Promise<AsyncDisposable & { proxy: TcpProxy }> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await startTcpProxy((server.address() as AddressInfo).port)
  return {
    proxy,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]()
      server.close()
    },
  }
}

interface Caller {
  socket: Socket
  readonly heard: string
  readonly fault: string
}

function call({ port }: TcpProxy): Caller {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  let fault = ''
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  socket.on('error', (cause: NodeJS.ErrnoException) => (fault = cause.code ?? ''))
  return {
    socket,
    get heard() {
      return heard
    },
    get fault() {
      return fault
    },
  }
}

test('a good network changes nothing, the end included', async () => {
  await using all = await echo()
  const caller = call(all.proxy)
  caller.socket.end('hello')
  await once(caller.socket, 'close')
  expect(caller).toMatchObject({ heard: 'hello', fault: '' })
  await vi.waitFor(() => expect(all.proxy.open).toBe(0))
})

test('a slow one delivers later, in order, and a healed one at once', async () => {
  await using all = await echo()
  const { proxy } = all
  const caller = call(proxy)
  proxy.delay(40)
  const began = performance.now()
  for (const word of ['a', 'b', 'c']) caller.socket.write(word)
  await vi.waitFor(() => expect(caller.heard).toBe('abc'))
  expect(performance.now() - began).toBeGreaterThanOrEqual(79)
  proxy.delay(60_000)
  caller.socket.write('d')
  await new Promise((resolve) => setTimeout(resolve, 20))
  await proxy.heal()
  caller.socket.write('e')
  await vi.waitFor(() => expect(caller.heard).toBe('abcde'))
  caller.socket.destroy()
})

test('a hole swallows without a word, and gives back when it heals', async () => {
  await using all = await echo()
  const { proxy } = all
  const before = call(proxy)
  before.socket.write('a')
  await vi.waitFor(() => expect(before.heard).toBe('a'))
  proxy.swallow()
  before.socket.write('b')
  const within = call(proxy)
  within.socket.write('c')
  await vi.waitFor(() => expect(proxy.open).toBe(2))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect([before.heard, within.heard]).toEqual(['a', ''])
  await proxy.heal()
  await vi.waitFor(() => expect([before.heard, within.heard]).toEqual(['ab', 'c']))
  for (const { socket } of [before, within]) socket.destroy()
})

test('a reset breaks what is open and nothing else; a refusal lasts', async () => {
  await using all = await echo()
  const { proxy } = all
  const broken = call(proxy)
  broken.socket.write('a')
  await vi.waitFor(() => expect(broken.heard).toBe('a'))
  proxy.reset()
  await vi.waitFor(() => expect(broken.fault).toBe('ECONNRESET'))
  const next = call(proxy)
  next.socket.write('b')
  await vi.waitFor(() => expect(next.heard).toBe('b'))

  await proxy.refuse()
  await vi.waitFor(() => expect(next.fault).toBe('ECONNRESET'))
  const refused = call(proxy)
  await vi.waitFor(() => expect(refused.fault).toBe('ECONNREFUSED'))
  await proxy.heal()
  const healed = call(proxy)
  healed.socket.write('c')
  await vi.waitFor(() => expect(healed.heard).toBe('c'))
  healed.socket.destroy()
})
