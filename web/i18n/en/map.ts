import { number, plural } from '../words.ts'

/** Every word that the seat map and the list of seats say; the shape is `SeatLabels` in `web/seat-map/labels.ts`. */
export const map = {
  map: 'Seat map',
  keys: 'Arrow keys move from seat to seat, with Shift to the next available one. Enter selects. Plus and minus zoom, zero shows everything. The same seats are in the list view.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show the whole plan',
  overview: 'Overview of the plan',
  row: (name: string) => `row ${name}`,
  seat: (name: string) => `seat ${name}`,
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
  left: (n: number) => (n === 0 ? 'sold out' : `${number(n)} left`),
  from: (price: string) => `from ${price}`,
  list: 'Seats as a list',
  takenSince: (n: number) => plural(n, { one: '# seat taken', other: '# seats taken' }),
  freedSince: (n: number) => plural(n, { one: '# seat became available', other: '# seats became available' }),
  leftNow: (n: number) => (n === 0 ? 'nothing left' : `${number(n)} left`),
  legend: 'What the seats look like',
}
