import { connect, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { freshDatabase } from '../setup/database.ts'
import { isRunning, postmasterPid } from '../setup/embedded.ts'
import { startServer } from '../setup/server.ts'

const promptly = { timeout: 5_000, interval: 10 }
const noDemo = { FULLHOUSE_DEMO: '0' }

/** A request whose body has not been sent to its end. */
async function beginRequest(url: string) {
  const body = '{"seatIds":["A-1"]}'
  const socket = connect(Number(new URL(url).port), new URL(url).hostname)
  let answer = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text
  })
  socket.on('error', () => {})
  const head = `POST /api/v1/events/none/holds HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  await new Promise((sent) => socket.write(head + body.slice(0, 5), sent))
  return {
    async finish() {
      socket.write(body.slice(5))
      await vi.waitFor(() => expect(answer).toContain('\r\n\r\n'), promptly)
      return answer
    },
    socket,
  }
}

const accepts = (url: string) =>
  new Promise<boolean>((resolve) => {
    const socket: Socket = connect(Number(new URL(url).port), new URL(url).hostname, () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

test('told to stop, it finishes what was begun, lets nobody else in, and stops its database', async () => {
  await using server = await startServer({ database: 'embedded', env: noDemo })
  const postgres = (await postmasterPid(server.dataDir))!
  const request = await beginRequest(server.url)
  const ended = server.kill('SIGTERM')
  await vi.waitFor(async () => expect(await accepts(server.url)).toBe(false), promptly)
  expect(await request.finish()).toMatch(/^HTTP\/1\.1 404 /)
  expect(await ended).toEqual({ code: 0, signal: null })
  expect(isRunning(postgres)).toBe(false)
})

test('told a second time, it ends at once, and the next start finds everything', async () => {
  await using server = await startServer({ database: 'embedded', env: { ...noDemo, FULLHOUSE_LOG: 'info' } })
  const request = await beginRequest(server.url)
  process.kill(server.pid, 'SIGINT')
  await vi.waitFor(() => expect(server.logs).toContain('"Stopping"'), promptly)
  // The same Ctrl-C may come several times, by way of npm; only what comes later is meant as a second one.
  process.kill(server.pid, 'SIGINT')
  const again = setInterval(() => process.kill(server.pid, 'SIGINT'), 100)
  await vi.waitFor(() => expect(server.logs).toContain('ending at once'), promptly)
  clearInterval(again)
  expect((await server.kill('SIGINT')).code).toBe(1)
  request.socket.destroy()
  await server.restart()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('while its database is gone it is not ready and says so, and is ready again within five seconds', async () => {
  await using server = await startServer({ database: 'embedded', env: noDemo })
  const ready = async () => (await fetch(`${server.url}/readyz`)).status
  expect(await ready()).toBe(200)
  process.kill((await postmasterPid(server.dataDir))!, 'SIGKILL')
  await vi.waitFor(() => expect(server.logs).toContain('PostgreSQL is back'), promptly)
  await vi.waitFor(async () => expect(await ready()).toBe(200), promptly)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('an external database that goes away and comes back is found again', async () => {
  await using server = await startServer({ env: noDemo })
  const [url, name] = [server.url, server.databaseName!]
  await using outside = await freshDatabase({ migrated: false })
  await outside.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
    name,
  ])
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), promptly)
})

test('settings that make no sense are all named, and nothing starts', async () => {
  await expect(
    startServer({ env: { PORT: 'http', FULLHOUSE_SECRET: 'short', FULLHOUSE_URL: 'x' } }),
  ).rejects.toThrow(
    /ended with 1 .*\n.*these settings:\n {2}PORT.*\n {2}FULLHOUSE_URL.*\n {2}FULLHOUSE_SECRET/,
  )
})

test('a port that is taken, a folder that is taken, a database that is not there: said in words', async () => {
  await using server = await startServer({ database: 'embedded', env: noDemo })
  await expect(startServer({ env: { ...noDemo, PORT: new URL(server.url).port } })).rejects.toThrow(
    /Cannot listen on 0.0.0.0:\d+: something else is listening there/,
  )
  await expect(startServer({ database: 'embedded', dataDir: server.dataDir, env: noDemo })).rejects.toThrow(
    `Another Fullhouse (process ${server.pid}, at ${server.url}) already uses the data folder`,
  )
  await using database = await freshDatabase({ migrated: false })
  const missing = database.url.replace(/[^/]+$/, 'nowhere')
  await expect(startServer({ env: { ...noDemo, DATABASE_URL: missing } })).rejects.toThrow(
    'The database in DATABASE_URL cannot be used: 3D000',
  )
})
