import { expect, test } from 'vitest'
import type { Order } from '../../../contract/shapes/orders.ts'
import { groupOf, sortOrders } from './sort-orders.ts'

const now = Date.parse('2027-03-14T20:00:00Z')
const order = (id: string, state: Order['state'], startsAt: string, endsAt: string | null = null) =>
  ({ id, state, createdAt: `2027-01-0${id}T00:00:00Z`, event: { startsAt, endsAt } }) as Order

test('an evening that is going on is still upcoming: its ticket is needed', () => {
  expect(groupOf(order('1', 'confirmed', '2027-03-14T18:30:00Z'), now)).toBe('upcoming')
  expect(groupOf(order('1', 'confirmed', '2027-03-14T18:30:00Z', '2027-03-14T19:30:00Z'), now)).toBe('past')
  expect(groupOf(order('1', 'awaiting_payment', '2027-03-20T18:30:00Z'), now)).toBe('upcoming')
})

test('what ended without tickets is cancelled, whenever the event is', () => {
  for (const state of ['cancelled', 'expired', 'refunded'] as const) {
    expect(groupOf(order('1', state, '2027-03-20T18:30:00Z'), now)).toBe('cancelled')
  }
})

test('the next one first, the last one first', () => {
  const orders = [
    order('1', 'confirmed', '2027-05-01T00:00:00Z'),
    order('2', 'confirmed', '2027-04-01T00:00:00Z'),
    order('3', 'confirmed', '2027-01-01T00:00:00Z'),
    order('4', 'confirmed', '2027-02-01T00:00:00Z'),
    order('5', 'cancelled', '2027-02-01T00:00:00Z'),
    order('6', 'cancelled', '2027-02-01T00:00:00Z'),
  ]
  const ids = (group: 'upcoming' | 'past' | 'cancelled') => sortOrders(orders, group, now).map(({ id }) => id)
  expect(ids('upcoming')).toEqual(['2', '1'])
  expect(ids('past')).toEqual(['4', '3'])
  expect(ids('cancelled')).toEqual(['6', '5'])
})
