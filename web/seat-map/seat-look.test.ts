import { expect, test } from 'vitest'
import { isMine, isTakeable, Look, lookOf, type Mine } from './seat-look.ts'

const mine = (more: Partial<Mine> = {}): Mine => ({
  selected: new Set(),
  ownHeld: new Set(),
  ownSold: new Set(),
  ...more,
})

test('without anything of mine, a seat looks as the server says', () => {
  expect([0, 1, 2, 3].map((state) => lookOf(7, state, mine()))).toEqual([
    Look.free,
    Look.held,
    Look.sold,
    Look.blocked,
  ])
})

test('mine wins: sold over held over selected over whatever the server says', () => {
  const seven = new Set([7])
  expect(lookOf(7, Look.held, mine({ selected: seven }))).toBe(Look.selected)
  expect(lookOf(7, Look.held, mine({ selected: seven, ownHeld: seven }))).toBe(Look.ownHeld)
  expect(lookOf(7, Look.sold, mine({ ownHeld: seven, ownSold: seven }))).toBe(Look.ownSold)
})

test('only a free or a selected seat answers a tap', () => {
  expect(Object.values(Look).filter(isTakeable)).toEqual([Look.free, Look.selected])
  expect(Object.values(Look).filter(isMine)).toEqual([Look.selected, Look.ownHeld, Look.ownSold])
})
