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
  sort?: 'price' | 'title'
  order?: 'desc'
  page?: number
}

export const PAGE_SIZE = 12
const LONGEST_SEARCH = 200
const LAST_PAGE = 100_000

const text = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, LONGEST_SEARCH) : undefined
const day = (value: unknown) => (typeof value === 'string' && startOfDay(value) ? value : undefined)

/** Reads an address that anyone may have written: whatever makes no sense is as if it were not there. */
export function readSearch(raw: Record<string, unknown>): EventSearch {
  const page = Math.floor(Number(raw.page))
  const state: EventSearch = {
    search: text(raw.search),
    category: text(raw.category),
    from: day(raw.from),
    to: day(raw.to),
    availability: raw.availability === 'available' ? 'available' : undefined,
    sort: raw.sort === 'price' || raw.sort === 'title' ? raw.sort : undefined,
    order: raw.order === 'desc' ? 'desc' : undefined,
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
    sort: state.sort ?? 'date',
    order: state.order ?? 'asc',
    page: state.page ?? 1,
    limit: PAGE_SIZE,
  }
}

/** A new wish begins on its first page. */
export function changed(state: EventSearch, patch: Partial<EventSearch>): EventSearch {
  return readSearch({ ...state, page: undefined, ...patch })
}

/** How many wishes narrow the list, sorting and paging aside. */
export function countFilters(state: EventSearch): number {
  return [state.category, state.from, state.to, state.availability].filter(Boolean).length
}
