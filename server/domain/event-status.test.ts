import { expect, it } from 'vitest'
import { type EventFacts, statusOf } from './event-status.ts'

const at = (hour: number) => new Date(Date.UTC(2027, 0, 1, hour))
const event: EventFacts = {
  published: true,
  cancelledAt: null,
  startsAt: at(20),
  onSaleAt: at(8),
  saleEndsAt: at(18),
}

it.each<[string, Partial<EventFacts>, number, number]>([
  ['scheduled', {}, 7, 5],
  ['on_sale', {}, 8, 5],
  ['on_sale', { onSaleAt: null, saleEndsAt: null }, 0, 5],
  ['sold_out', {}, 9, 0],
  ['closed', {}, 18, 5],
  ['closed', {}, 18, 0],
  ['past', {}, 20, 5],
  ['past', { saleEndsAt: null }, 20, 5],
  ['draft', { published: false }, 9, 5],
  ['cancelled', { cancelledAt: at(1) }, 9, 5],
  ['cancelled', { cancelledAt: at(1), published: false }, 21, 0],
])('is %s with %j at hour %i', (status, facts, hour, available) => {
  expect(statusOf({ ...event, ...facts }, available, at(hour))).toBe(status)
})
