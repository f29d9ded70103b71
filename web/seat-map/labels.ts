import type { LookName } from './seat-look.ts'

/** Every word that the map and the list say. English here; another language passes its own. */
export interface SeatLabels {
  map: string
  /** Read once when the map is reached by keyboard. */
  keys: string
  zoomIn: string
  zoomOut: string
  fit: string
  overview: string
  row: string
  seat: string
  states: Record<LookName, string>
  accessible: string
  companion: string
  restrictedView: string
  standing: string
  left(count: number, formatted: string): string
  from(price: string): string
  /** The list. */
  list: string
  /** Announcements. */
  takenSince(count: number, formatted: string): string
  freedSince(count: number, formatted: string): string
  leftNow(count: number, formatted: string): string
  legend: string
}

export const englishLabels: SeatLabels = {
  map: 'Seat map',
  keys: 'Arrow keys move from seat to seat, with Shift to the next available one. Enter selects. Plus and minus zoom, zero shows everything. The same seats are in the list view.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show the whole plan',
  overview: 'Overview of the plan',
  row: 'row',
  seat: 'seat',
  states: {
    free: 'available',
    held: 'held by someone else',
    sold: 'sold',
    blocked: 'not for sale',
    selected: 'selected by you',
    ownHeld: 'held for you',
    ownSold: 'yours',
    unknown: 'not known yet',
  },
  accessible: 'wheelchair place',
  companion: 'companion seat beside a wheelchair place',
  restrictedView: 'restricted view',
  standing: 'standing',
  left: (count, formatted) => (count === 0 ? 'sold out' : `${formatted} left`),
  from: (price) => `from ${price}`,
  list: 'Seats as a list',
  takenSince: (count, formatted) => (count === 1 ? '1 seat taken' : `${formatted} seats taken`),
  freedSince: (count, formatted) =>
    count === 1 ? '1 seat became available' : `${formatted} seats became available`,
  leftNow: (count, formatted) => (count === 0 ? 'nothing left' : `${formatted} left`),
  legend: 'What the seats look like',
}
