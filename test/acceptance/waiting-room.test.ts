import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QueueView } from '../../contract/shapes/queue.ts'
import { judgeDraw } from '../../lab/queue/judge-draw.ts'
import { setRoom, until } from '../setup/queue-room.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper, standingPlan } from '../setup/shopper.ts'

let server: TestServer
let staff: Shopper
beforeAll(async () => {
  server = await startServer()
  staff = await organiser(server.url)
})
afterAll(() => server[Symbol.asyncDispose]())

const soon = (ms: number) => new Date(Date.now() + ms).toISOString()
const buyer = { name: 'Ada', email: 'ada@example.com' }

async function queueOf({ api }: Shopper, id: string): Promise<QueueView> {
  const reply = await api.showQueue({ params: { idOrSlug: id } })
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}

async function joined({ api }: Shopper, id: string, body = {}) {
  const reply = await api.joinQueue({ params: { idOrSlug: id }, body })
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return { status: reply.status, place: reply.value.place! }
}

const phase = (id: string, wanted: string, who = staff) =>
  until(`phase ${wanted}`, async () => (await queueOf(who, id)).status.phase === wanted)
const admitted = (who: Shopper, id: string) =>
  until('being let in', async () => (await queueOf(who, id)).place?.state === 'admitted')
const hold = ({ api }: Shopper, idOrSlug: string) =>
  api.placeHold({ params: { idOrSlug }, body: { quantity: 1 } })

test('pre-queue, draw, one after the other, sold out: three customers and two seats', async () => {
  const id = await putOn(staff, 2, { onSaleAt: soon(5_000), maxPerOrder: 1 })
  await setRoom(staff, id, { mode: 'scheduled', prequeueMinutes: 60, targetInside: 1, admitPerMinute: 6000 })
  const people = [shopper(server.url), shopper(server.url), shopper(server.url)]
  await phase(id, 'gathering')
  const before = await queueOf(people[0]!, id)
  expect(before.place).toBeNull()
  const commitment = before.status.draw!.commitment

  const entries: string[] = []
  for (const each of people) {
    const first = await joined(each, id)
    const again = await joined(each, id)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.place.id).toBe(first.place.id)
    expect(first.place).toMatchObject({ state: 'waiting', number: null, ahead: null })
    entries.push(first.place.id)
  }
  // The seed is nobody's to see before the list is closed.
  const early = await staff.api.showDraw({ params: { idOrSlug: id } })
  expect(early.ok && early.value).toMatchObject({ commitment, seed: null, entries: null, revealedAt: null })
  expect(await hold(people[0]!, id)).toMatchObject({ status: 403, problem: { code: 'QUEUE_REQUIRED' } })

  await until('the draw', async () => (await queueOf(staff, id)).status.draw?.revealed)
  const drawn = await staff.api.showDraw({ params: { idOrSlug: id } })
  if (!drawn.ok) throw new Error('no draw')
  const { faults, order } = judgeDraw(drawn.value, commitment)
  expect(faults).toEqual([])
  expect([...order].sort()).toEqual([...entries].sort())

  const inOrder = order.map((entry) => people[entries.indexOf(entry)]!)
  for (const [rank, each] of inOrder.entries())
    expect((await queueOf(each, id)).place).toMatchObject({ number: rank + 1 })

  const [first, second, third] = inOrder as [Shopper, Shopper, Shopper]
  await admitted(first, id)
  expect((await queueOf(second, id)).place).toMatchObject({ state: 'waiting' })
  expect(await hold(second, id)).toMatchObject({
    status: 403,
    problem: { code: 'QUEUE_REQUIRED', queue: expect.stringMatching(/^\/events\/.+\/queue$/) },
  })
  const order1 = await first.api.placeOrder({ body: { eventId: id, quantity: 1, buyer } })
  expect(order1).toMatchObject({ ok: true, status: 201, value: { state: 'confirmed' } })
  // Spent at once, not with the next tick.
  expect(await hold(first, id)).toMatchObject({ status: 403, problem: { code: 'QUEUE_REQUIRED' } })
  await admitted(second, id)
  expect((await queueOf(first, id)).place).toMatchObject({ state: 'spent', admission: null })

  const held = await hold(second, id)
  if (!held.ok) throw new Error(JSON.stringify(held))
  // Nothing is free, one seat is in a basket: nobody else is let in, and everybody is told why.
  await until('the last seat being bought', async () => {
    const { status } = await queueOf(third, id)
    return status.seats.free === 0 && status.seats.inCheckout === 1 && status.phase === 'open'
  })
  expect((await queueOf(third, id)).place).toMatchObject({ state: 'waiting', ahead: 0 })
  await second.api.placeOrder({ body: { holdId: held.value.id, buyer } })
  await phase(id, 'sold_out', third)
  expect((await queueOf(third, id)).place).toMatchObject({ state: 'waiting' })
  expect(await hold(third, id)).toMatchObject({ problem: { code: 'QUEUE_REQUIRED' } })
})

test('verify-draw ends with 0 for a real draw, and with 1 when told another commitment', async () => {
  const id = await putOn(staff, 10, { onSaleAt: soon(2_500) })
  await setRoom(staff, id, { mode: 'scheduled', prequeueMinutes: 60 })
  await phase(id, 'gathering')
  await joined(shopper(server.url), id)
  await until('the draw', async () => (await queueOf(staff, id)).status.draw?.revealed)
  const verify = (...args: string[]) =>
    spawnSync(
      process.execPath,
      [resolve(import.meta.dirname, '../../lab/verify-draw.ts'), '--url', server.url, '--event', id, ...args],
      { encoding: 'utf8' },
    )
  expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('as it was promised') })
  expect(verify('--commitment', 'ab'.repeat(32))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('than was seen before'),
  })
})

test('who leaves gives up place and admission, and the next one moves up', async () => {
  const id = await putOn(staff, 10)
  await setRoom(staff, id, { mode: 'scheduled', targetInside: 1, admitPerMinute: 6000 })
  const [first, second] = [shopper(server.url), shopper(server.url)]
  await joined(first, id)
  await joined(second, id)
  await admitted(first, id)
  expect((await hold(first, id)).ok).toBe(true)
  const gone = await first.api.leaveQueue({ params: { idOrSlug: id } })
  expect(gone.status).toBe(204)
  expect((await first.api.leaveQueue({ params: { idOrSlug: id } })).status).toBe(204)
  expect(await hold(first, id)).toMatchObject({ problem: { code: 'QUEUE_REQUIRED' } })
  await admitted(second, id)
})

test('a retry of an order that spent the admission gets the first answer', async () => {
  const id = await putOn(staff, 10)
  await setRoom(staff, id, { mode: 'scheduled', admitPerMinute: 6000 })
  const person = shopper(server.url)
  await joined(person, id)
  await admitted(person, id)
  const order = () =>
    person.api.placeOrder({ body: { eventId: id, quantity: 1, buyer } }, { idempotencyKey: 'once' })
  const first = await order()
  const second = await order()
  expect(first.ok && second.ok && second.value.id).toBe(first.ok && first.value.id)
})

test('an admission is for its customer and event: nobody else’s token opens the door', async () => {
  const [id, otherId] = [await putOn(staff, 10), await putOn(staff, 10)]
  for (const each of [id, otherId])
    await setRoom(staff, each, { mode: 'scheduled', admitPerMinute: 6000, targetInside: 1 })
  const [inside, thief] = [shopper(server.url), shopper(server.url)]
  await joined(inside, id)
  await admitted(inside, id)
  const token = (await queueOf(inside, id)).place!.admission!.token
  const withToken = (who: Shopper, event: string) =>
    who.api.placeHold(
      { params: { idOrSlug: event }, body: { quantity: 1 } },
      { headers: { 'fullhouse-admission': token } },
    )
  expect(await withToken(thief, id)).toMatchObject({ problem: { code: 'QUEUE_REQUIRED' } })
  expect(await withToken(inside, otherId)).toMatchObject({ problem: { code: 'QUEUE_REQUIRED' } })
  expect((await withToken(inside, id)).ok).toBe(true)
})

test('a guest who signs in keeps the place, also on another device', async () => {
  const id = await putOn(staff, 10)
  await setRoom(staff, id, { mode: 'scheduled', paused: true })
  const phone = shopper(server.url)
  const { place } = await joined(phone, id)
  await phone.signIn('alice@example.com')
  expect((await queueOf(phone, id)).place?.id).toBe(place.id)
  const laptop = shopper(server.url)
  await laptop.signIn('alice@example.com')
  expect((await joined(laptop, id)).place.id).toBe(place.id)
})

test('the organiser pauses, resumes, drains and closes; everyone else may not', async () => {
  const id = await putOn(staff, 10)
  await setRoom(staff, id, { mode: 'scheduled', paused: true, admitPerMinute: 6000 })
  const [first, late] = [shopper(server.url), shopper(server.url)]
  await joined(first, id)
  await phase(id, 'paused')
  expect((await queueOf(first, id)).place).toMatchObject({ state: 'waiting', ahead: 0 })
  expect((await first.api.changeQueue({ params: { id }, body: { mode: 'off' } })).status).toBe(401)
  await setRoom(staff, id, { paused: false, draining: true })
  expect(await late.api.joinQueue({ params: { idOrSlug: id }, body: {} })).toMatchObject({
    status: 409,
    problem: { code: 'QUEUE_CLOSED' },
  })
  await admitted(first, id)
  const desk = await staff.api.showQueueDesk({ params: { id } })
  expect(desk.ok && desk.value.totals).toMatchObject({ joined: 1, admitted: 1 })
  await setRoom(staff, id, { mode: 'off' })
  expect((await hold(late, id)).ok).toBe(true)
})

test('a room may ask for an account, or for a code that still has places', async () => {
  const id = await putOn(staff, 10)
  await setRoom(staff, id, { mode: 'scheduled', entryRule: 'signed_in' })
  const guest = shopper(server.url)
  const join = (who: Shopper, body = {}) => who.api.joinQueue({ params: { idOrSlug: id }, body })
  expect(await join(guest)).toMatchObject({ status: 401, problem: { code: 'UNAUTHENTICATED' } })
  await setRoom(staff, id, { entryRule: 'code', codes: [{ code: 'FRIENDS', places: 1 }] })
  expect(await join(guest)).toMatchObject({ status: 403, problem: { code: 'INVITATION_REQUIRED' } })
  expect(await join(guest, { code: 'FRIENDS' })).toMatchObject({ status: 201 })
  expect(await join(shopper(server.url), { code: 'FRIENDS' })).toMatchObject({
    problem: { code: 'INVITATION_REQUIRED' },
  })
})

test('a room may ask for a little work, which is good for one visitor only', async () => {
  const id = await putOn(staff, 10)
  await setRoom(staff, id, { mode: 'scheduled', challenge: 'always' })
  const [person, copycat] = [shopper(server.url), shopper(server.url)]
  const join = (who: Shopper, challenge?: string) =>
    who.api.joinQueue({ params: { idOrSlug: id }, body: challenge === undefined ? {} : { challenge } })
  const asked = await join(person)
  if (asked.ok || asked.problem?.code !== 'CHALLENGE_REQUIRED') throw new Error(JSON.stringify(asked))
  const solution = solve(asked.problem.challenge)
  await join(copycat)
  expect(await join(copycat, solution)).toMatchObject({ problem: { code: 'CHALLENGE_REQUIRED' } })
  expect(await join(person, solution)).toMatchObject({ status: 201 })
})

test('an event without a room has no queue, and nothing of it is in the way', async () => {
  const id = await putOn(staff, 10, { plan: standingPlan(10) })
  const person = shopper(server.url)
  expect((await queueOf(person, id)).status.phase).toBe('off')
  expect((await hold(person, id)).ok).toBe(true)
  expect(await person.api.joinQueue({ params: { idOrSlug: id }, body: {} })).toMatchObject({
    problem: { code: 'QUEUE_CLOSED' },
  })
})

function solve(challenge: { challenge: string; salt: string; maxnumber: number }): string {
  const { createHash } = process.getBuiltinModule('node:crypto')
  for (let number = 0; number <= challenge.maxnumber; number += 1)
    if (createHash('sha256').update(`${challenge.salt}${number}`).digest('hex') === challenge.challenge)
      return Buffer.from(JSON.stringify({ ...challenge, number })).toString('base64')
  throw new Error('no solution')
}
