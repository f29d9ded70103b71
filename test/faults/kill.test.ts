import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import { demoOrganiser, type Organiser, signInOrganiser } from '../../lab/stage/organiser.ts'
import { standingPlan } from '../../lab/stage/plans.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { type Shoppers, startShoppers } from './shoppers.ts'

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

/** acknowledged-is-durable: what anybody was told is so, and it is nobody else's. */
async function expectAllThere(crowd: Shoppers, organiser: Organiser, eventId: string): Promise<void> {
  expect(crowd.surprises).toEqual([])
  const { findings } = await auditEvent(() => organiser.dumpLedger(eventId))
  expect(findings).toEqual([])

  const ledger = await organiser.dumpLedger(eventId)
  const holdOf = new Map(ledger.holds.map((hold) => [hold.id, hold]))
  const orderOf = new Map(ledger.orders.map((order) => [order.id, order]))
  const seatsOf = ({ seats }: { seats: { index: number }[] }) => seats.map(({ index }) => index).toSorted()
  const ordered = new Set(crowd.orders.map(({ holdId }) => holdId))
  const lost: string[] = []
  for (const hold of crowd.holds) {
    const found = holdOf.get(hold.id)
    const state = ordered.has(hold.id) ? 'sold' : 'live'
    if (found?.state !== state || String(found.seats.toSorted()) !== String(seatsOf(hold))) {
      lost.push(`hold ${hold.id} was ${state} with seats ${seatsOf(hold)}, is ${JSON.stringify(found)}`)
    }
  }
  for (const order of crowd.orders) {
    const found = orderOf.get(order.id)
    if (found?.state !== 'confirmed' || String(found.seats.toSorted()) !== String(seatsOf(order))) {
      lost.push(`order ${order.id} was confirmed, is ${JSON.stringify(found)}`)
    }
  }
  expect(lost).toEqual([])
  expect(crowd.orders.length).toBeGreaterThan(0)
  const given = crowd.holds.flatMap(seatsOf)
  expect(new Set(given).size, 'seats given to two holds').toBe(given.length)
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
