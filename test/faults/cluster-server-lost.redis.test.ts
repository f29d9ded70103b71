import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startCluster } from '../setup/several-servers.ts'
import { saleTestMs, startTroubledSale } from './troubled-sale.ts'

const answeredWithinMs = 5_000
/** A balancer that has noticed sends nobody to a server that stops. */
const drainNoticeMs = { NODE_ENV: 'production', FULLHOUSE_DEMO: '1' }

it(
  'three servers sell on while one is killed, stands still, and is stopped in order',
  async () => {
    await using cluster = await startCluster(3, { env: drainNoticeMs })
    const { servers, balancer } = cluster
    await using sale = await startTroubledSale(
      cluster.url,
      servers.map(({ url }) => url),
    )
    const all = () => expect.poll(() => balancer.ready(), { timeout: 30_000 }).toHaveLength(3)

    await sale.during('healthy', () => sale.sells(400))
    await sale.during('one server killed', async () => {
      await servers[0]!.kill('SIGKILL')
      await sale.sells(200)
    })
    await sale.during('and started again', async () => {
      await servers[0]!.restart()
      await all()
      await sale.sells(100)
    })
    // Whoever is with it waits; it has what is theirs, and nobody else can know whether it has acted already.
    await sale.during('one server stands still for 2 s', async () => {
      servers[1]!.child.kill('SIGSTOP')
      await pause(2_000)
      servers[1]!.child.kill('SIGCONT')
      await sale.sells(100)
    })
    await all()
    const before = sale.unanswered()
    await sale.during('one server stopped in order', async () => {
      await servers[2]!.kill('SIGTERM')
      await sale.sells(100)
    })
    expect(sale.unanswered() - before, 'requests that an orderly stop left without an answer').toBe(0)
    await sale.during('and started again', async () => {
      await servers[2]!.restart()
      await all()
      await sale.sells(100)
    })
    await sale.end(answeredWithinMs)
  },
  saleTestMs,
)
