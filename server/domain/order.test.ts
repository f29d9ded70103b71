import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OrderEffect, orderEvents, orderStates, stepOf } from './order.ts'

const pairs = orderStates.flatMap((state) => orderEvents.map((event) => ({ state, event })))
const money = orderEvents.filter((event) => event.startsWith('paid_'))

test('every state knows what every event comes to', () => {
  expect(pairs).toHaveLength(orderStates.length * orderEvents.length)
  for (const { state, event } of pairs) {
    const { to, effects } = stepOf(state, event)
    expect(orderStates).toContain(to)
    expect(new Set(effects).size, `${state}, ${event}`).toBe(effects.length)
  }
})

test('an order becomes confirmed by money for which there are seats, and by nothing else', () => {
  for (const { state, event } of pairs) {
    const { to, effects } = stepOf(state, event)
    if (to !== 'confirmed' || state === 'confirmed') continue
    expect(['paid_while_held', 'paid_late_seats_free', 'paid_late_seats_replaced']).toContain(event)
    expect(effects).toContain('issue_tickets')
    expect(effects).toContain('capture')
    const taking: OrderEffect[] = ['sell_seats', 'take_seats_again', 'sell_replacement']
    expect(effects.filter((effect) => taking.includes(effect))).toHaveLength(1)
  }
})

test('never-charged-for-nothing: money either brings tickets or goes back', () => {
  for (const { state, event } of pairs) {
    if (!money.includes(event)) continue
    const { effects } = stepOf(state, event)
    expect(effects.includes('issue_tickets') !== effects.includes('give_back'), `${state}, ${event}`).toBe(
      true,
    )
  }
})

test('money of another payment never touches tickets or seats', () => {
  for (const state of orderStates) {
    const { to, effects } = stepOf(state, 'paid_again')
    expect(to).toBe(state)
    expect(effects).toEqual(['give_back', 'mail'])
  }
})

test('an order that leaves confirmed gives up its seats and its tickets together', () => {
  for (const event of orderEvents) {
    const { to, effects } = stepOf('confirmed', event)
    expect(effects.includes('free_seats'), event).toBe(to !== 'confirmed')
    expect(effects.includes('void_tickets'), event).toBe(to !== 'confirmed')
  }
})

test('what is over stays over, and an expired order comes back with money only', () => {
  for (const event of orderEvents) {
    expect(stepOf('cancelled', event).to).toBe('cancelled')
    expect(stepOf('refunded', event).to).toBe('refunded')
    if (!money.includes(event)) expect(stepOf('expired', event).to).toBe('expired')
  }
})

test('whatever happens, in any order, seats are taken and given up in turns, and money is accounted for', () => {
  const way = fc.array(fc.constantFrom(...orderEvents), { maxLength: 40 })
  fc.assert(
    fc.property(way, (events) => {
      let state: (typeof orderStates)[number] = 'awaiting_payment'
      let hasTickets = false
      for (const event of events) {
        const { to, effects } = stepOf(state, event)
        if (effects.includes('issue_tickets')) {
          if (hasTickets) return false
          hasTickets = true
        }
        if (effects.includes('void_tickets')) {
          if (!hasTickets) return false
          hasTickets = false
        }
        if (hasTickets !== (to === 'confirmed')) return false
        state = to
      }
      return true
    }),
    { numRuns: 2_000 },
  )
})
