import type { Run } from './check-run.ts'
import type { Recorded } from './history.ts'
import type { CheckName } from './verdict.ts'

/** Spoils a run, and says whether there was anything to spoil. */
export type Forge = (run: Run & { records: Recorded[] }) => boolean

const granted = (run: Run): Recorded[] =>
  run.records.filter(({ act, outcome }) => act === 'hold' && outcome === 'ok')
const first = (run: Run, isIt: (record: Recorded) => boolean): Recorded | undefined => run.records.find(isIt)
const confirmedOrder = (run: Run) => {
  const cancelled = new Set(run.records.filter(({ act }) => act === 'cancel').map(({ order }) => order))
  return run.ledger.orders.find(({ id, state }) => state === 'confirmed' && !cancelled.has(id))
}
const told = (run: Run, orderId: string | undefined): Recorded | undefined =>
  first(run, ({ order, state }) => order === orderId && state === 'confirmed')
const spoil = (record: Recorded | undefined, change: (record: Recorded) => Partial<Recorded>): boolean => {
  if (!record) return false
  Object.assign(record, change(record))
  return true
}
let forged = 0
/** Somebody who is nobody else, at a time when nothing else happens. */
const stranger = (change: Partial<Recorded>, atMs = 1_000_000): Recorded => ({
  buyer: 99,
  behaviour: 'best',
  act: 'hold',
  from: atMs,
  to: atMs + 5,
  outcome: 'refused',
  key: `forged ${(forged += 1)}`,
  sent: 1,
  ...change,
})

/** What a server that is wrong would make its buyers see, and the check that has to say so. */
export const forgeries: readonly [name: string, check: CheckName, Forge][] = [
  [
    'a sold seat is granted to another buyer',
    'one-owner',
    (run) => {
      const order = told(run, confirmedOrder(run)?.id)
      const hold = order && granted(run).find(({ hold }) => hold === order.hold)
      if (!hold) return false
      const again = {
        ...hold,
        hold: 'hold again',
        key: 'again',
        buyer: 50,
        from: order.to + 1,
        to: order.to + 9,
      }
      const clock = hold.clock! - hold.from + again.from
      run.records.push({ ...again, clock, endsAt: clock + run.house.holdSeconds * 1000 })
      return true
    },
  ],
  [
    'a held seat is granted to another buyer before its time is over',
    'one-owner',
    (run) => {
      const hold = granted(run).find(
        ({ hold, to }) =>
          !run.records.some((one) => one.hold === hold && one.act !== 'hold' && one.from < to + 900),
      )
      if (!hold) return false
      const [from, to] = [hold.to + 100, hold.to + 110]
      const clock = hold.clock! + (from - hold.from)
      const endsAt = clock + run.house.holdSeconds * 1000
      run.records.push({ ...hold, hold: 'hold again', key: 'again', buyer: 50, from, to, clock, endsAt })
      return true
    },
  ],
  [
    'a seat fewer than asked for',
    'all-or-nothing',
    (run) =>
      spoil(
        granted(run).find(({ seats }) => seats!.length > 1),
        ({ seats }) => ({ seats: seats!.slice(1) }),
      ),
  ],
  [
    'a seat twice',
    'all-or-nothing',
    (run) =>
      spoil(
        granted(run).find(({ seats }) => seats!.length > 1),
        ({ seats }) => ({ seats: seats!.map(() => seats![0]!) }),
      ),
  ],
  [
    'other seats than were named',
    'all-or-nothing',
    (run) =>
      spoil(
        granted(run).find(({ wish }) => wish?.seats),
        ({ seats, wish }) => ({
          wish: { seats: wish!.seats!.map((seat) => (seat + seats!.length) % run.house.seatIds.length) },
        }),
      ),
  ],
  [
    'sold out before anybody had come',
    'true-sold-out',
    (run) => run.records.unshift(stranger({ wish: { quantity: 1 }, code: 'SOLD_OUT' }, -1_000)) > 0,
  ],
  [
    'not enough for a party before anybody had come',
    'true-sold-out',
    (run) => run.records.unshift(stranger({ wish: { quantity: 3 }, code: 'NOT_ENOUGH_SEATS' }, -1_000)) > 0,
  ],
  [
    'taken before anybody had come',
    'true-taken',
    (run) =>
      run.records.unshift(stranger({ wish: { seats: [0, 1] }, code: 'SEATS_TAKEN', seats: [0] }, -1_000)) > 0,
  ],
  [
    'a hold of half the time',
    'hold-lasts',
    (run) => spoil(granted(run)[0], ({ clock }) => ({ endsAt: clock! + (run.house.holdSeconds * 1000) / 2 })),
  ],
  [
    'a hold granted by a clock that is ahead',
    'hold-lasts',
    (run) =>
      spoil(granted(run)[1], ({ clock, endsAt }) => ({ clock: clock! + 3_000, endsAt: endsAt! + 3_000 })),
  ],
  [
    'called over at once',
    'hold-lasts',
    (run) => {
      const hold = granted(run)[0]
      if (!hold) return false
      run.records.push({
        ...hold,
        act: 'order',
        outcome: 'refused',
        code: 'HOLD_EXPIRED',
        from: hold.to,
        to: hold.to + 1,
      })
      return true
    },
  ],
  [
    'bought long after its time',
    'hold-lasts',
    (run) => {
      const hold = granted(run).find(
        ({ hold }) => !run.records.some((one) => one.hold === hold && one.act !== 'hold'),
      )
      if (!hold) return false
      const order = {
        order: 'order late',
        state: 'confirmed',
        tickets: hold.seats!.length,
        endsAt: undefined,
        clock: undefined,
      }
      run.records.push({
        ...hold,
        ...order,
        act: 'order',
        from: hold.to + 60_000,
        to: hold.to + 60_001,
      } as unknown as Recorded)
      return true
    },
  ],
  [
    'more seats than a customer may have',
    'cap',
    (run) => {
      const [a, b, c] = granted(run).filter(({ seats }) => seats!.length >= 2)
      if (!a || !b || !c) return false
      const together = (hold: Recorded, n: number): Recorded => ({
        ...hold,
        buyer: 60,
        hold: `forged ${n}`,
        key: `forged ${n}`,
        from: a.from,
        to: a.to,
        clock: a.clock!,
        endsAt: a.endsAt!,
      })
      run.records.push(together(a, 1), together(b, 2), together(c, 3))
      return true
    },
  ],
  [
    'the cap held against somebody who has nothing',
    'cap',
    (run) => run.records.push(stranger({ wish: { quantity: 2 }, code: 'LIMIT_EXCEEDED' })) > 0,
  ],
  [
    'one key, two holds',
    'one-answer',
    (run) => {
      const hold = granted(run)[0]
      return hold ? run.records.push({ ...hold, hold: 'another' }) > 0 : false
    },
  ],
  [
    'one hold, two orders',
    'one-answer',
    (run) => {
      const order = told(run, confirmedOrder(run)?.id)
      return order ? run.records.push({ ...order, order: 'another' }) > 0 : false
    },
  ],
  [
    'two seats for the price of one',
    'money',
    (run) =>
      spoil(
        first(
          run,
          ({ order, outcome, seats }) => order !== undefined && outcome === 'ok' && seats!.length > 1,
        ),
        ({ total, seats }) => ({ total: total! / seats!.length }),
      ),
  ],
  [
    'a ticket too few',
    'money',
    (run) =>
      spoil(
        first(run, ({ state }) => state === 'confirmed'),
        ({ tickets }) => ({ tickets: tickets! - 1 }),
      ),
  ],
  [
    'money back for an order that is kept',
    'money',
    (run) => {
      const order = confirmedOrder(run)
      if (!order || !told(run, order.id)) return false
      const refund = {
        id: 'refund',
        paymentId: `payment of ${order.id}`,
        orderId: order.id,
        byStaff: false,
        atProvider: false,
        ticketIds: [],
        amount: order.total,
      }
      return run.ledger.refunds.push({ ...refund, state: 'due' }) > 0
    },
  ],
  [
    'a hold that is not in the ledger',
    'word-kept',
    (run) => {
      const id = granted(run)[0]?.hold
      run.ledger.holds = run.ledger.holds.filter((hold) => hold.id !== id)
      return id !== undefined
    },
  ],
  [
    'a hold that became another customer’s',
    'word-kept',
    (run) => {
      const holds = Map.groupBy(granted(run), ({ buyer }) => buyer)
      const [, second] =
        [...holds.values()].find(
          (own) => new Set(own.map(({ hold }) => hold)).size > 1 && own[0]!.hold !== own[1]!.hold,
        ) ?? []
      const kept = run.ledger.holds.find(({ id }) => id === second?.hold)
      if (kept) kept.customerId = 'somebody else'
      return kept !== undefined
    },
  ],
  [
    'a confirmed order that is gone',
    'word-kept',
    (run) => {
      const order = confirmedOrder(run)
      if (!told(run, order?.id)) return false
      run.ledger.orders = run.ledger.orders.filter((one) => one !== order)
      return true
    },
  ],
  [
    'a confirmed order that was undone',
    'word-kept',
    (run) => {
      const order = confirmedOrder(run)
      if (!order || !told(run, order.id)) return false
      order.state = 'expired'
      return true
    },
  ],
  [
    'a confirmed order with other seats',
    'word-kept',
    (run) => {
      const order = confirmedOrder(run)
      if (!order || !told(run, order.id)) return false
      order.seats = order.seats.map((seat) => (seat + 1) % run.house.seatIds.length)
      return true
    },
  ],
  [
    'a cancellation that was not kept',
    'word-kept',
    (run) => {
      const cancel = first(run, ({ act, outcome }) => act === 'cancel' && outcome === 'ok')
      const order = run.ledger.orders.find(({ id }) => id === cancel?.order)
      if (order) order.state = 'confirmed'
      return order !== undefined
    },
  ],
  [
    'a hold of nobody',
    'explained',
    (run) =>
      run.ledger.holds.push({
        id: 'ghost',
        customerId: 'ghost',
        state: 'live',
        lapsed: false,
        seats: [0, 1, 2, 3],
      }) > 0,
  ],
  [
    'an order of nobody',
    'explained',
    (run) =>
      run.ledger.orders.push({
        id: 'ghost',
        holdId: 'ghost',
        customerId: 'ghost',
        state: 'confirmed',
        seats: [0],
        total: 0,
        paidLate: false,
      }) > 0,
  ],
  [
    'a server that fails',
    'fair-refusal',
    (run) => run.records.push(stranger({ code: 'INTERNAL', outcome: 'unknown' })) > 0,
  ],
  [
    'a refusal that makes no sense',
    'fair-refusal',
    (run) => run.records.push(stranger({ wish: { quantity: 1 }, code: 'NOT_ON_SALE' })) > 0,
  ],
  [
    'a bank that agreed',
    'fair-refusal',
    (run) => run.records.push(stranger({ act: 'pay', bank: 'succeed', code: 'PAYMENT_DECLINED' })) > 0,
  ],
  [
    'a hold that was ended by nobody',
    'fair-refusal',
    (run) => {
      const hold = granted(run)[0]
      if (!hold) return false
      const early = { from: hold.to, to: hold.to + 1 }
      run.records = run.records.filter((one) => one.hold !== hold.hold || one.act === 'hold')
      return (
        run.records.push({ ...hold, ...early, act: 'release', outcome: 'refused', code: 'HOLD_ENDED' }) > 0
      )
    },
  ],
  [
    'a map that shows something else',
    'live-map',
    (run) => {
      const states = run.maps.maps[0]!.states as number[]
      states[0] = (states[0]! + 1) % 3
      return true
    },
  ],
  [
    'a map that was not told',
    'live-map',
    (run) => {
      run.maps.shown.version += 1
      return true
    },
  ],
  [
    'a fault that the audit found',
    'audit',
    (run) =>
      (run.audit as { rule: string; detail: string }[]).push({ rule: 'ghost-claim', detail: 'seat 0' }) > 0,
  ],
]
