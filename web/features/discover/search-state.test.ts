import { describe, expect, test } from 'vitest'
import { changed, countFilters, readSearch, toEventQuery } from './search-state.ts'

describe('what the address says', () => {
  test('survives a round trip', () => {
    const state = {
      search: 'swan lake',
      category: 'Theatre',
      from: '2027-03-01',
      to: '2027-03-31',
      availability: 'available',
      past: true,
      currency: 'EUR',
      priceMin: 1000,
      priceMax: 5000,
      sort: 'price',
      order: 'desc',
      page: 3,
    } as const
    const address = new URLSearchParams(Object.entries(state).map(([key, value]) => [key, String(value)]))
    expect(readSearch(Object.fromEntries(address))).toEqual(state)
  })

  test('nonsense is as if it were not there', () => {
    const nonsense = {
      search: '   ',
      category: 7,
      from: 'yesterday',
      to: '2027-3-1',
      availability: 'maybe',
      sort: 'colour',
      order: 'asc',
      page: '-2',
      past: 'perhaps',
      currency: 'euro',
      priceMin: -1,
      other: 'x',
    }
    expect(readSearch(nonsense)).toEqual({})
    expect(readSearch({ page: '1' })).toEqual({})
    expect(readSearch({ page: 'NaN' })).toEqual({})
    expect(readSearch({ search: 'x'.repeat(500) }).search).toHaveLength(200)
  })

  test('the last day counts in full', () => {
    const query = toEventQuery({ from: '2027-03-14', to: '2027-03-14' })
    expect(Date.parse(query.to ?? '') - Date.parse(query.from ?? '')).toBe(24 * 3_600_000)
  })

  test('a new wish begins on its first page, a new page keeps the wish', () => {
    const state = readSearch({ search: 'jazz', page: '4' })
    expect(changed(state, { category: 'Concert' })).toEqual({ search: 'jazz', category: 'Concert' })
    expect(changed(state, { page: 5 })).toEqual({ search: 'jazz', page: 5 })
    expect(changed(state, { search: undefined })).toEqual({})
  })

  test('filters are counted without search and sorting', () => {
    expect(countFilters({ search: 'x', sort: 'price', category: 'Concert', from: '2027-01-01' })).toBe(2)
  })

  test('an amount needs its currency, and what is over comes latest first', () => {
    expect(readSearch({ priceMax: '5000' })).toEqual({})
    expect(readSearch({ priceMax: '5000', currency: 'EUR' })).toEqual({ priceMax: 5000, currency: 'EUR' })
    expect(toEventQuery({ past: true })).toMatchObject({ past: true, order: 'desc' })
    expect(toEventQuery({ past: true, order: 'asc' }).order).toBe('asc')
    expect(readSearch({ past: true, order: 'desc' })).toEqual({ past: true })
    expect(toEventQuery({ past: true, sort: 'price' }).order).toBe('asc')
    expect(countFilters({ past: true, currency: 'EUR', priceMax: 100 })).toBe(2)
  })
})
