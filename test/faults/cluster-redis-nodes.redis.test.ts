import { expect, it } from 'vitest'
import { freshCluster } from '../setup/redis.ts'
import { startCluster } from '../setup/several-servers.ts'
import { saleTestMs, startTroubledSale } from './troubled-sale.ts'

const answeredWithinMs = 5_000

it(
  'three servers on a Redis Cluster sell on while the primary that has their event is killed',
  async () => {
    await using nodes = await freshCluster()
    await using cluster = await startCluster(3, { redisUrl: nodes.url })
    await using sale = await startTroubledSale(
      cluster.url,
      cluster.servers.map(({ url }) => url),
    )
    await sale.during('healthy', () => sale.sells(300))
    const key = `{${sale.eventId}}`
    const killed = await nodes.primaryOf(key)
    await sale.during('a primary killed, until its replica has taken over', async () => {
      await killed.kill('SIGKILL')
      await sale.sells(50)
      const others = nodes.nodes.filter((node) => node !== killed)
      await expect
        .poll(async () => (await nodes.primaryOf(key, others[0])) !== killed, { timeout: 20_000 })
        .toBe(true)
    })
    await sale.during('after it', () => sale.sells(200))
    await sale.during('the killed one is back as a replica', async () => {
      await killed.start()
      await sale.sells(200)
    })
    await sale.end(answeredWithinMs)
  },
  saleTestMs,
)
