import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { type Balancer, startBalancer } from './balancer.ts'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function serve(
  answer: RequestListener,
  readiness = () => 200,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, reply) => {
    if (request.url !== '/readyz') return answer(request, reply)
    reply.writeHead(readiness()).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

async function balance(...urls: string[]): Promise<Balancer> {
  const balancer = await startBalancer(urls)
  stops.push(balancer.close)
  return balancer
}

const named =
  (name: string): RequestListener =>
  (_request, reply) =>
    void reply.end(name)
const ask = async (url: string) => (await fetch(url)).text()

it('gives each request to the next server, on whichever connection it comes', async () => {
  const { url, given } = await balance((await serve(named('a'))).url, (await serve(named('b'))).url)
  expect([await ask(url), await ask(url), await ask(url), await ask(url)].toSorted()).toEqual([
    'a',
    'a',
    'b',
    'b',
  ])
  expect([...given.values()]).toEqual([2, 2])
})

it('passes on bodies, statuses and headers, and says who asked', async () => {
  const { url } = await balance(
    (
      await serve((request, reply) => {
        let body = ''
        request.on('data', (part) => (body += part))
        request.on('end', () => {
          const {
            host,
            cookie,
            'x-forwarded-for': forwarded,
            'transfer-encoding': encoding,
          } = request.headers
          reply.writeHead(201, { 'set-cookie': ['one=1', 'two=2'] })
          reply.end(JSON.stringify({ body, host, cookie, forwarded, encoding }))
        })
      })
    ).url,
  )
  const reply = await fetch(url, { method: 'POST', body: 'long live', headers: { cookie: 'a=b' } })
  expect(reply.status).toBe(201)
  expect(reply.headers.getSetCookie()).toEqual(['one=1', 'two=2'])
  expect(await reply.json()).toEqual({
    body: 'long live',
    host: new URL(url).host,
    cookie: 'a=b',
    forwarded: '127.0.0.1',
  })
  // Without a body it does not become one with a body of unknown length.
  expect(await (await fetch(url, { method: 'POST' })).json()).toMatchObject({
    body: '',
    host: new URL(url).host,
  })
})

it('leaves out a server that is not ready, or gone, and takes it in again', async () => {
  let status = 200
  const a = await serve(named('a'), () => status)
  const b = await serve(named('b'))
  const balancer = await balance(a.url, b.url)
  status = 503
  await vi.waitFor(() => expect(balancer.ready()).toEqual([b.url]))
  expect([await ask(balancer.url), await ask(balancer.url)]).toEqual(['b', 'b'])
  status = 200
  await vi.waitFor(() => expect(balancer.ready()).toHaveLength(2))

  b.server.closeAllConnections()
  b.server.close()
  const replies = await Promise.all(Array.from({ length: 4 }, () => ask(balancer.url)))
  expect(replies).toEqual(['a', 'a', 'a', 'a'])
})

it('never sends again what a server has read, and says 502', async () => {
  let asked = 0
  const breaks: RequestListener = (request) => {
    asked += 1
    request.socket.destroy()
  }
  const balancer = await balance((await serve(breaks)).url, (await serve(breaks)).url)
  expect((await fetch(balancer.url, { method: 'POST', body: 'x' })).status).toBe(502)
  expect(asked).toBe(1)
})

it('passes an upgrade through, both ways', async () => {
  const { server, url } = await serve(named('a'))
  server.on('upgrade', (request, socket, head) => {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\nconnection: upgrade\r\n\r\n${request.url};`,
    )
    socket.write(head)
    socket.pipe(socket)
  })
  const balancer = await balance(url)
  const socket = connect(Number(new URL(balancer.url).port), '127.0.0.1')
  socket.write('GET /live HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\nhello')
  let heard = ''
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  await vi.waitFor(() => expect(heard).toMatch(/^HTTP\/1.1 101 .*\/live;hello$/s))
  socket.end(' world')
  await vi.waitFor(() => expect(heard).toMatch(/hello world$/))
})
