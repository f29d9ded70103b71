import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { demoOrganiser, signInOrganiser } from '../../lab/stage/organiser.ts'
import { standingPlan } from '../../lab/stage/plans.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { expectAllThere } from './expect-all-there.ts'
import { startShoppers } from './shoppers.ts'

const kills = 3
const servesAgainWithinMs = 5_000
const shoppers = 8
/** More than they can buy before the test is over. */
const places = 100_000
/** So many purchases between one kill and the next: the sale is in full swing each time. */
const holdsBetweenKills = 60

async function killInMidSale(kill: (server: TestServer) => Promise<unknown>): Promise<void> {
  await using server = await startServer({ database: 'embedded' })
  const organiser = await signInOrganiser(server.url, demoOrganiser)
  const event = await organiser.createEvent({
    title: 'A sale with interruptions',
    plan: standingPlan(places),
    holdSeconds: 3600,
  })
  const crowd = startShoppers(server.url, event, shoppers)
  const awayMs: number[] = []
  try {
    for (let n = 1; n <= kills; n += 1) {
      const before = crowd.holds.length
      await expect
        .poll(() => crowd.holds.length, { timeout: 20_000 })
        .toBeGreaterThan(before + holdsBetweenKills)
      const killedMs = performance.now()
      await kill(server)
      await crowd.nextHold()
      awayMs.push(Math.round(performance.now() - killedMs))
    }
  } finally {
    await crowd.stop()
  }
  console.log(
    `${crowd.holds.length} holds, ${crowd.orders.length} orders; serving again after ${awayMs.join(', ')} ms`,
  )
  expect(Math.max(...awayMs)).toBeLessThan(servesAgainWithinMs)
  await expectAllThere(crowd, organiser, event.id)
}

it('acknowledged-is-durable: kill -9 of the server in mid-sale, three times', () =>
  killInMidSale(async (server) => {
    await server.kill('SIGKILL')
    await server.restart()
  }))

it('acknowledged-is-durable: kill -9 of PostgreSQL in mid-sale, three times', () =>
  killInMidSale(async (server) => {
    const killed = postmaster(server)
    process.kill(killed!, 'SIGKILL')
    // Its children may finish a statement or two before they notice; only a new instance counts as back.
    await expect.poll(() => postmaster(server) ?? killed, { interval: 5, timeout: 20_000 }).not.toBe(killed)
  }))

function postmaster({ dataDir }: TestServer): number | undefined {
  const file = join(dataDir, 'postgres/postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  return pid > 0 ? pid : undefined
}
