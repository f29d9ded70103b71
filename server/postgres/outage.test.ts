import { expect, test } from 'vitest'
import { createOutage } from './outage.ts'

function away(patienceMs: number) {
  const database = { isUp: false, probes: 0 }
  const outage = createOutage({
    patienceMs,
    pollMs: 5,
    async probe() {
      database.probes += 1
      if (!database.isUp) throw new Error('away')
    },
  })
  return { database, outage }
}

test('it is over when the database answers', async () => {
  const { database, outage } = away(60_000)
  const waiting = [outage.over(), outage.over()]
  await expect.poll(() => database.probes).toBeGreaterThan(3)
  database.isUp = true
  expect(await Promise.all(waiting)).toEqual([true, true])
  expect(outage.isGivenUp).toBe(false)
})

test('patience begins with the outage: once it is given up, everybody is told by one look', async () => {
  const { database, outage } = away(30)
  expect(await outage.over()).toBe(false)
  expect(outage.isGivenUp).toBe(true)
  const { probes } = database
  expect(await outage.over()).toBe(false)
  expect(database.probes).toBe(probes + 1)
  database.isUp = true
  expect(await outage.over()).toBe(true)
  expect(outage.isGivenUp).toBe(false)
})
