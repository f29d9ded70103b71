import { Type } from 'typebox'
import { Availability, Event } from '../shapes/events.ts'
import { LedgerDump } from '../shapes/ledger.ts'
import { Blocks, EventChange, NewEvent } from '../shapes/organiser.ts'
import { id, type Operation, staff } from './operation.ts'

export const organiserOperations = {
  createEvent: {
    summary: 'Create an event',
    tag: 'Organiser',
    body: NewEvent,
    replies: { 201: Event },
    refusals: [
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'INVALID_REQUEST',
      'INVALID_PLAN',
      'SLUG_TAKEN',
      'IDEMPOTENCY_KEY_REUSED',
    ],
  },
  changeEvent: {
    summary: 'Publish, move the sale, or change the plan without dropping a held or sold seat',
    tag: 'Organiser',
    params: id,
    body: EventChange,
    replies: { 200: Event },
    refusals: [...staff, 'INVALID_PLAN', 'SEATS_IN_USE', 'UNAVAILABLE'],
  },
  blockSeats: {
    summary: 'Take seats out of the sale, or put them back',
    tag: 'Organiser',
    params: id,
    body: Blocks,
    replies: { 200: Availability },
    refusals: [...staff, 'UNKNOWN_SEATS', 'SEATS_TAKEN', 'UNAVAILABLE'],
  },
  rebuildAvailability: {
    summary: 'Throw availability away and read it again from the ledger',
    tag: 'Organiser',
    params: id,
    replies: {
      200: Type.Object({ drift: Type.Integer({ description: 'Seats that availability had wrong' }) }),
    },
    refusals: [...staff, 'UNAVAILABLE'],
  },
  dumpLedger: {
    summary: 'Every row of the ledger for one event, for an audit',
    tag: 'Organiser',
    params: id,
    replies: { 200: LedgerDump },
    refusals: staff,
  },
} as const satisfies Record<string, Operation>
