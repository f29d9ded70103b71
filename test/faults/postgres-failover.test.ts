import { expect, it } from 'vitest'
import { ask } from '../setup/ask.ts'
import { startPair } from '../setup/postgres-pair.ts'
import { startServer } from '../setup/server.ts'
import { startTcpProxy } from '../setup/tcp-proxy.ts'
import { startTroubledSale } from './troubled-sale.ts'

/** What is being done waits for the new primary, which is there in a second or two, and is found out then. */
const answeredWithinMs = 15_000

it('acknowledged-is-durable: the primary is killed in mid-sale and the synchronous standby promoted', async () => {
  await using pair = await startPair()
  await using server = await startServer({ database: 'embedded', env: { DATABASE_URL: pair.url() } })
  const { pid } = server
  const sale = await startTroubledSale(server.url, [server.url])
  await sale.during('healthy', () => sale.sells(200))
  await sale.during('primary killed, standby promoted', async () => {
    await pair.primary.kill('SIGKILL')
    await pair.promote()
    await sale.sells(50)
  })
  await sale.during('on the new primary', () => sale.sells(200))

  // Somebody starts the old one again, and nobody has told it that it is not the primary any more.
  await ask(pair.standby.url, 'alter system set synchronous_standby_names = default')
  await pair.primary.start()
  await sale.during('two primaries, connections cut', async () => {
    await ask(
      pair.standby.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fullhouse'`,
    )
    await sale.sells(100)
  })
  expect(
    await ask(pair.primary.url, `select from pg_stat_activity where application_name = 'fullhouse'`),
  ).toEqual([])
  await sale.end(answeredWithinMs)
  expect(server.pid).toBe(pid)
})

it('acknowledged-is-durable: the primary falls silent in mid-sale and the synchronous standby is promoted', async () => {
  await using pair = await startPair()
  await using wire = await startTcpProxy(pair.primary.port)
  const url = pair.url({ primary: wire.port })
  await using server = await startServer({ database: 'embedded', env: { DATABASE_URL: url } })
  const sale = await startTroubledSale(server.url, [server.url])
  await sale.during('healthy', () => sale.sells(200))
  await sale.during('primary silent, standby promoted', async () => {
    wire.swallow()
    await pair.promote()
    await sale.sells(50)
  })
  await sale.during('on the new primary', () => sale.sells(200))
  await sale.end(answeredWithinMs)
  await wire.heal()
})
