import { expect, test } from 'vitest'
import { judgeDraw } from '../../lab/queue/judge-draw.ts'
import { setRoom, until } from '../setup/queue-room.ts'
import { startServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'

const PEOPLE = 30
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

const placeOf = async ({ api }: Shopper, idOrSlug: string) => {
  const reply = await api.showQueue({ params: { idOrSlug } })
  return reply.ok ? reply.value.place : null
}

test('kill -9 in the pre-queue, after the draw, and with people inside: nobody loses their place', async () => {
  await using server = await startServer({ database: 'embedded' })
  const staff = await organiser(server.url)
  const id = await putOn(staff, 100, { onSaleAt: soon(9_000), maxPerOrder: 1 })
  await setRoom(staff, id, { mode: 'scheduled', prequeueMinutes: 60, targetInside: 5, admitPerMinute: 6000 })
  const params = { idOrSlug: id }
  const people = Array.from({ length: PEOPLE }, () => shopper(server.url))
  const entries = await Promise.all(
    people.map(async ({ api }) => {
      const joined = await api.joinQueue({ params, body: {} })
      if (!joined.ok) throw new Error(JSON.stringify(joined))
      return joined.value.place!.id
    }),
  )
  const before = await staff.api.showQueue({ params })
  const commitment = before.ok ? before.value.status.draw!.commitment : ''

  await server.kill('SIGKILL')
  await server.restart()
  expect(await Promise.all(people.map(async (each) => (await placeOf(each, id))?.id))).toEqual(entries)

  // However soon after the opening it dies, the draw is finished by whoever comes after, from the same list and seed.
  await until('the list being closed', async () => {
    const reply = await staff.api.showQueue({ params })
    return reply.ok && reply.value.status.draw!.digest
  })
  await server.kill('SIGKILL')
  await server.restart()
  await until('five inside', async () => {
    const states = await Promise.all(people.map(async (each) => (await placeOf(each, id))?.state))
    return states.filter((state) => state === 'admitted').length === 5
  })
  const drawn = await staff.api.showDraw({ params })
  if (!drawn.ok) throw new Error('no draw')
  const { faults, order } = judgeDraw(drawn.value, commitment)
  expect(faults).toEqual([])
  const numbers = await Promise.all(people.map(async (each) => (await placeOf(each, id))!.number))
  expect(numbers).toEqual(entries.map((entry) => order.indexOf(entry) + 1))

  await server.kill('SIGKILL')
  await server.restart()
  const first = people[entries.indexOf(order[0]!)]!
  const sixth = people[entries.indexOf(order[5]!)]!
  expect(await placeOf(first, id)).toMatchObject({ state: 'admitted', number: 1 })
  expect(await placeOf(sixth, id)).toMatchObject({ state: 'waiting', number: 6, ahead: 0 })
  const hold = { params, body: { quantity: 1 } }
  expect((await first.api.placeHold(hold)).ok).toBe(true)
  expect(await sixth.api.placeHold(hold)).toMatchObject({ problem: { code: 'QUEUE_REQUIRED' } })
})
