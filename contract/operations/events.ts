import { Type } from 'typebox'
import { Availability, ChoicesQuery, Event, EventChoices, EventPage, EventQuery } from '../shapes/events.ts'
import { BestQuery, BestSeats } from '../shapes/holds.ts'
import { idOrSlug, type Operation } from './operation.ts'

export const eventOperations = {
  listEvents: {
    summary: 'Published events',
    tag: 'Events',
    query: EventQuery,
    replies: { 200: EventPage },
    refusals: ['INVALID_REQUEST'],
  },
  listChoices: {
    summary: 'Kinds of event and prices that the list can be narrowed to',
    tag: 'Events',
    query: ChoicesQuery,
    replies: { 200: EventChoices },
    refusals: ['INVALID_REQUEST'],
  },
  getEvent: {
    summary: 'One event',
    tag: 'Events',
    params: idOrSlug,
    replies: { 200: Event },
    refusals: ['NOT_FOUND'],
  },
  getPlan: {
    summary: 'The seat plan, immutable per plan version',
    tag: 'Events',
    params: idOrSlug,
    replies: { 200: Type.Unknown({ description: 'Seat plan; strong ETag' }) },
    refusals: ['NOT_FOUND'],
  },
  getAvailability: {
    summary: 'Every seat’s state',
    tag: 'Events',
    params: idOrSlug,
    replies: { 200: Availability },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  previewBest: {
    summary: 'The best seats for a wish, to look at: nothing is taken',
    tag: 'Events',
    params: idOrSlug,
    query: BestQuery,
    replies: { 200: BestSeats },
    refusals: [
      'INVALID_CODE',
      'RATE_LIMITED',
      'SOLD_OUT',
      'NOT_ENOUGH_SEATS',
      'NO_ADJACENT_SEATS',
      'LIMIT_EXCEEDED',
      'NOT_ON_SALE',
      'NOT_FOUND',
      'INVALID_REQUEST',
      'UNAVAILABLE',
    ],
  },
} as const satisfies Record<string, Operation>
