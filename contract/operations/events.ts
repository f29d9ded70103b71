import { Type } from 'typebox'
import { Availability, Event, EventPage, EventQuery } from '../shapes/events.ts'
import { idOrSlug, type Operation } from './operation.ts'

export const eventOperations = {
  listEvents: {
    summary: 'Published events',
    tag: 'Events',
    query: EventQuery,
    replies: { 200: EventPage },
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
} as const satisfies Record<string, Operation>
