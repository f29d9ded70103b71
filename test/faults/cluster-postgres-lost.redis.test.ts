import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startCluster } from '../setup/several-servers.ts'
import { saleTestMs, startTroubledSale } from './troubled-sale.ts'

/** What the servers wait for a database that does not answer, and what a buyer may wait behind another. */
const answeredWithinMs = 20_000

it(
  'three servers sell on while their PostgreSQL is slow, out of reach, killed and started again',
  async () => {
    await using cluster = await startCluster(3)
    const { toPostgres, postgres } = cluster
    await using sale = await startTroubledSale(
      cluster.url,
      cluster.servers.map(({ url }) => url),
    )
    await sale.during('healthy', () => sale.sells(400))
    await sale.during('PostgreSQL 20 ms away', async () => {
      toPostgres.delay(20)
      await sale.sells(100)
    })
    await toPostgres.heal()
    await sale.during('connections broken, ten times', async () => {
      for (let n = 0; n < 10; n += 1) {
        toPostgres.reset()
        await pause(200)
      }
      await sale.sells(50)
    })
    await sale.during('a black hole of 4 s', async () => {
      toPostgres.swallow()
      await pause(4_000)
      await toPostgres.heal()
      await sale.sells(50)
    })
    await sale.during('nobody listens for 2 s', async () => {
      await toPostgres.refuse()
      await pause(2_000)
      await toPostgres.heal()
      await sale.sells(50)
    })
    await sale.during('PostgreSQL killed and started again', async () => {
      await postgres.kill('SIGKILL')
      await postgres.start()
      await sale.sells(50)
    })
    await sale.during('healthy again', () => sale.sells(400))
    expect(cluster.balancer.ready()).toHaveLength(3)
    await sale.end(answeredWithinMs)
  },
  saleTestMs,
)
