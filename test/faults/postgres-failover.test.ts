import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createInventory } from '../../server/inventory/inventory.ts'
import { migrate } from '../../server/postgres/migrate.ts'
import { createPool } from '../../server/postgres/pool.ts'
import { openHouse, uuid } from '../races/house.ts'
import { ask } from '../setup/ask.ts'
import { startPair } from '../setup/postgres-pair.ts'
import { startServer } from '../setup/server.ts'
import { startTcpProxy, type TcpProxy } from '../setup/tcp-proxy.ts'
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

it('a hold that only the lost primary knew is held on the new one, under the same id', async () => {
  await using stack = new AsyncDisposableStack()
  let link: TcpProxy | undefined
  const pair = stack.use(
    await startPair(async (port) => {
      link = stack.use(await startTcpProxy(port))
      return link.port
    }),
  )
  const pool = stack.adopt(createPool(pair.url(), { applicationName: 'engine' }), (one) => one.end())
  await migrate(pool)
  const { id: event } = await openHouse(pool, 4)
  const inventory = createInventory({ pool, uuid, nowMs: Date.now })
  const sale = (await inventory.sale(event))!
  link!.swallow()
  const outcome = inventory.hold(sale, { customerId: uuid(), wish: { seats: [0] }, key: null, hash: null })
  const waiting = `select from pg_stat_activity where application_name = 'engine' and wait_event = 'SyncRep'`
  await expect.poll(() => ask(pair.primary.url, waiting), { timeout: 10_000 }).toHaveLength(1)
  await pair.primary.kill('SIGKILL')
  await pair.promote()
  const granted = await outcome
  const holds = 'select id::text, state from holds where event_id = $1'
  const [hold, ...others] = await ask<{ id: string }>(pair.standby.url, holds, [event])
  expect(granted).toMatchObject({ ok: true, value: { hold: { id: hold!.id } } })
  expect(others).toEqual([])
  // It was the same one, committed on the disk that is gone: a guess either way would have been wrong somewhere.
  await pair.primary.start()
  expect(await ask(pair.primary.url, holds, [event])).toEqual([{ id: hold!.id, state: 1 }])
})

it('programs beside the server find the primary, whichever host is named first', async () => {
  await using pair = await startPair()
  const { primary, standby } = pair
  const url = pair.url({ primary: standby.port, standby: primary.port })
  const run = (program: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [`server/${program}.ts`, ...args], {
      env: { PATH: process.env.PATH, DATABASE_URL: url },
    })
  expect((await run('migrate')).stdout).toContain('The database is up to date.')
  expect(await ask(primary.url, `select from pg_tables where tablename = 'claims'`)).toHaveLength(1)
  await expect(run('make-organiser', 'nobody@example.com')).rejects.toThrow('There is no account')
})
