import { Hold, HoldExtension, SeatSelection } from '../shapes/holds.ts'
import { empty, id, idOrSlug, type Operation, placing } from './operation.ts'

export const holdOperations = {
  placeHold: {
    summary: 'Hold seats, by id or best available',
    tag: 'Holds',
    params: idOrSlug,
    body: SeatSelection,
    replies: { 201: Hold },
    refusals: placing,
  },
  getHold: {
    summary: 'A hold, for its owner',
    tag: 'Holds',
    params: id,
    replies: { 200: Hold },
    refusals: ['NOT_FOUND'],
  },
  releaseHold: {
    summary: 'Give a hold’s seats back; the second time changes nothing',
    tag: 'Holds',
    params: id,
    replies: { 204: empty },
    refusals: ['NOT_FOUND', 'HOLD_ENDED', 'UNAVAILABLE'],
  },
  extendHold: {
    summary: 'Give a hold more time, as often as its event allows; a retry adds nothing',
    tag: 'Holds',
    params: id,
    body: HoldExtension,
    replies: { 200: Hold },
    refusals: ['NOT_FOUND', 'HOLD_EXPIRED', 'HOLD_ENDED', 'NOT_EXTENDABLE', 'INVALID_REQUEST', 'UNAVAILABLE'],
  },
} as const satisfies Record<string, Operation>
