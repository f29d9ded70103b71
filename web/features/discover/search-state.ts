import { firstList } from '../../../contract/page-data.ts'
import type { EventQuery } from '../../../contract/shapes/events.ts'
import { startOfDay } from '../../format/dates.ts'

/** What the visitor looks for, exactly as the address says it; what is usual is left out of the address. */
export interface EventSearch {
  search?: string
  category?: string
  /** Days as a date field writes them, in the visitor's zone: `2027-03-14`. */
  from?: string
  to?: string
  availability?: 'available'
  /** What has begun, instead of what is to come. */
  past?: true
  currency?: string
  /** Minor units of that currency. */
  priceMin?: number
  priceMax?: number
  sort?: 'price' | 'title'
  /** Only when it is not the usual one: the next first, or, of the past, the last. */
  order?: 'asc' | 'desc'
  page?: number
}

export const PAGE_SIZE = firstList.limit
const LONGEST_SEARCH = 200
const LAST_PAGE = 100_000
const HIGHEST_PRICE = 100_000_000

const text = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, LONGEST_SEARCH) : undefined
const day = (value: unknown) => (typeof value === 'string' && startOfDay(value) ? value : undefined)

const price = (value: unknown) => {
  const amount = value === undefined || value === '' ? Number.NaN : Number(value)
  return Number.isInteger(amount) && amount >= 0 && amount <= HIGHEST_PRICE ? amount : undefined
}

const usualOrder = ({ past, sort }: Pick<EventSearch, 'past' | 'sort'>) => (past && !sort ? 'desc' : 'asc')

/** Reads an address that anyone may have written: whatever makes no sense is as if it were not there. */
export function readSearch(raw: Record<string, unknown>): EventSearch {
  const page = Math.floor(Number(raw.page))
  const sort = raw.sort === 'price' || raw.sort === 'title' ? raw.sort : undefined
  const past = raw.past === true || raw.past === 'true' ? true : undefined
  const order = raw.order === 'asc' || raw.order === 'desc' ? raw.order : undefined
  // An amount without its currency says nothing.
  const currency =
    typeof raw.currency === 'string' && /^[A-Z]{3}$/.test(raw.currency) ? raw.currency : undefined
  const state: EventSearch = {
    search: text(raw.search),
    category: text(raw.category),
    from: day(raw.from),
    to: day(raw.to),
    availability: raw.availability === 'available' ? 'available' : undefined,
    past,
    currency,
    priceMin: currency === undefined ? undefined : price(raw.priceMin),
    priceMax: currency === undefined ? undefined : price(raw.priceMax),
    sort,
    order: order === usualOrder({ past, sort }) ? undefined : order,
    page: page > 1 && page <= LAST_PAGE ? page : undefined,
  }
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined))
}

/** What the API is asked. The last day counts in full. */
export function toEventQuery(state: EventSearch): EventQuery {
  return {
    search: state.search?.trim(),
    category: state.category,
    from: state.from ? startOfDay(state.from) : undefined,
    to: state.to ? startOfDay(state.to, 1) : undefined,
    availability: state.availability,
    past: state.past,
    currency: state.currency,
    priceMin: state.priceMin,
    priceMax: state.priceMax,
    sort: state.sort ?? firstList.sort,
    order: state.order ?? usualOrder(state),
    page: state.page ?? firstList.page,
    limit: PAGE_SIZE,
  }
}

/** A new wish begins on its first page. */
export function changed(state: EventSearch, patch: Partial<EventSearch>): EventSearch {
  return readSearch({ ...state, page: undefined, ...patch })
}

/** How many wishes narrow the list, sorting and paging aside. */
export function countFilters(state: EventSearch): number {
  return [state.category, state.from, state.to, state.availability, state.past, state.currency].filter(
    Boolean,
  ).length
}
