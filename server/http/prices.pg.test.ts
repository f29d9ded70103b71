import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, type Edge, openEdge } from '../../test/setup/edge.ts'
import { standingPlan } from '../../test/setup/shopper.ts'
import { ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { attendPayments } from '../booking/attend-payments.ts'
import { issueDueReceipts } from '../booking/read-receipts.ts'

const PASSWORD = 'Password123'
const buyer = { name: 'Ada', email: 'ada@example.com' }

let edge: Edge
let staff: Browser
beforeAll(async () => {
  edge = await openEdge({
    env: {
      FULLHOUSE_RATE_LIMITS: 'on',
      FULLHOUSE_SELLER: 'Stage Ltd',
      FULLHOUSE_SELLER_ADDRESS: 'Road 1 | London',
    },
  })
  await ensureDemoAccounts(edge.context)
  staff = edge.browser()
  await staff.send('POST', '/api/auth/sign-in/email', { email: 'organiser@example.com', password: PASSWORD })
})
afterAll(() => edge[Symbol.asyncDispose]())

const json = async (reply: ReturnType<Browser['send']>) => (await reply).json()

async function putOn(change: object = {}): Promise<string> {
  const event = await json(
    staff.send('POST', '/api/v1/organiser/events', {
      title: 'A priced test',
      venue: { name: 'Hall' },
      startsAt: '2099-01-01T20:00:00Z',
      timezone: 'UTC',
      currency: 'EUR',
      prices: { Standing: 4000 },
      published: true,
      plan: standingPlan(50),
      concessions: [{ name: 'Child', note: 'under 14', prices: { Standing: 2000 } }],
      fees: { perTicket: 250, perOrder: 100 },
      tax: { name: 'VAT', rate: 1900, inclusive: true },
      ...change,
    }),
  )
  expect(event.id, JSON.stringify(event)).toBeDefined()
  return event.id
}

const putCode = (event: string, code: string, rule: object) =>
  staff.send('PUT', `/api/v1/organiser/events/${event}/codes/${code}`, rule)

async function hold(who: Browser, event: string, quantity = 2, change: object = {}) {
  return json(who.send('POST', `/api/v1/events/${event}/holds`, { quantity, ...change }))
}

describe('quotes', () => {
  test('the event shows what a ticket costs in all; the quote, how an order comes to its sum; the order, the same', async () => {
    const event = await putOn()
    const shown = await json(staff.send('GET', `/api/v1/events/${event}`))
    expect(shown.categories[0].price.amount).toBe(4250)
    expect(shown.priceRange.min.amount).toBe(4250)
    expect(shown.concessions[0].prices.Standing.amount).toBe(2250)
    expect(shown.tax).toEqual({ name: 'VAT', rate: 1900, inclusive: true })

    const ada = edge.browser()
    const held = await hold(ada, event)
    expect(held.total.amount).toBe(8500)
    expect((await putCode(event, 'half', { discount: { kind: 'percent', value: 5000 } })).statusCode).toBe(
      200,
    )
    const wish = { tickets: [{ seatId: held.seats[1].seatId, concession: 'Child' }], code: ' half ' }
    const quote = await json(ada.send('POST', `/api/v1/holds/${held.id}/quote`, wish))
    expect(quote).toMatchObject({
      code: 'HALF',
      prices: { amount: 6000 },
      discount: { amount: 3000 },
      fees: { tickets: { amount: 500 }, order: { amount: 100 } },
      tax: { rate: 1900, amount: { amount: 575 } },
      total: { amount: 3600, currency: 'EUR' },
    })
    expect(
      quote.lines.map((line: { concession: string; amount: { amount: number } }) => [
        line.concession,
        line.amount.amount,
      ]),
    ).toEqual([
      [null, 2250],
      ['Child', 1250],
    ])

    const changed = await ada.send('POST', '/api/v1/orders', { holdId: held.id, buyer, ...wish, total: 3599 })
    expect([changed.statusCode, changed.json().code, changed.json().total.amount]).toEqual([
      409,
      'PRICE_CHANGED',
      3600,
    ])
    const ordered = await ada.send('POST', '/api/v1/orders', { holdId: held.id, buyer, ...wish, total: 3600 })
    expect(ordered.statusCode, ordered.body).toBe(201)
    expect(ordered.json()).toMatchObject({
      state: 'awaiting_payment',
      total: { amount: 3600 },
      pricing: quote,
    })
    expect(ordered.json().seats.map(({ price }: { price: { amount: number } }) => price.amount)).toEqual([
      2250, 1250,
    ])
    const { codes } = await json(staff.send('GET', `/api/v1/organiser/events/${event}/codes`))
    expect(codes).toMatchObject([{ code: 'HALF', uses: { orders: 1, tickets: 2 } }])
    expect((await json(ada.send('POST', `/api/v1/holds/${held.id}/quote`, {}))).code).toBe('HOLD_ENDED')
  })

  test('what cannot be had is refused, and says why', async () => {
    const event = await putOn()
    const ada = edge.browser()
    const held = await hold(ada, event)
    const [first] = held.seats
    const quote = (body: object) => json(ada.send('POST', `/api/v1/holds/${held.id}/quote`, body))
    expect((await quote({ tickets: [{ seatId: 'nowhere', concession: null }] })).errors[0].path).toBe(
      'tickets[0].seatId',
    )
    const senior = { seatId: first.seatId, concession: 'Senior' }
    expect((await quote({ tickets: [senior] })).errors[0].path).toBe('tickets[0].concession')
    expect(
      (
        await quote({
          tickets: [
            { ...senior, concession: null },
            { ...senior, concession: null },
          ],
        })
      ).errors[0].path,
    ).toBe('tickets[1].seatId')
    await putCode(event, 'OLD', { validUntil: '2020-01-01T00:00:00Z' })
    await putCode(event, 'NEW', { validFrom: '2098-01-01T00:00:00Z' })
    await putCode(event, 'FEW', { maxTickets: 1, discount: { kind: 'per_ticket', value: 100 } })
    expect(await quote({ code: 'OLD' })).toMatchObject({ code: 'INVALID_CODE', reason: 'expired' })
    expect(await quote({ code: 'NEW' })).toMatchObject({ code: 'INVALID_CODE', reason: 'not_yet_valid' })
    expect(await quote({ code: 'FEW' })).toMatchObject({ code: 'CODE_USED_UP', left: 1 })
    expect((await edge.browser().send('POST', `/api/v1/holds/${held.id}/quote`, {})).statusCode).toBe(404)
  })
})

test('a code for everything makes an order that is confirmed at once; a retry gets it, although the code is used up', async () => {
  const event = await putOn()
  await putCode(event, 'GUESTLIST', { discount: { kind: 'percent', value: 10_000 }, maxTickets: 2 })
  const ada = edge.browser()
  const held = await hold(ada, event)
  const body = { holdId: held.id, buyer, code: 'guestlist' }
  const first = await ada.send('POST', '/api/v1/orders', body, { 'idempotency-key': 'a' })
  expect(first.json()).toMatchObject({ state: 'confirmed', total: { amount: 0 } })
  expect(first.json().tickets).toHaveLength(2)
  const again = await ada.send('POST', '/api/v1/orders', body, { 'idempotency-key': 'a' })
  expect(again.json().id).toBe(first.json().id)
  expect((await ada.send('GET', `/api/v1/orders/${first.json().id}/receipt`)).statusCode).toBe(404)

  const bob = edge.browser()
  const other = await hold(bob, event, 1)
  const refused = await json(
    bob.send('POST', '/api/v1/orders', {
      holdId: other.id,
      buyer: { ...buyer, email: 'b@c.de' },
      code: 'GUESTLIST',
    }),
  )
  expect(refused).toMatchObject({ code: 'CODE_USED_UP', left: 0 })
  // What was refused has cost nobody their seats.
  expect((await json(bob.send('GET', `/api/v1/holds/${other.id}`))).state).toBe('live')
})

test('a locked category is held, quoted and ordered with its code, and with no other', async () => {
  const event = await putOn({ lockedCategories: ['Standing'] })
  await putCode(event, 'MEMBERS', { unlocks: ['Standing'], maxPerCustomer: 3 })
  await putCode(event, 'HALF', { discount: { kind: 'percent', value: 5000 } })
  const ada = edge.browser()
  expect((await json(ada.send('GET', `/api/v1/events/${event}`))).categories[0].locked).toBe(true)
  expect(await hold(ada, event, 1, { category: 'Standing' })).toMatchObject({
    code: 'CODE_REQUIRED',
    categories: ['Standing'],
  })
  expect((await hold(ada, event, 1)).code).toBe('SOLD_OUT')
  expect(await hold(ada, event, 1, { code: 'HALF', category: 'Standing' })).toMatchObject({
    code: 'INVALID_CODE',
  })
  expect(await json(ada.send('POST', `/api/v1/events/${event}/code`, { code: 'members' }))).toEqual({
    code: 'MEMBERS',
    unlocks: ['Standing'],
    presale: false,
    discount: false,
  })
  const held = await hold(ada, event, 2, { code: 'members' })
  expect(held.code).toBe('MEMBERS')
  const other = await json(ada.send('POST', '/api/v1/orders', { holdId: held.id, buyer, code: 'HALF' }))
  expect(other).toMatchObject({ code: 'INVALID_CODE', reason: 'not_combinable' })
  const ordered = await json(ada.send('POST', '/api/v1/orders', { holdId: held.id, buyer }))
  expect(ordered).toMatchObject({ state: 'awaiting_payment', pricing: { code: 'MEMBERS' } })
  // The code that opened the seats counts for all of them.
  const more = await hold(ada, event, 2, { code: 'MEMBERS' })
  expect(await json(ada.send('POST', `/api/v1/holds/${more.id}/quote`, {}))).toMatchObject({
    code: 'CODE_USED_UP',
    left: 1,
  })
})

test('guessing codes is slowed down, also for the guess that would be right', async () => {
  const event = await putOn()
  await putCode(event, 'RIGHT', {})
  const guesser = edge.browser()
  const guess = (code: string) => guesser.send('POST', `/api/v1/events/${event}/code`, { code })
  const codes: number[] = []
  for (let at = 0; at < 14; at += 1) codes.push((await guess(`WRONG${at}`)).statusCode)
  expect(codes.slice(0, 10).every((status) => status === 422)).toBe(true)
  expect(codes.at(-1)).toBe(429)
  const right = await guess('RIGHT')
  expect([right.statusCode, Number(right.headers['retry-after']) > 0]).toEqual([429, true])
})

test('codes are the organiser’s own, and their rules are checked', async () => {
  const event = await putOn()
  const faults = async (rule: object, code = 'X1') => {
    const { errors } = await json(putCode(event, code, rule))
    return errors?.map(({ path }: { path: string }) => path)
  }
  expect(await faults({}, 'é')).toEqual(['/code'])
  expect(await faults({ discount: { kind: 'percent', value: 10_001 } })).toEqual(['/discount/value'])
  expect(await faults({ unlocks: ['Nowhere'], categories: ['Neither'] })).toEqual([
    '/categories/0',
    '/unlocks/0',
  ])
  expect(await faults({ validFrom: '2030-01-02T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' })).toEqual([
    '/validUntil',
  ])
  expect((await putCode('0190aaaa-0000-7000-8000-000000000000', 'X1', {})).statusCode).toBe(404)
  await putCode(event, 'X1', {})
  const path = `/api/v1/organiser/events/${event}/codes/x1`
  expect((await staff.send('DELETE', path)).statusCode).toBe(204)
  expect((await staff.send('DELETE', path)).statusCode).toBe(404)
})

test('prices of an event are changed as a whole or not at all', async () => {
  const event = await putOn()
  const change = (body: object) => staff.send('PATCH', `/api/v1/organiser/events/${event}`, body)
  const wrong = await change({ concessions: [{ name: 'Dear', prices: { Standing: 4001 } }] })
  expect(wrong.json()).toMatchObject({
    code: 'INVALID_REQUEST',
    errors: [{ path: '/concessions/0/prices/Standing' }],
  })
  expect((await change({ presaleAt: '2098-01-01T00:00:00Z' })).json().errors[0].path).toBe('/presaleAt')
  const changed = await change({ fees: { perTicket: 0 }, tax: { name: 'Tax', rate: 1000, inclusive: false } })
  expect(changed.json()).toMatchObject({
    priceRange: { min: { amount: 4400 } },
    fees: { perTicket: { amount: 0 }, perOrder: { amount: 100 } },
    concessions: [{ name: 'Child' }],
  })
})

describe('receipts', () => {
  async function paid(who: Browser, event: string) {
    const held = await hold(who, event)
    const tickets = [{ seatId: held.seats[1].seatId, concession: 'Child' }]
    const order = await json(who.send('POST', '/api/v1/orders', { holdId: held.id, buyer, tickets }))
    const done = await json(who.send('POST', `/api/v1/payments/demo/${order.id}`, { outcome: 'succeed' }))
    expect(done.state, JSON.stringify(done)).toBe('confirmed')
    // Seats are sold as soon as the money is reserved. It is taken a moment later, and only then is there a receipt.
    await attendPayments(edge.context.booking)
    return done
  }

  test('an order that was paid has one, from the seller and to the buyer, that never changes', async () => {
    const event = await putOn()
    const ada = edge.browser()
    const order = await paid(ada, event)
    const first = await json(ada.send('GET', `/api/v1/orders/${order.id}/receipt`))
    expect(first).toMatchObject({
      orderId: order.id,
      content: {
        kind: 'receipt',
        currency: 'EUR',
        seller: { name: 'Stage Ltd', address: ['Road 1', 'London'], taxId: null },
        buyer,
        order: { number: order.number },
        event: { title: 'A priced test', venue: 'Hall' },
        taxInclusive: true,
        totals: { prices: 6000, fees: 600, discount: 0, total: 6600 },
      },
    })
    expect(first.content.number).toMatch(/^R20\d\d-0*[1-9]\d*$/)
    expect(first.content.taxes).toEqual([{ name: 'VAT', rate: 1900, net: 5546, tax: 1054, gross: 6600 }])
    expect(
      first.content.lines.map(({ kind, concession }: { kind: string; concession: string }) => [
        kind,
        concession,
      ]),
    ).toEqual([
      ['ticket', null],
      ['ticket', 'Child'],
      ['order_fee', null],
    ])
    await edge.context.pool.query('update events set title = $2 where id = $1', [event, 'Renamed'])
    expect(await json(ada.send('GET', `/api/v1/orders/${order.id}/receipt`))).toEqual(first)
    expect((await edge.browser().send('GET', `/api/v1/orders/${order.id}/receipt`)).statusCode).toBe(404)
  })

  test('what goes back of it is a credit note of its own series', async () => {
    const event = await putOn()
    const ada = edge.browser()
    const order = await paid(ada, event)
    const notes = `/api/v1/orders/${order.id}/credit-notes`
    expect(await json(ada.send('GET', notes))).toEqual({ creditNotes: [] })
    const child = order.tickets.find(
      ({ seat }: { seat: { price: { amount: number } } }) => seat.price.amount === 2250,
    )
    const left = await json(ada.send('POST', `/api/v1/orders/${order.id}/cancel`, { ticketIds: [child.id] }))
    expect(left.state, JSON.stringify(left)).toBe('confirmed')
    await attendPayments(edge.context.booking)
    await expect
      .poll(async () => (await json(ada.send('GET', notes))).creditNotes.length, { timeout: 10_000 })
      .toBe(1)
    const [note] = (await json(ada.send('GET', notes))).creditNotes
    const receipt = await json(ada.send('GET', `/api/v1/orders/${order.id}/receipt`))
    expect(note.content).toMatchObject({
      kind: 'credit_note',
      corrects: { receipt: receipt.content.number, reason: 'cancelled_by_buyer' },
      lines: [{ kind: 'refund', label: child.seat.label }],
    })
    expect(note.content.number).toMatch(/^C20\d\d-/)
    const { total, tax } = note.content.totals
    expect(total).toBeGreaterThanOrEqual(2250)
    expect(note.content.taxes).toEqual([{ name: 'VAT', rate: 1900, net: total - tax, tax, gross: total }])
  })

  test('those that nobody asked for are issued by the job', async () => {
    const ada = edge.browser()
    const order = await paid(ada, await putOn())
    const issued = async () => {
      const { rows } = await edge.context.pool.query(
        'select count(*)::int as n from receipts where order_id = $1',
        [order.id],
      )
      return rows[0].n
    }
    expect(await issued()).toBe(0)
    expect(await issueDueReceipts(edge.context.booking, 100)).toBeGreaterThan(0)
    expect(await issued()).toBe(1)
    expect(await issueDueReceipts(edge.context.booking, 100)).toBe(0)
  })
})
