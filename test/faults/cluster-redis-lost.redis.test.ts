import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startCluster } from '../setup/several-servers.ts'
import { saleTestMs, startTroubledSale } from './troubled-sale.ts'

/**
 * Calls to Redis give up after a fraction of a second, and who waits behind another buyer's seats waits for three. The rest is for a
 * busy machine.
 */
const answeredWithinMs = 5_000
/** Sold while Redis is away: the sale goes on, it does not merely come back. */
const soldMeanwhile = 50

it(
  'three servers sell on while their Redis is emptied, slow, out of reach, standing still and killed',
  async () => {
    await using cluster = await startCluster(3)
    const { toRedis, redis } = cluster
    await using sale = await startTroubledSale(
      cluster.url,
      cluster.servers.map(({ url }) => url),
    )
    await sale.during('healthy', () => sale.sells(400))
    await sale.during('FLUSHALL, five times', async () => {
      for (let n = 0; n < 5; n += 1) {
        await redis.command('FLUSHALL')
        await sale.sells(20)
      }
    })
    await sale.during('Redis 20 ms away', async () => {
      toRedis.delay(20)
      await sale.sells(soldMeanwhile)
    })
    await sale.during('Redis 500 ms away', async () => {
      toRedis.delay(500)
      await sale.sells(soldMeanwhile)
    })
    await toRedis.heal()
    await sale.during('connections broken, ten times', async () => {
      for (let n = 0; n < 10; n += 1) {
        toRedis.reset()
        await pause(200)
      }
      await sale.sells(soldMeanwhile)
    })
    await sale.during('a black hole of 3 s', async () => {
      toRedis.swallow()
      await Promise.all([pause(3_000), sale.sells(soldMeanwhile)])
    })
    await toRedis.heal()
    await sale.during('nobody listens for 2 s', async () => {
      await toRedis.refuse()
      await Promise.all([pause(2_000), sale.sells(soldMeanwhile)])
    })
    await toRedis.heal()
    await sale.during('Redis stands still for 10 s', async () => {
      await redis.kill('SIGSTOP')
      await Promise.all([pause(10_000), sale.sells(soldMeanwhile)])
      await redis.kill('SIGCONT')
    })
    await sale.during('Redis killed', async () => {
      await redis.kill('SIGKILL')
      await sale.sells(soldMeanwhile)
    })
    await sale.during('Redis started again, empty', async () => {
      await redis.start()
      await sale.sells(100)
    })
    await sale.during('healthy again', () => sale.sells(400))
    expect(cluster.balancer.ready()).toHaveLength(3)
    await sale.end(answeredWithinMs)
  },
  saleTestMs,
)
