import { setTimeout as pause } from 'node:timers/promises'
import { it } from 'vitest'
import { startPostgres } from '../../lab/stage/postgres-process.ts'
import { startServer } from '../setup/server.ts'
import { startTcpProxy } from '../setup/tcp-proxy.ts'
import { startTroubledSale } from './troubled-sale.ts'

const answeredWithinMs = 15_000

it('acknowledged-is-durable: one server sells on while its PostgreSQL is cut off, silent, killed and started again', async () => {
  await using stack = new AsyncDisposableStack()
  const postgres = stack.adopt(await startPostgres({}), (one) => one.stop())
  const network = stack.use(await startTcpProxy(postgres.port))
  const url = postgres.url.replace(`:${postgres.port}`, `:${network.port}`)
  const server = stack.use(await startServer({ database: 'embedded', env: { DATABASE_URL: url } }))
  // Whatever a failing test left the network like, the server has to be able to stop.
  stack.defer(() => network.heal())
  const sale = await startTroubledSale(server.url, [server.url])
  await sale.during('healthy', () => sale.sells(200))
  await sale.during('connections broken, twenty times', async () => {
    for (let n = 0; n < 20; n += 1) {
      network.reset()
      await sale.sells(5)
    }
  })
  await sale.during('a black hole of 3 s', async () => {
    network.swallow()
    await pause(3_000)
    await network.heal()
    await sale.sells(50)
  })
  await sale.during('nobody listens for 2 s', async () => {
    await network.refuse()
    await pause(2_000)
    await network.heal()
    await sale.sells(50)
  })
  await sale.during('killed and started again', async () => {
    await postgres.kill('SIGKILL')
    await postgres.start()
    await sale.sells(50)
  })
  await sale.end(answeredWithinMs)
})
