import type { Event, EventPage } from './shapes/events.ts'

/**
 * What the server writes into the page it sends, so that the first view need not ask for it again. It is exactly what the
 * API would have answered at that moment.
 */
export interface PageData {
  /** The event of an event's page, under the id or slug it was asked for by. */
  event?: { idOrSlug: string; value: Event }
  /** The list that the first page of the shop begins with. */
  events?: EventPage
}

/** Id of the data block (`<script type="application/json">`) in the page. */
export const pageDataId = 'page-data'

/** What the first page of the shop lists before anybody has looked for anything. */
export const firstList = { sort: 'date', order: 'asc', page: 1, limit: 12 } as const
